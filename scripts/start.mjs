// npm start: sets up what is missing, scores and backtests the bundled sample company, writes the report and says where it is.
import { mkdirSync } from 'node:fs';
import { root, run, setUp } from './setup.mjs';

setUp();
const { buildCli } = await import('./build.mjs');
await buildCli();
mkdirSync(`${root}out`, { recursive: true });

const baton = (...words) => run('node', ['packages/cli/dist/baton.mjs', ...words]);
const definition = 'examples/definitions/enterprise';
const before = 'examples/definitions/criticised-point-table';
const journal = 'out/journal.ndjson';

console.log('1. The golden cases of the enterprise definition\n');
baton('test', definition);
console.log('\n2. The exports of the sample company, as entries of a journal\n');
baton(
  'import',
  'examples/sample/exports',
  '--mapping',
  'examples/sample/mapping.yaml',
  '--out',
  journal,
  '--anew',
  '--refused',
  'out/refused.ndjson',
);
console.log('\n3. Every lead as it stands\n');
baton('score', definition, journal, '--out', 'out/scores.csv');
console.log('\n4. A year of history through the definition, against the point table that the company had\n');
baton('backtest', definition, journal, '--against', before, '--reps', '3', '--out', 'out/report.html');
console.log(`
The journal: ${root}${journal}
The report:  ${root}out/report.html
The scores:  ${root}out/scores.csv

Go on as README.md says, with
  alias baton="node ${root}packages/cli/dist/baton.mjs"
  baton --help`);
