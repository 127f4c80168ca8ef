// What the service counts, on a port of its own: it says how much business there is, and is nobody's outside.
import fastify, { type FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';
import type { Metrics } from './metrics.ts';

/** Serves them where a port is set, as long as the service listens. */
export function serveMetricsApart(app: FastifyInstance, config: Config, metrics: Metrics): void {
  const { BATON_METRICS_PORT: port, BATON_HOST: host } = config;
  if (port === undefined) return;
  const apart = fastify();
  apart.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()));
  app.addHook('onReady', async () => {
    await apart.listen({ host, port });
    app.log.info({ address: apart.listeningOrigin }, 'metrics are served apart');
  });
  app.addHook('onClose', () => apart.close());
}
