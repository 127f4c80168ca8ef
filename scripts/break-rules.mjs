// node scripts/break-rules.mjs [CASES] [RULE…]: breaks each rule in the kernel on purpose, in memory, and counts the random cases that notice. Ends with 1 where a break goes unnoticed.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root, setUp } from './setup.mjs';

setUp();
const { build } = await import('esbuild');
const { REQUIRE } = await import('./build.mjs');
const folder = mkdtempSync(join(tmpdir(), 'break-rules-'));
const [cases = '600', ...only] = process.argv.slice(2);

async function bundle(entry, outfile, broken) {
  const plugin = {
    name: 'break',
    setup(builder) {
      builder.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        if (path !== join(root, 'packages/core/src', broken.file)) return undefined;
        return { contents: readFileSync(path, 'utf8').replace(broken.from, () => broken.to), loader: 'ts' };
      });
    },
  };
  await build({
    entryPoints: [join(root, entry)],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
    banner: { js: REQUIRE },
    plugins: broken === undefined ? [] : [plugin],
  });
}

const list = join(folder, 'breaks.mjs');
await bundle('tests/oracle/breaking/breaks.ts', list);
const { BREAKS } = await import(list);
const waiting = BREAKS.filter(({ rule }) => only.length === 0 || only.includes(rule)).map((broken, i) => ({
  broken,
  i,
}));
const rows = [];
async function work() {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { broken, i } = next;
    const outfile = join(folder, `${i}.mjs`);
    await bundle('tests/oracle/breaking/count-differences.ts', outfile, broken);
    const { stdout } = await promisify(execFile)('node', [outfile, cases]);
    const { differing, first } = JSON.parse(stdout);
    rows[i] = `| ${broken.rule} | ${broken.what} | ${differing} | ${first ?? 'none'} |`;
    process.stderr.write(`${rows[i]}\n`);
    if (differing === 0) process.exitCode = 1;
  }
}
await Promise.all(cpus().map(work));
rmSync(folder, { recursive: true });
console.log(
  [`| Rule | Broken so | Cases of ${cases} that notice | First |`, '|---|---|---|---|', ...rows.filter(Boolean)].join(
    '\n',
  ),
);
