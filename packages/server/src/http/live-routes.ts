// A stream of what changes, for pages that are open: server-sent events, one a transaction.
import type { FastifyInstance } from 'fastify';
import type { AppContext } from './app-context.ts';

/** A line now and then keeps proxies from closing the stream. */
const EVERY = 15_000;

/** Adds the route. */
export function liveRoutes({ news }: AppContext) {
  return async (app: FastifyInstance): Promise<void> => {
    const open = new Set<() => void>();
    app.addHook('preClose', async () => {
      for (const end of open) end();
    });
    app.get(
      '/changes',
      { config: { permission: 'see-queue' }, schema: { summary: 'What changes, as server-sent events' } },
      (_request, reply) => {
        reply.hijack();
        const { raw } = reply;
        raw.writeHead(200, {
          'content-type': 'text/event-stream',
          'cache-control': 'no-store',
          'x-accel-buffering': 'no',
        });
        raw.write(': here\n\n');
        const stop = news.listen(({ changed, leads, handoffs, sources }) => {
          if (sources.length > 0) raw.write(`event: received\ndata: ${JSON.stringify({ sources })}\n\n`);
          if (changed > 0) raw.write(`id: ${changed}\nevent: change\ndata: ${JSON.stringify({ leads, handoffs })}\n\n`);
        });
        const beat = setInterval(() => raw.write(': still here\n\n'), EVERY);
        const end = (): void => {
          stop();
          clearInterval(beat);
          open.delete(end);
          raw.end();
        };
        open.add(end);
        raw.on('close', end);
      },
    );
  };
}
