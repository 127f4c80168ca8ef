// `baton import`: turns tables into journal entries by a mapping; what is refused is kept with its reason.
import { existsSync, readFileSync } from 'node:fs';
import type { Mapping } from '@baton/core/import/mapping/mapping';
import { parseMapping } from '@baton/core/import/mapping/parse-mapping';
import type { Command } from 'commander';
import { EXIT } from '../exit.ts';
import { Failure, fail } from '../failure.ts';
import { prepareTables, runImport } from '../importing/run-import.ts';
import { tellNext } from '../print/words.ts';

interface Options {
  readonly mapping: string;
  readonly out: string;
  readonly refused: string;
  readonly json?: boolean;
}

export function define(command: Command): Command {
  return command
    .argument('<file...>', 'CSV files (gzip too)')
    .requiredOption('--mapping <file>', 'what the columns mean: mapping.yaml')
    .option('--out <file>', 'journal to write', 'journal.ndjson')
    .option('--refused <file>', 'where refused rows go, with their reasons', 'refused.ndjson')
    .option('--json', 'write the counts as JSON')
    .addHelpText(
      'before',
      'Examples:\n  baton import contacts.csv deals.csv --mapping mapping.yaml\n  baton import exports/*.csv.gz --mapping mapping.yaml --out journal.ndjson\n',
    )
    .action(async (files: string[], options: Options) => {
      process.exitCode = await importFiles(files, options);
    });
}

async function importFiles(files: readonly string[], options: Options): Promise<number> {
  const mapping = readMapping(options.mapping);
  const tables = await prepareTables(files, mapping, options.mapping, Date.now());
  const tally = await runImport(tables, options.out, options.refused);
  if (options.json) process.stdout.write(`${JSON.stringify(tally.toJson(options.out, options.refused), null, 2)}\n`);
  tally.tell(options.refused);
  tellNext('baton', 'score', 'DEFINITION', options.out);
  return EXIT.fine;
}

function readMapping(path: string): Mapping {
  if (!existsSync(path)) fail('cli-no-such-file', `there is no file ${path}`, undefined, EXIT.usage);
  const parsed = parseMapping(readFileSync(path, 'utf8'), { file: path });
  if (!parsed.ok) throw new Failure(parsed.problems);
  return parsed.value;
}
