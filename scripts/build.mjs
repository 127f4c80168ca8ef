// Bundles the command line: one small file that loads each command when it is asked for.
import { chmodSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { root } from './setup.mjs';

/** Libraries in the old module format call `require`; a module bundle has none of its own. */
export const REQUIRE =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/** Writes packages/cli/dist/baton.mjs and its parts. */
export async function buildCli() {
  const outdir = `${root}packages/cli/dist`;
  rmSync(outdir, { recursive: true, force: true });
  await build({
    entryPoints: { baton: `${root}packages/cli/src/main.ts` },
    outdir,
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
  chmodSync(`${outdir}/baton.mjs`, 0o755);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildCli();
