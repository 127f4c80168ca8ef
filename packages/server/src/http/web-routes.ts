// The web app's files, as built: its assets for good, its one page for every address that people see, under a policy that allows nothing but our own files.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import serveFiles from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Addresses of pages; the app itself knows what stands there. */
const PAGES = [
  ...['/', '/sign-in', '/setup', '/start', '/queue', '/leads', '/leads/*', '/definition', '/definition/*', '/data'],
  ...['/overview', '/reports', '/reviews', '/reviews/*', '/calibrate', '/settings', '/nurture', '/nurture/*'],
];

/** What the page may do: nothing inline, nothing from elsewhere, no text that becomes a script (Trusted Types) but the address of one thread. */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  // The one policy there is lets the draft's checker start its thread.
  'trusted-types baton-check',
].join('; ');

const NOT_BUILT = `<!doctype html><html lang="en"><title>Baton</title>
<h1>Baton runs, without its pages</h1>
<p>The web app is not built. Run <code>npm run build</code> and start the service again. The API answers under <code>/api/v1</code>.</p></html>`;

/** Adds the routes. `folder` is where the app was built; where there is none, `/` says so and the rest of the service works. */
export function webRoutes(folder: string) {
  return async (app: FastifyInstance): Promise<void> => {
    const file = join(folder, 'index.html');
    const isBuilt = existsSync(file);
    const page = isBuilt ? readFileSync(file, 'utf8') : NOT_BUILT;
    for (const path of PAGES) {
      app.get(path, (_request, reply) =>
        reply
          .code(isBuilt ? 200 : 503)
          .header('content-security-policy', PAGE_POLICY)
          .header('cache-control', 'no-cache')
          .type('text/html; charset=utf-8')
          .send(page),
      );
    }
    if (!isBuilt) return;
    await app.register(serveFiles, {
      root: join(folder, 'assets'),
      prefix: '/assets/',
      index: false,
      // Their names tell their content: they never change.
      immutable: true,
      maxAge: '365d',
    });
  };
}
