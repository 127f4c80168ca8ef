// npm run bench -- NAME [options]: bundles benchmarks/NAME.ts (and its workers) and runs it.
import { existsSync, readdirSync } from 'node:fs';
import { root, run, setUp } from './setup.mjs';

setUp();
const [name, ...options] = process.argv.slice(2);
const known = readdirSync(`${root}benchmarks`)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''));
if (name === undefined || !existsSync(`${root}benchmarks/${name}.bench.ts`)) {
  console.error(`Usage: npm run bench -- NAME [options]\nBenchmarks: ${known.join(', ')}`);
  process.exit(2);
}
const { build } = await import('esbuild');
const { REQUIRE } = await import('./build.mjs');
const outfile = `${root}node_modules/.bench/${name}.mjs`;
const worker = `${root}benchmarks/${name}.worker.ts`;
await build({
  entryPoints: [
    { in: `${root}benchmarks/${name}.bench.ts`, out: name },
    ...(existsSync(worker) ? [{ in: worker, out: `${name}.worker` }] : []),
  ],
  outdir: `${root}node_modules/.bench`,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'bundle',
  external: ['@duckdb/*', 'better-sqlite3', 'pg-native', 'playwright-core'],
  banner: { js: REQUIRE },
});
run('node', ['--expose-gc', '--max-old-space-size=12000', outfile, ...options]);
