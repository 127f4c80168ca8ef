// Whether the service lives, whether it can work, and what it counts.
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../refusal.ts';
import { answers } from '../store/counts.ts';
import type { AppContext } from './app-context.ts';
import type { Metrics } from './metrics.ts';

/** Adds the routes. */
export function healthRoutes(context: AppContext, metrics: Metrics) {
  return async (app: FastifyInstance): Promise<void> => {
    app.get('/healthz', async () => ({ alive: true }));
    app.get('/readyz', async () => {
      try {
        await answers(context.store.read);
      } catch {
        throw new Refusal(503, 'http-store-unavailable', 'the database cannot be reached', {
          retryAfterSeconds: 2,
        });
      }
      return { ready: true };
    });
    if (!context.config.BATON_METRICS) return;
    app.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()));
  };
}
