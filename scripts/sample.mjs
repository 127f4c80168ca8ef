// npm run sample: bundles scripts/write-sample.ts and runs it, which writes examples/sample anew: the same seed gives the same company.
import { rmSync } from 'node:fs';
import { root, run, setUp } from './setup.mjs';

setUp();
const { build } = await import('esbuild');
const outfile = `${root}scripts/.write-sample.mjs`;
await build({
  entryPoints: [`${root}scripts/write-sample.ts`],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
});
run('node', [outfile]);
rmSync(outfile);
