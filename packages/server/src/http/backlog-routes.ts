// The backlog of a definition, let go of a few at a time: leads that stand over a gate and have nothing new to show (R17).
import type { ReleaseEntry } from '@baton/core/journal/sales-entries';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { BATON, identityOfLead } from '../live/router.ts';
import { Refusal } from '../refusal.ts';
import { note } from '../store/audit-rows.ts';
import { identifiersCalled } from '../store/unit-rows.ts';
import { actorOf } from './api.ts';
import type { AppContext } from './app-context.ts';
import { entryIdOf, once } from './once.ts';

/** More at once would be the flood that the backlog is there against. */
const MOST_AT_ONCE = 100;

/** Adds the route. */
export function backlogRoutes(context: AppContext) {
  const { store, intake, clock } = context;
  return async (plain: FastifyInstance): Promise<void> => {
    plain.withTypeProvider<ZodTypeProvider>().post(
      '/backlog/release',
      {
        config: { permission: 'release-backlog' },
        schema: {
          summary: 'Let leads of the backlog go to sales: each at once, if its gate is open and nothing suppresses it',
          body: z.object({
            leads: z.array(z.string().min(1).max(400)).min(1).max(MOST_AT_ONCE).describe('as a backlog names them'),
          }),
          response: { 200: z.object({ handoffs: z.array(z.string()).describe('hand-offs that this opened') }) },
        },
      },
      async (request) =>
        once(request, context, async () => {
          const leads = [...new Set(request.body.leads)];
          const known = await identifiersCalled(store.read, leads);
          const unknown = leads.filter((lead) => !known.some(({ name }) => name === lead));
          if (unknown.length > 0)
            throw new Refusal(404, 'http-no-lead', 'nobody is known by this name', { hint: unknown.join(', ') });
          const at = clock();
          const id = entryIdOf(request, context);
          const entries = leads.map(
            (lead): ReleaseEntry => ({
              kind: 'release',
              source: BATON,
              id: `${id} ${lead}`,
              ...identityOfLead(lead),
              occurredAt: at,
              knownAt: at,
            }),
          );
          const line = { at, actor: actorOf(request).id, action: 'released', subject: `entries ${id}` };
          const { decisions } = await intake.command(entries, (tx) =>
            note(tx, { ...line, details: { leads: leads.length } }),
          );
          return { handoffs: decisions.flatMap((decision) => (decision.kind === 'hand-off' ? decision.id : [])) };
        }),
    );
  };
}
