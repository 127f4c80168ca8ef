// Long work: asked for, followed, cancelled, and its result looked at.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { JOB_KINDS } from '../jobs/job-kinds.ts';
import { Refusal } from '../refusal.ts';
import { jobById, latestJobs } from '../store/job-rows.ts';
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

/** Adds the routes. */
export function jobRoutes({ store, jobs }: AppContext) {
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
          summary: 'Ask for a backtest of a version, a funnel report, or an audit of the rule of before',
          body: z.discriminatedUnion('kind', [
            z.object({ kind: z.literal('backtest'), params: JOB_KINDS.backtest }),
            z.object({ kind: z.literal('report'), params: JOB_KINDS.report.default({}) }),
            z.object({ kind: z.literal('audit'), params: JOB_KINDS.audit.default({}) }),
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
        schema: { summary: 'The latest jobs', response: { 200: z.object({ jobs: z.array(Job) }) } },
      },
      async () => ({ jobs: (await latestJobs(store.read, 50)).map(jobShown) }),
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
      '/jobs/:id/page',
      { config: { permission: 'see-reports' }, schema: { summary: 'The same as a page', params: Which } },
      async (request, reply) => {
        // The page is whole in itself: its styles and its few lines of script stand in it, and it may load nothing.
        reply.header(
          'content-security-policy',
          "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:",
        );
        return reply.type('text/html; charset=utf-8').send((await done(request.params.id)).page);
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
export function jobShown(row: Omit<JobsTable, 'result' | 'page'>): z.infer<typeof Job> {
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
