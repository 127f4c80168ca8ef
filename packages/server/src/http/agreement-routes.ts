// What reps need of a version that handed something over: the reasons both sides signed, and what its parts are called.
import type { Handoff } from '@baton/core/definition/definition';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { labelsFor } from '../live/standings.ts';
import { Refusal } from '../refusal.ts';
import type { AppContext } from './app-context.ts';

const Reason = z.object({ name: z.string(), label: z.string() });
const Agreement = z.object({
  name: z.string(),
  version: z.number(),
  zone: z.string().describe('IANA zone of the calendar'),
  rejectReasons: z.array(Reason.extend({ disputes: z.string().optional() })),
  recycleReasons: z.array(Reason.extend({ coolDownHours: z.number() })),
  sql: z.object({ framework: z.string(), require: z.number(), of: z.number() }).nullable(),
  gates: z.record(z.string(), z.string()).describe('labels by name'),
});

/** Adds the route. */
export function agreementRoutes({ store, inForce }: AppContext) {
  return async (plain: FastifyInstance): Promise<void> => {
    const app = plain.withTypeProvider<ZodTypeProvider>();
    app.get(
      '/agreements/:name/:version',
      {
        config: { permission: 'see-queue' },
        schema: {
          summary: 'Signed reasons and labels of a version that is or was in force',
          params: z.object({ name: z.string().max(100), version: z.coerce.number().int().min(1) }),
          response: { 200: Agreement },
        },
      },
      async (request) => {
        const { name, version } = request.params;
        const { rulebook } = await inForce.load(store.read);
        const found = rulebook.versions.find(({ ref }) => ref.name === name && ref.version === version);
        if (found === undefined)
          throw new Refusal(404, 'http-not-found', 'this version is not, and never was, in force');
        const { handoff } = found.compiled.definition;
        return {
          name,
          version,
          zone: handoff.calendar.zone,
          rejectReasons: handoff.reject.reasons.map((reason) => ({ ...reason, label: reason.label ?? reason.name })),
          recycleReasons: recycleReasons(handoff),
          sql: handoff.sql === undefined ? null : handoff.sql,
          gates: Object.fromEntries(labelsFor(found).gates),
        };
      },
    );
  };
}

/** Reasons to recycle are those with a cool-down of their own, called as they are where sales rejects for them. */
function recycleReasons({ reject, recycle }: Handoff) {
  return Object.entries(recycle.reasons).map(([name, coolDownHours]) => ({
    name,
    label: reject.reasons.find((reason) => reason.name === name)?.label ?? name,
    coolDownHours,
  }));
}
