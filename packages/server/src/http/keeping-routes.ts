// What is held about a person: given to them, and erased.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { erasePerson } from '../keeping/erase-person.ts';
import { exportPerson } from '../keeping/export-person.ts';
import { scrubStore } from '../keeping/scrub-store.ts';
import { leadNames } from '../live/lead-names.ts';
import { Refusal } from '../refusal.ts';
import { note } from '../store/audit-rows.ts';
import { allErasures } from '../store/erasure-rows.ts';
import { actorOf } from './api.ts';
import type { AppContext } from './app-context.ts';
import { once } from './once.ts';

/** Why somebody is erased: words of the law, never of the person. */
const REASONS = ['request', 'consent-withdrawn', 'not-needed', 'unlawful', 'mistake'] as const;
const Which = z.object({ lead: z.string().min(1).max(400) });

/** Adds the routes. */
export function keepingRoutes(context: AppContext) {
  const { store, inForce, clock, keeping, whatIfs } = context;
  const namesOf = async (lead: string): Promise<readonly string[]> => {
    const found = await leadNames(store.read, await inForce.load(store.read), lead);
    if (found === undefined) throw new Refusal(404, 'http-no-lead', 'nobody is known by this name');
    return found.names;
  };
  return async (plain: FastifyInstance): Promise<void> => {
    const app = plain.withTypeProvider<ZodTypeProvider>();
    app.get(
      '/leads/:lead/export',
      {
        config: { permission: 'export-leads' },
        schema: {
          summary: 'Everything that is held about a person, to be given to them',
          params: Which,
          response: {
            200: z.object({
              exportedAt: z.number(),
              names: z.array(z.string()).readonly(),
              entries: z.array(z.unknown()).readonly(),
              mentions: z.array(z.unknown()).readonly().describe('entries about others that name them'),
              decisions: z.array(z.unknown()).readonly(),
              handoffs: z.array(z.unknown()).readonly(),
              standings: z.array(z.unknown()).readonly(),
              beside: z
                .array(z.object({ where: z.string(), key: z.string(), texts: z.array(z.string()).readonly() }))
                .readonly()
                .describe('what was refused, answers to calls, what waits to leave, and which jobs’ results name them'),
            }),
          },
        },
      },
      async (request) => exportPerson(store.read, await namesOf(request.params.lead), clock()),
    );
    app.post(
      '/leads/:lead/erase',
      {
        config: { permission: 'erase-leads' },
        schema: {
          summary:
            'Erase a person for good: content goes, counts of the past stay, and restored backups are held against it',
          params: Which,
          body: z.object({
            reason: z.enum(REASONS),
            reference: z
              .string()
              .regex(/^[A-Za-z0-9#/-]{1,40}$/, 'letters, digits, #, / and -')
              .optional()
              .describe('of the request, such as a ticket’s number; nothing that names the person'),
          }),
          response: {
            200: z.object({
              erasure: z.number(),
              entries: z.number(),
              mentions: z.number(),
              decisions: z.number(),
              beside: z.number(),
              scrubbed: z.boolean().describe('whether the store’s own files hold nothing of it any more'),
            }),
          },
        },
      },
      async (request) =>
        once(request, context, async () => {
          const names = await namesOf(request.params.lead);
          const { reason, reference = null } = request.body;
          const by = actorOf(request).id;
          const done = await erasePerson(keeping, {
            names,
            reason,
            reference,
            by,
            also: (tx, erasure) =>
              note(tx, {
                at: clock(),
                actor: by,
                action: 'erased',
                subject: `erasure ${erasure}`,
                details: { reason, reference },
              }),
          });
          await whatIfs.forget();
          return { ...done, scrubbed: await scrubStore(keeping) };
        }),
    );
    app.get(
      '/erasures',
      {
        config: { permission: 'erase-leads' },
        schema: {
          summary: 'The ledger of erasures: who was erased stands in it by keyed digests alone',
          response: {
            200: z.object({
              erasures: z.array(
                z.object({
                  id: z.number(),
                  at: z.number(),
                  kind: z.string(),
                  reason: z.string(),
                  reference: z.string().nullable(),
                  by: z.string(),
                  entries: z.number(),
                  names: z.array(z.string()),
                  scrubbedAt: z.number().nullable(),
                }),
              ),
            }),
          },
        },
      },
      async () => ({
        erasures: (await allErasures(store.read)).map(({ made_by, scrubbed_at, names, ...row }) => ({
          ...row,
          by: made_by,
          scrubbedAt: scrubbed_at,
          names: JSON.parse(names) as string[],
        })),
      }),
    );
  };
}
