// `baton export`: journal, decisions, hand-offs and standings of the service in files for a warehouse.
import { type Command, Option } from 'commander';
import { runServiceProgram } from '../serving/service-program.ts';

const EXAMPLES = `Examples:
  baton export warehouse
  DATABASE_URL=postgres://baton@db/baton baton export warehouse --as parquet --json

Writes into a folder, while the service goes on. The journal and the decisions come in
parts: the next run into the same folder writes only what is new. Hand-offs and standings
are written whole, as they stand. What was erased does not come out; parts that held it
are written again without it.
`;

export function define(command: Command): Command {
  return command
    .addHelpText('before', EXAMPLES)
    .argument('<folder>', 'folder to write into; made where it is not there')
    .addOption(
      new Option('--as <format>', 'how files are written').choices(['ndjson', 'csv', 'parquet']).default('ndjson'),
    )
    .option('--json', 'tell what was written as JSON')
    .action((folder: string, { as, json }: { readonly as: string; readonly json?: true }) =>
      runServiceProgram('keep', ['export', folder, '--as', as, ...(json ? ['--json'] : [])]),
    );
}
