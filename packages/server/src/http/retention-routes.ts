// How long things are kept: looked at, with what would go; and set.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { whatWouldGo } from '../keeping/retention.ts';
import { note } from '../store/audit-rows.ts';
import { keepRetention, retentionOf } from '../store/retention-rows.ts';
import { actorOf } from './api.ts';
import type { AppContext } from './app-context.ts';

const Months = z.number().int().min(1).max(240).nullable();
const Retention = z.object({
  behaviour: Months.describe('months that the content of tracked behaviour is kept; null for ever'),
  refused: Months.describe('months that bodies of what was refused are kept'),
  results: Months.describe('months that results of jobs are kept, but for backtests of versions'),
});
const Counts = z.object({ behaviour: z.number(), refused: z.number(), results: z.number() });
const asked = z.coerce.number().int().min(1).max(240).optional();

/** Adds the routes. */
export function retentionRoutes({ store, intake, clock }: AppContext) {
  return async (plain: FastifyInstance): Promise<void> => {
    const app = plain.withTypeProvider<ZodTypeProvider>();
    app.get(
      '/retention',
      {
        config: { permission: 'set-retention' },
        schema: {
          summary:
            'How long things are kept, and how much would go now, by these settings or by others that are asked about',
          querystring: z.object({ behaviour: asked, refused: asked, results: asked }),
          response: { 200: z.object({ retention: Retention, wouldGo: Counts }) },
        },
      },
      async (request) => {
        const retention = await retentionOf(store.read);
        const others = Object.fromEntries(Object.entries(request.query).filter(([, months]) => months !== undefined));
        return { retention, wouldGo: await whatWouldGo(store.read, { ...retention, ...others }, clock()) };
      },
    );
    app.put(
      '/retention',
      {
        config: { permission: 'set-retention' },
        schema: {
          summary: 'Set how long things are kept; applied once a day, and never taken back',
          body: Retention,
          response: { 200: z.object({ retention: Retention, wouldGo: Counts }) },
        },
      },
      async (request) => {
        const retention = request.body;
        await intake.aside(async (tx) => {
          await keepRetention(tx, retention);
          const details = { ...retention };
          await note(tx, {
            at: clock(),
            actor: actorOf(request).id,
            action: 'set-retention',
            subject: 'retention',
            details,
          });
        });
        return { retention, wouldGo: await whatWouldGo(store.read, retention, clock()) };
      },
    );
  };
}
