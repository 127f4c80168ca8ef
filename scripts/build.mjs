// Bundles the command line: one small file that loads each command when it is asked for.
import { chmodSync, existsSync, renameSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { root } from './setup.mjs';

/** Libraries in the old module format call `require`; a module bundle has none of its own. */
export const REQUIRE =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/** Writes packages/cli/dist/baton.mjs and its parts; the old ones stay in place until the new ones are whole. */
export async function buildCli() {
  const home = `${root}packages/cli`;
  const [dist, fresh, old] = [`${home}/dist`, `${home}/.dist-new-${process.pid}`, `${home}/.dist-old-${process.pid}`];
  await build({
    entryPoints: {
      baton: `${root}packages/cli/src/main.ts`,
      'import.worker': `${root}packages/cli/src/importing/blocks/block-thread.ts`,
    },
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
  chmodSync(`${fresh}/baton.mjs`, 0o755);
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(fresh, dist);
  rmSync(old, { recursive: true, force: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildCli();
