// The snippet that web pages load, as built: public, for any site, kept by browsers for an hour.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../refusal.ts';

/** Adds the route. `file` is the built snippet; where there is none, the answer says so. */
export function snippetRoute(file: string) {
  return async (app: FastifyInstance): Promise<void> => {
    const built = existsSync(file) ? readFileSync(file) : undefined;
    if (built === undefined) {
      app.get('/v1/baton.js', async () => {
        throw new Refusal(404, 'http-not-found', 'the snippet is not built', { hint: 'run npm run build' });
      });
      return;
    }
    const packed = gzipSync(built, { level: 9 });
    const tag = `"${createHash('sha256').update(built).digest('base64url').slice(0, 22)}"`;
    app.get('/v1/baton.js', async (request, reply) => {
      reply
        .header('access-control-allow-origin', '*')
        .header('cross-origin-resource-policy', 'cross-origin')
        .header('cache-control', 'public, max-age=3600, stale-while-revalidate=86400')
        .header('vary', 'accept-encoding')
        .header('etag', tag)
        .type('text/javascript; charset=utf-8');
      if (request.headers['if-none-match'] === tag) return reply.code(304).send();
      if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(built);
      return reply.header('content-encoding', 'gzip').send(packed);
    });
  };
}
