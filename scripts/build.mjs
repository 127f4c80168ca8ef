// Bundles the programs: the command line, one small file that loads each command when it is asked for, the server, and the pages it serves.
import { chmodSync, existsSync, renameSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { root } from './setup.mjs';

/** Libraries in the old module format call `require`; a module bundle has none of its own. */
export const REQUIRE =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/** Writes packages/cli/dist/baton.mjs and its parts. */
export async function buildCli() {
  await bundle('cli', {
    baton: `${root}packages/cli/src/main.ts`,
    'import.worker': `${root}packages/files/src/importing/blocks/block-thread.ts`,
  });
  chmodSync(`${root}packages/cli/dist/baton.mjs`, 0o755);
}

/** Writes packages/server/dist/server.mjs and its parts. */
export async function buildServer() {
  await bundle('server', {
    server: `${root}packages/server/src/main.ts`,
    demo: `${root}packages/server/src/demo/main.ts`,
    job: `${root}packages/server/src/jobs/job-thread.ts`,
    'what-if': `${root}packages/server/src/jobs/what-if-thread.ts`,
    'import.worker': `${root}packages/files/src/importing/blocks/block-thread.ts`,
    keep: `${root}packages/server/src/keeping/main.ts`,
  });
}

/** Writes packages/web/dist: the pages that the server serves. */
export async function buildWeb() {
  const vite = await import('vite');
  await vite.build({ root: `${root}packages/web`, logLevel: 'warn' });
}

/** Writes packages/snippet/dist/baton.js: what web pages load, for browsers of the last five years. */
export async function buildSnippet() {
  await build({
    entryPoints: [`${root}packages/snippet/src/main.ts`],
    outfile: `${root}packages/snippet/dist/baton.js`,
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2020',
    legalComments: 'none',
  });
}

/** Bundles entry points into a package's dist folder; the old one stays in place until the new one is whole. */
async function bundle(name, entryPoints) {
  const home = `${root}packages/${name}`;
  const [dist, fresh, old] = [`${home}/dist`, `${home}/.dist-new-${process.pid}`, `${home}/.dist-old-${process.pid}`];
  await build({
    entryPoints,
    // Native code stays where npm put it.
    external: ['better-sqlite3', 'pg-native'],
    outdir: fresh,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: false,
    legalComments: 'none',
    banner: { js: `#!/usr/bin/env node\n${REQUIRE}` },
  });
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(fresh, dist);
  rmSync(old, { recursive: true, force: true });
}

/** Builds every program. */
export async function buildAll() {
  await Promise.all([buildCli(), buildServer(), buildWeb(), buildSnippet()]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAll();
