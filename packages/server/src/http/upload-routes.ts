// Folders of exports that people send: file by file, planned with the importer's questions, looked over, and brought in through the one way in.
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '@baton/files/failure';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Refusal } from '../refusal.ts';
import { note } from '../store/audit-rows.ts';
import { jobById } from '../store/job-rows.ts';
import type { JobsTable, UploadsTable } from '../store/tables.ts';
import { addUpload, allUploads, changeUpload, uploadById } from '../store/upload-rows.ts';
import { removeOld, removeWhole } from '../uploads/old-uploads.ts';
import { flagsOf } from '../uploads/plan-upload.ts';
import { UploadFolder } from '../uploads/upload-folder.ts';
import type { Answer } from '../uploads/upload-plan.ts';
import { actorOf } from './api.ts';
import type { AppContext } from './app-context.ts';
import { Job, jobShown } from './job-routes.ts';
import { Upload, type UploadShape, UploadSummary } from './upload-shapes.ts';

const Which = z.object({ id: z.string().max(100) });
const WhichFile = Which.extend({ name: z.string().min(1).max(400) });

/** Adds the routes. */
export function uploadRoutes(context: AppContext) {
  const { store, intake, clock, random, jobs, config } = context;
  const shelf = { store, intake, path: join(config.BATON_DATA, 'uploads') };
  const folderOf = (id: string): UploadFolder => new UploadFolder(join(shelf.path, id));
  const most = config.BATON_UPLOAD_MEGABYTES * 1e6;

  const find = async (id: string): Promise<UploadsTable> => {
    const row = await uploadById(store.read, id);
    if (row === undefined) throw new Refusal(404, 'http-not-found', 'there is no such upload');
    return row;
  };
  const jobOf = async (id: string | null): Promise<JobsTable | undefined> =>
    id === null ? undefined : jobById(store.read, id);
  const isBusy = (job: JobsTable | undefined): boolean => job !== undefined && job.ended_at === null;
  /** An upload whose files may still change. */
  const open = async (id: string): Promise<UploadsTable> => {
    const row = await find(id);
    if (row.state !== 'open') throw new Refusal(409, 'upload-over', 'this upload has been brought in');
    for (const job of [row.plan, row.bringing])
      if (isBusy(await jobOf(job)))
        throw new Refusal(409, 'upload-busy', 'Baton is at work on these files', {
          hint: 'wait for it, or cancel the job',
        });
    return row;
  };
  const shown = async (row: UploadsTable): Promise<UploadShape> => {
    const folder = folderOf(row.id);
    const [plan, bringing] = [await jobOf(row.plan), await jobOf(row.bringing)];
    return {
      ...summary(row),
      answers: JSON.parse(row.answers) as Answer[],
      files: folder.list(),
      planning: plan === undefined ? null : jobShown(plan),
      plan: isBusy(plan) ? null : (folder.plan ?? null),
      bringing: bringing === undefined ? null : jobShown(bringing),
      received: bringing?.result ? (JSON.parse(bringing.result) as UploadShape['received']) : null,
      hasRefused: existsSync(folder.refused),
    };
  };

  return async (plain: FastifyInstance): Promise<void> => {
    const app = plain.withTypeProvider<ZodTypeProvider>();
    // Files are streamed to the disk: nobody holds them.
    app.addContentTypeParser('application/octet-stream', (_request, _payload, done) => done(null));
    const config = { permission: 'post-facts' } as const;

    app.get(
      '/uploads',
      {
        config,
        schema: {
          summary: 'Uploads of export folders',
          response: { 200: z.object({ uploads: z.array(UploadSummary) }) },
        },
      },
      async () => ({ uploads: (await allUploads(store.read)).map(summary) }),
    );
    app.post(
      '/uploads',
      {
        config,
        schema: { summary: 'A new upload: then its files, its plan, and bringing it in', response: { 201: Upload } },
      },
      async (request, reply) => {
        const actor = actorOf(request).id;
        await removeOld(shelf, actor, clock());
        const row = {
          id: random(8).toString('hex'),
          state: 'open',
          answers: '[]',
          plan: null,
          bringing: null,
          made_by: actor,
          made_at: clock(),
        };
        await intake.aside((tx) => addUpload(tx, row));
        return reply.code(201).send(await shown(row));
      },
    );
    app.get(
      '/uploads/:id',
      {
        config,
        schema: { summary: 'One upload: its files, its plan, how far it is', params: Which, response: { 200: Upload } },
      },
      async (request) => shown(await find(request.params.id)),
    );
    app.put(
      '/uploads/:id/files/:name',
      {
        config,
        schema: {
          summary: 'One file of the folder, as it is (application/octet-stream)',
          params: WhichFile,
          response: { 200: z.object({ name: z.string(), bytes: z.number() }) },
        },
      },
      async (request) => {
        const row = await open(request.params.id);
        if (request.headers['content-type'] !== 'application/octet-stream')
          throw new Refusal(415, 'upload-kind', 'a file is sent as application/octet-stream');
        return folderOf(row.id).receive(request.params.name, request.raw, most);
      },
    );
    app.delete(
      '/uploads/:id/files/:name',
      { config, schema: { summary: 'Take a file out', params: WhichFile, response: { 204: z.void() } } },
      async (request, reply) => {
        const row = await open(request.params.id);
        if (!folderOf(row.id).remove(request.params.name))
          throw new Refusal(404, 'http-not-found', 'there is no such file');
        return reply.code(204).send();
      },
    );
    app.post(
      '/uploads/:id/plan',
      {
        config,
        schema: {
          summary: 'Find out what the files are and what they would come to; answers go with it',
          params: Which,
          body: z.object({ answers: Upload.shape.answers.default([]) }),
          response: { 202: Job },
        },
      },
      async (request, reply) => {
        const row = await open(request.params.id);
        if (folderOf(row.id).list().length === 0) throw new Refusal(409, 'upload-empty', 'there is no file yet');
        const answers = request.body.answers;
        checkAnswers(answers);
        await intake.aside((tx) => changeUpload(tx, row.id, { answers: JSON.stringify(answers) }));
        const job = await jobs.ask('plan-upload', { upload: row.id }, actorOf(request).id);
        await intake.aside((tx) => changeUpload(tx, row.id, { plan: job }));
        return reply.code(202).send(jobShown((await jobOf(job)) as JobsTable));
      },
    );
    app.post(
      '/uploads/:id/bring-in',
      {
        config,
        schema: {
          summary: 'Bring in what the plan showed, entry by entry, each with its receipt',
          params: Which,
          response: { 202: Job },
        },
      },
      async (request, reply) => {
        const row = await open(request.params.id);
        if (folderOf(row.id).plan?.counts == null)
          throw new Refusal(409, 'upload-not-planned', 'these files have no plan yet, or questions are open');
        const actor = actorOf(request).id;
        const job = await jobs.ask('bring-in', { upload: row.id }, actor);
        await intake.aside(async (tx) => {
          await changeUpload(tx, row.id, { bringing: job });
          await note(tx, { at: clock(), actor, action: 'brought-in', subject: row.id, details: {} });
        });
        return reply.code(202).send(jobShown((await jobOf(job)) as JobsTable));
      },
    );
    app.get(
      '/uploads/:id/refused',
      { config, schema: { summary: 'Rows and cells that were refused, with their reasons (NDJSON)', params: Which } },
      async (request, reply) => {
        const { refused } = folderOf((await find(request.params.id)).id);
        if (!existsSync(refused))
          throw new Refusal(404, 'http-not-found', 'nothing was refused, or there is no plan yet');
        return reply
          .header('content-disposition', 'attachment; filename="refused.ndjson"')
          .type('application/x-ndjson')
          .send(createReadStream(refused));
      },
    );
    app.delete(
      '/uploads/:id',
      { config, schema: { summary: 'Remove an upload with its files', params: Which, response: { 204: z.void() } } },
      async (request, reply) => {
        const row = await find(request.params.id);
        if (row.state === 'open') await open(row.id);
        await removeWhole(shelf, row.id, actorOf(request).id, clock());
        return reply.code(204).send();
      },
    );
  };
}

function checkAnswers(answers: readonly Answer[]): void {
  try {
    flagsOf(answers);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Refusal(400, 'upload-answer', error.message, { problems: error.problems });
  }
}

function summary(row: UploadsTable): z.infer<typeof UploadSummary> {
  return { id: row.id, state: row.state, madeBy: row.made_by, madeAt: row.made_at };
}
