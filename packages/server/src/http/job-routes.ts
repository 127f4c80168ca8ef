// Long work: asked for, followed, cancelled, and its result looked at.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { FolderTexts } from '../contract/contract.ts';
import { newDraft } from '../contract/new-draft.ts';
import { JOB_KINDS, type JobKind } from '../jobs/job-kinds.ts';
import { Refusal } from '../refusal.ts';
import { type JobRow, jobById, latestJobs } from '../store/job-rows.ts';
import type { JobsTable } from '../store/tables.ts';
import { actorOf } from './api.ts';
import type { AppContext } from './app-context.ts';

/** A job as the API gives it. */
export const Job = z.object({
  id: z.string(),
  kind: z.string(),
  params: z.unknown(),
  state: z.string(),
  progress: z.number().describe('0 to 1'),
  doing: z.string(),
  problem: z.string().nullable(),
  madeBy: z.string(),
  madeAt: z.number(),
  endedAt: z.number().nullable(),
});
const Which = z.object({ id: z.string().max(100) });
/** A document is whole in itself: its styles stand in it, it runs nothing, loads nothing, and belongs to no site. */
const DOCUMENT_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  'sandbox',
].join('; ');

/** Adds the routes. */
export function jobRoutes({ store, jobs, intake, clock }: AppContext) {
  const find = async (id: string): Promise<JobsTable> => {
    const row = await jobById(store.read, id);
    if (row === undefined) throw new Refusal(404, 'http-not-found', 'there is no such job');
    return row;
  };
  const done = async (id: string): Promise<JobsTable> => {
    const row = await find(id);
    if (row.state !== 'done') throw new Refusal(409, 'background-not-done', `the job is ${row.state}`);
    return row;
  };
  return async (plain: FastifyInstance): Promise<void> => {
    const app = plain.withTypeProvider<ZodTypeProvider>();
    app.post(
      '/jobs',
      {
        config: { permission: 'run-jobs' },
        schema: {
          summary:
            'Ask for a backtest of a version, who stands over its gates with nothing new to show, a funnel report, a diagnosis, a watch over drift, a review packet, a calibration, or an audit of the rule of before',
          body: z.discriminatedUnion('kind', [
            z.object({ kind: z.literal('backtest'), params: JOB_KINDS.backtest }),
            z.object({ kind: z.literal('backlog'), params: JOB_KINDS.backlog }),
            z.object({ kind: z.literal('report'), params: JOB_KINDS.report.prefault({}) }),
            z.object({ kind: z.literal('audit'), params: JOB_KINDS.audit.default({}) }),
            z.object({ kind: z.literal('diagnose'), params: JOB_KINDS.diagnose.prefault({}) }),
            z.object({ kind: z.literal('watch'), params: JOB_KINDS.watch.default({}) }),
            z.object({ kind: z.literal('review'), params: JOB_KINDS.review }),
            z.object({ kind: z.literal('calibrate'), params: JOB_KINDS.calibrate.prefault({}) }),
          ]),
          response: { 202: Job },
        },
      },
      async (request, reply) => {
        const { kind, params } = request.body;
        const id = await jobs.ask(kind, params, actorOf(request).id);
        return reply.code(202).send(jobShown(await find(id)));
      },
    );
    app.get(
      '/jobs',
      {
        config: { permission: 'see-reports' },
        schema: {
          summary: 'The latest jobs, of one kind where it is named',
          querystring: z.object({ kind: z.enum(Object.keys(JOB_KINDS) as [JobKind, ...JobKind[]]).optional() }),
          response: { 200: z.object({ jobs: z.array(Job) }) },
        },
      },
      async (request) => ({ jobs: (await latestJobs(store.read, 50, request.query.kind)).map(jobShown) }),
    );
    app.get(
      '/jobs/:id',
      {
        config: { permission: 'see-reports' },
        schema: { summary: 'One job and how far it is', params: Which, response: { 200: Job } },
      },
      async (request) => jobShown(await find(request.params.id)),
    );
    app.get(
      '/jobs/:id/result',
      { config: { permission: 'see-reports' }, schema: { summary: 'What a job found', params: Which } },
      async (request, reply) => reply.type('application/json').send((await done(request.params.id)).result),
    );
    app.get(
      '/jobs/:id/rows',
      {
        config: { permission: 'see-reports' },
        schema: { summary: 'The hand-offs behind a funnel report’s numbers, one by one', params: Which },
      },
      async (request, reply) => {
        const { rows } = await done(request.params.id);
        if (rows === null) throw new Refusal(404, 'http-not-found', 'this job counted no hand-offs');
        return reply.type('application/json').send(rows);
      },
    );
    app.get(
      '/jobs/:id/page',
      {
        config: { permission: 'see-reports' },
        schema: {
          summary: 'The same as a page, to be read, printed or, with `file`, saved',
          params: Which,
          querystring: z.object({ file: z.string().optional() }),
        },
      },
      async (request, reply) => {
        const { kind, made_at, page } = await done(request.params.id);
        reply.header('content-security-policy', DOCUMENT_POLICY);
        if (request.query.file !== undefined) {
          const name = `baton-${kind}-${new Date(made_at).toISOString().slice(0, 10)}.html`;
          reply.header('content-disposition', `attachment; filename="${name}"`);
        }
        return reply.type('text/html; charset=utf-8').send(page);
      },
    );
    app.post(
      '/jobs/:id/draft',
      {
        config: { permission: 'write-definitions' },
        schema: {
          summary: 'Keep what a calibration learnt as a draft definition',
          params: Which,
          response: { 201: z.object({ name: z.string(), version: z.number() }) },
        },
      },
      async (request, reply) => {
        const { kind, result } = await done(request.params.id);
        const texts = kind === 'calibrate' ? (JSON.parse(result ?? '{}') as { texts?: FolderTexts }).texts : undefined;
        if (texts === undefined)
          throw new Refusal(409, 'background-no-draft', 'this job has no draft to keep', {
            hint: 'only a calibration that found a card has one',
          });
        const { name, version } = await intake.aside((tx) => newDraft(tx, texts, actorOf(request).id, clock()));
        return reply.code(201).send({ name, version });
      },
    );
    app.delete(
      '/jobs/:id',
      {
        config: { permission: 'run-jobs' },
        schema: { summary: 'Cancel a job', params: Which, response: { 200: Job } },
      },
      async (request) => {
        await find(request.params.id);
        await jobs.cancel(request.params.id);
        return jobShown(await find(request.params.id));
      },
    );
  };
}

/** A row of the store as a {@link Job}. */
export function jobShown(row: JobRow): z.infer<typeof Job> {
  return {
    id: row.id,
    kind: row.kind,
    params: JSON.parse(row.params) as unknown,
    state: row.state,
    progress: row.progress / 1000,
    doing: row.doing,
    problem: row.problem,
    madeBy: row.made_by,
    madeAt: row.made_at,
    endedAt: row.ended_at,
  };
}
