// Definitions: read by everybody, drafted and edited by either side.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { checkEditable, checkFolder } from '../contract/contract.ts';
import { newDraft } from '../contract/new-draft.ts';
import { Refusal } from '../refusal.ts';
import { allVersions, changeVersion } from '../store/version-rows.ts';
import { actorOf } from './api.ts';
import type { AppContext } from './app-context.ts';
import { Summary, Texts, Which, Whole } from './definition-shapes.ts';
import { versionSteps } from './version-steps.ts';
import { summariesOf } from './version-view.ts';

/** Adds the routes. */
export function definitionRoutes(context: AppContext) {
  const { store, intake, clock } = context;
  const { find, whole, step } = versionSteps(context);

  return async (plain: FastifyInstance): Promise<void> => {
    const app = plain.withTypeProvider<ZodTypeProvider>();
    app.get(
      '/definitions',
      {
        config: { permission: 'see-definitions' },
        schema: {
          summary: 'All versions of all definitions',
          response: { 200: z.object({ versions: z.array(Summary) }) },
        },
      },
      async (request) => ({
        versions: await summariesOf(store.read, await allVersions(store.read), actorOf(request), clock()),
      }),
    );
    app.post(
      '/definitions',
      {
        config: { permission: 'draft-definitions' },
        schema: { summary: 'A new draft; its name is the one the text gives', body: Texts, response: { 201: Whole } },
      },
      async (request, reply) => {
        const row = await intake.aside((tx) => newDraft(tx, request.body, actorOf(request).id, clock()));
        return reply.code(201).send(await whole(request, row));
      },
    );
    app.get(
      '/definitions/:name/:version',
      {
        config: { permission: 'see-definitions' },
        schema: {
          summary: 'One version with its text, words, stories and signatures',
          params: Which,
          response: { 200: Whole },
        },
      },
      async (request) => whole(request, await find(store.read, request.params)),
    );
    app.put(
      '/definitions/:name/:version',
      {
        config: { permission: 'write-definitions' },
        schema: {
          summary: 'Edit a draft or a proposal; what was signed is void',
          params: Which,
          body: Texts,
          response: { 200: Whole },
        },
      },
      async (request) => {
        const { definition, digest } = checkFolder(request.body);
        if (definition.name !== request.params.name)
          throw new Refusal(409, 'contract-name', `the text defines ${definition.name}`, {
            hint: 'make a new draft',
          });
        return step(request, 'edited', async (row, tx) => {
          checkEditable(row);
          const kept =
            row.digest === digest ? { backtest: row.backtest, state: row.state } : { backtest: null, state: 'draft' };
          await changeVersion(tx, row, { ...request.body, digest, ...kept, edited_at: clock() });
          return { ...row, digest };
        });
      },
    );
  };
}
