// npm start: sets up what is missing, scores and backtests the bundled sample company, writes the report and says where it is.
import { mkdirSync } from 'node:fs';
import { root, run, setUp } from './setup.mjs';

setUp();
const { buildCli } = await import('./build.mjs');
await buildCli();
mkdirSync(`${root}out`, { recursive: true });

const baton = (...words) => run('node', ['packages/cli/dist/baton.mjs', ...words]);
const definition = 'examples/definitions/enterprise';
const journal = 'examples/sample/journal.ndjson.gz';

console.log('1. The golden cases of the enterprise definition\n');
baton('test', definition);
console.log('\n2. Every lead of the sample company as it stands\n');
baton('score', definition, journal, '--out', 'out/scores.csv');
console.log('\n3. A year of history through the definition\n');
baton('backtest', definition, journal, '--reps', '3', '--out', 'out/report.html');
console.log(`
The report:  ${root}out/report.html
The scores:  ${root}out/scores.csv

With your own data: node packages/cli/dist/baton.mjs --help`);
