// npm run tour: the command line on files; sets up what is missing, makes up a company, imports its exports, scores and backtests it, writes the report and says where it is.
import { mkdirSync, rmSync } from 'node:fs';
import { root, run, setUp } from './setup.mjs';

setUp();
const { buildCli } = await import('./build.mjs');
await buildCli();
mkdirSync(`${root}out`, { recursive: true });

const baton = (...words) => run('node', ['packages/cli/dist/baton.mjs', ...words]);
const definition = 'examples/definitions/enterprise';
const before = 'examples/definitions/criticised-point-table';
const company = 'out/company';
const journal = 'out/journal.ndjson';
const mapping = 'out/mapping.yaml';

console.log('1. The golden cases of the enterprise definition\n');
baton('test', definition);
console.log('\n2. A made-up company, as the folder that its HubSpot portal would export\n');
rmSync(`${root}${company}`, { recursive: true, force: true });
rmSync(`${root}${mapping}`, { force: true });
baton('simulate', '--leads', '2500', '--years', '2', '--seed', 'sample', '--as', 'hubspot', '--out', company);
console.log('\n3. Its exports, recognised by their columns, as entries of a journal\n');
const exports = `${company}/hubspot`;
baton('import', exports, '--propose', mapping, '--zone', 'Europe/Berlin', '--currency', 'EUR', '--sales-owners', 'all');
baton('import', exports, '--mapping', mapping, '--anew', '--out', journal, '--refused', 'out/refused.ndjson');
console.log('\n4. Every lead as it stands\n');
baton('score', definition, journal, '--out', 'out/scores.csv');
console.log('\n5. Two years of history through the definition, against the point table that the company had\n');
baton('backtest', definition, journal, '--against', before, '--reps', '3', '--out', 'out/report.html');
console.log(`
The exports: ${root}${exports}, and what is true of the company beside them
The mapping: ${root}${mapping}
The journal: ${root}${journal}
The report:  ${root}out/report.html
The scores:  ${root}out/scores.csv

Go on as README.md says, with
  alias baton="node ${root}packages/cli/dist/baton.mjs"
  baton --help`);
