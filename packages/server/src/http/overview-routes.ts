// The first page of those who do not work a queue: what needs somebody, how this week went beside the last, and what is in force. Numbers of the funnel are those of the latest jobs.
import { DAY } from '@baton/core/base/duration';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type Actor, may } from '../auth/policy.ts';
import { validSignatures } from '../contract/contract.ts';
import { handoffsIn, queueCounts } from '../store/queue-rows.ts';
import { shelvedCount } from '../store/shelf-rows.ts';
import type { Reading } from '../store/store.ts';
import { allVersions, signaturesOf } from '../store/version-rows.ts';
import { actorOf } from './api.ts';
import type { AppContext } from './app-context.ts';
import { ReviewsDue, reviewsDue } from './review-routes.ts';

const Week = z.object({
  handedOver: z.number(),
  accepted: z.number(),
  rejected: z.number(),
  late: z.number().describe('whose response became overdue'),
  sqls: z.number(),
});
const Signed = z.object({ name: z.string(), function: z.string(), at: z.number() });
const Overview = z.object({
  now: z.number(),
  queue: z.object({ open: z.number(), overdue: z.number(), orphans: z.number() }),
  refused: z.number().nullable().describe('waits to be mended; null for those who may not see it'),
  unsigned: z
    .array(
      z.object({
        name: z.string(),
        version: z.number(),
        state: z.string(),
        signed: z.array(Signed),
        waitsForYou: z.boolean(),
      }),
    )
    .describe('drafts and proposals'),
  inForce: z.array(ReviewsDue.extend({ digest: z.string(), since: z.number(), signed: z.array(Signed) })),
  week: z.object({ this: Week, before: Week }).describe('the last seven days, and the seven before'),
});

/** Adds the route. */
export function overviewRoutes({ store, clock }: AppContext) {
  return async (plain: FastifyInstance): Promise<void> => {
    const app = plain.withTypeProvider<ZodTypeProvider>();
    app.get(
      '/overview',
      {
        config: { permission: 'see-reports' },
        schema: {
          summary: 'What needs somebody, how this week went, and what is in force',
          response: { 200: Overview },
        },
      },
      async (request) => {
        const now = clock();
        const actor = actorOf(request);
        const { open, overdue, orphans } = await queueCounts(store.read, now - DAY, undefined);
        return {
          now,
          queue: { open, overdue, orphans },
          refused: may(actor, 'see-ledger') ? await shelvedCount(store.read) : null,
          ...(await versions(store.read, actor, now)),
          week: {
            this: await handoffsIn(store.read, now - 7 * DAY, now + 1),
            before: await handoffsIn(store.read, now - 14 * DAY, now - 7 * DAY),
          },
        };
      },
    );
  };
}

async function versions(
  read: Reading,
  actor: Actor,
  now: number,
): Promise<Pick<z.infer<typeof Overview>, 'unsigned' | 'inForce'>> {
  const due = await reviewsDue(read, now);
  const unsigned: z.infer<typeof Overview>['unsigned'] = [];
  const inForce: z.infer<typeof Overview>['inForce'] = [];
  for (const row of await allVersions(read)) {
    const { name, version, state, digest } = row;
    if (state === 'superseded') continue;
    const valid = validSignatures(row, await signaturesOf(read, name, version));
    const signed = valid.map((each) => ({
      name: each.person_name ?? each.person,
      function: each.function,
      at: each.signed_at,
    }));
    const own = due.find((each) => each.name === name && each.version === version);
    if (own !== undefined) inForce.push({ ...own, digest, since: row.effective_at ?? row.made_at, signed });
    else if (state === 'draft' || state === 'proposed')
      unsigned.push({
        ...{ name, version, state, signed },
        waitsForYou: state === 'proposed' && may(actor, 'sign-definitions') && !hasSigned(valid, actor),
      });
  }
  return { unsigned, inForce };
}

/** Whether somebody's side has signed: then it waits for the other. */
function hasSigned(valid: readonly { readonly function: string }[], actor: Actor): boolean {
  return actor.kind === 'person' && valid.some((each) => each.function === actor.role);
}
