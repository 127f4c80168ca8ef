// What programmes have brought, and the people in them.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { programmeResults } from '../nurture/programme-results.ts';
import { Refusal } from '../refusal.ts';
import { peopleIn } from '../store/enrolment-rows.ts';
import type { AppContext } from './app-context.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { PersonIn, ProgrammeName, Results } from './programme-shapes.ts';

const Cursor = z.object({ at: z.number(), id: z.string() });

/** Adds the routes. */
export function programmeResultsRoutes({ store, clock }: AppContext) {
  return async (plain: FastifyInstance): Promise<void> => {
    const app = plain.withTypeProvider<ZodTypeProvider>();
    app.get(
      '/programmes/:name/results',
      {
        config: { permission: 'see-programmes' },
        schema: {
          summary: 'What it and each of its steps brought, with the hold-out and intervals',
          params: ProgrammeName,
          response: { 200: Results },
        },
      },
      async (request) => {
        const results = await programmeResults(store.read, request.params.name, clock());
        if (results === undefined) throw new Refusal(404, 'http-not-found', 'there is no such programme');
        return results as unknown as z.infer<typeof Results>;
      },
    );
    app.get(
      '/programmes/:name/people',
      {
        config: { permission: 'see-programmes' },
        schema: {
          summary: 'The people in it, who came last first; by step those who wait there',
          params: ProgrammeName,
          querystring: z.object({
            step: z.string().max(100).optional(),
            running: z.enum(['true', 'false']).optional(),
            after: z.string().max(500).optional(),
            limit: z.coerce.number().int().min(1).max(200).default(50),
          }),
          response: { 200: z.object({ people: z.array(PersonIn), next: z.string().nullable() }) },
        },
      },
      async (request) => {
        const { step, running, after, limit } = request.query;
        const rows = await peopleIn(store.read, request.params.name, {
          step,
          running: running === undefined ? undefined : running === 'true',
          before: after === undefined ? undefined : decodeCursor(after, Cursor),
          limit,
        });
        const last = rows.length === limit ? rows.at(-1) : undefined;
        return {
          people: rows.map((row) => ({
            id: row.id,
            lead: row.lead,
            label: row.label,
            version: row.version,
            number: row.number,
            at: row.at,
            by: row.by as z.infer<typeof PersonIn>['by'],
            arm: row.arm as z.infer<typeof PersonIn>['arm'],
            step: row.step,
            dueAt: row.due_at,
            endedAt: row.ended_at,
            endedBy: row.ended_by,
          })),
          next: last === undefined ? null : encodeCursor({ at: last.at, id: last.id }),
        };
      },
    );
  };
}
