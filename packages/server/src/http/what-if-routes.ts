// What if? What a draft would have handed over, beside the version in force, asked again while a weight or a threshold is turned.
import { parseDefinition } from '@baton/core/definition/parse-definition';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Refusal } from '../refusal.ts';
import { activatedVersions } from '../store/version-rows.ts';
import type { AppContext } from './app-context.ts';

const Lead = z.object({
  lead: z.string(),
  label: z.string().describe('name, else e-mail, else id'),
  company: z.string().optional(),
  source: z.string(),
  at: z.number().describe('of its first hand-off'),
  gate: z.string(),
});
const Side = z.object({
  leads: z.number().describe('each counted once'),
  handoffs: z.number(),
  months: z.array(z.object({ month: z.string(), leads: z.number() })).readonly(),
  sources: z.array(z.object({ source: z.string(), leads: z.number() })).readonly(),
  perWorkingDay: z.object({ mean: z.number(), p95: z.number(), max: z.number(), perRep: z.number() }),
});
const Named = z.object({ count: z.number(), named: z.array(Lead).readonly().describe('the newest of them') });
const Standing = z.object({
  grade: z.string(),
  engagement: z.number().describe('tenths'),
  usage: z.number().describe('tenths'),
  open: z.array(z.string()).readonly(),
});
const Result = z.object({
  from: z.number(),
  until: z.number(),
  zone: z.string(),
  reps: z.number(),
  entries: z.number(),
  draft: Side,
  now: Side.optional().describe('of the version in force; absent where there is none'),
  enters: Named.describe('leads that only the draft hands over'),
  leaves: Named.describe('leads that only the version in force hands over'),
  both: z.number(),
  samples: z
    .array(z.object({ lead: z.string(), label: z.string(), now: Standing.optional(), draft: Standing.optional() }))
    .readonly(),
});
const Answer = z.object({
  state: z.enum(['reading', 'no-history', 'ready']).describe('`reading`: ask again in a moment'),
  progress: z.number().optional().describe('0 to 1, while the history is read'),
  against: z
    .object({ name: z.string(), version: z.number() })
    .nullable()
    .describe('the version in force that the draft is compared with'),
  result: Result.optional(),
});

/** Adds the routes. */
export function whatIfRoutes({ store, whatIfs }: AppContext) {
  return async (plain: FastifyInstance): Promise<void> => {
    const app = plain.withTypeProvider<ZodTypeProvider>();
    app.post(
      '/definitions/what-if',
      {
        config: { permission: 'run-jobs' },
        schema: {
          summary:
            'What a text would have handed over, beside the version in force: leads that enter and leave, months, load. Keeps nothing',
          body: z.object({
            text: z.string().min(1).max(1_000_000).describe('definition.yaml'),
            reps: z.number().int().min(1).max(1000).default(1).describe('who share the load'),
            samples: z.array(z.string().max(400)).max(12).default([]).describe('ids of leads whose standing is told'),
          }),
          response: { 200: Answer },
        },
      },
      async (request) => {
        const { text, reps, samples } = request.body;
        const parsed = parseDefinition(text, { file: 'definition.yaml' });
        if (!parsed.ok)
          throw new Refusal(422, 'contract-unsound', 'the definition cannot be read', { problems: parsed.problems });
        const inForce = await activatedVersions(store.read);
        const now = inForce.findLast(({ name }) => name === parsed.value.name) ?? inForce.at(-1);
        const answer = await whatIfs.ask({ draft: text, now: now?.text, reps, samples });
        return { ...answer, against: now === undefined ? null : { name: now.name, version: now.version } };
      },
    );
  };
}
