// Who is who, corrected by people: two leads made one, and links taken back. Each is an entry of the journal; nothing is ever lost by it.
import type { Entry } from '@baton/core/journal/entry';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { viewLead } from '../live/lead-view.ts';
import { BATON, identityOfLead } from '../live/router.ts';
import { Refusal } from '../refusal.ts';
import { note } from '../store/audit-rows.ts';
import { actorOf } from './api.ts';
import type { AppContext } from './app-context.ts';
import { entryIdOf, once } from './once.ts';

const Name = z.string().min(1).max(400);
const Params = z.object({ lead: Name });
const Answer = z.object({ entry: z.string().describe('id of the entry that says so') });

/** Adds the routes. */
export function mergeRoutes(context: AppContext) {
  const { store, intake, inForce, clock } = context;
  const find = async (name: string) => {
    const view = await viewLead(store.read, await inForce.load(store.read), name, clock());
    if (view === undefined) throw new Refusal(404, 'http-no-lead', 'nobody is known by this name', { hint: name });
    return view;
  };
  const append = async (entry: Entry, actor: string, action: string) => {
    await intake.command([entry], (tx) =>
      note(tx, { at: clock(), actor, action, subject: `entry ${entry.id}`, details: {} }),
    );
    return { entry: entry.id };
  };

  return async (plain: FastifyInstance): Promise<void> => {
    const app = plain.withTypeProvider<ZodTypeProvider>();
    app.post(
      '/leads/:lead/merge',
      {
        config: { permission: 'merge-leads' },
        schema: {
          summary: 'Say that another lead is the same person',
          params: Params,
          body: z.object({ with: Name.describe('a name, e-mail or id of the other') }),
          response: { 200: Answer },
        },
      },
      async (request) =>
        once(request, context, async () => {
          const [into, other] = [await find(request.params.lead), await find(request.body.with)];
          if (into.lead === other.lead) throw new Refusal(409, 'http-same-lead', 'these are one lead already');
          const at = clock();
          const id = entryIdOf(request, context);
          const from = identityOfLead(other.lead);
          const entry: Entry = {
            kind: 'merge',
            source: BATON,
            id,
            ...identityOfLead(into.lead),
            from,
            occurredAt: at,
            knownAt: at,
          };
          return append(entry, actorOf(request).id, 'merged');
        }),
    );
    app.post(
      '/leads/:lead/unmerge',
      {
        config: { permission: 'merge-leads' },
        schema: {
          summary: 'Take back what an entry said about who is who',
          params: Params,
          body: z.object({ source: z.string().max(200), id: z.string().max(400) }),
          response: { 200: Answer },
        },
      },
      async (request) =>
        once(request, context, async () => {
          const view = await find(request.params.lead);
          const { source, id } = request.body;
          const isIt = (each: { readonly source: string; readonly id: string }): boolean =>
            each.source === source && each.id === id;
          if (!view.unit.some(isIt))
            throw new Refusal(404, 'http-not-found', 'no entry of this lead has this source and id');
          if (view.unit.some((entry) => entry.kind === 'unmerge' && isIt(entry.link)))
            throw new Refusal(409, 'http-unmerged', 'this has been taken back already');
          const at = clock();
          const link = { source, id };
          const entry: Entry = {
            kind: 'unmerge',
            source: BATON,
            id: entryIdOf(request, context),
            ...identityOfLead(view.lead),
            link,
            occurredAt: at,
            knownAt: at,
          };
          return append(entry, actorOf(request).id, 'unmerged');
        }),
    );
  };
}
