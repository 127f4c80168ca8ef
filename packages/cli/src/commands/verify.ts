// `baton verify`: every decision that the service has stored, derived again from its journal.
import type { Command } from 'commander';
import { runServiceProgram } from '../serving/service-program.ts';

const EXAMPLES = `Examples:
  baton verify
  DATABASE_URL=postgres://baton@db/baton baton verify --json

Plays every account again from its entries, and compares what follows with what is stored,
byte for byte. Decisions that stand on entries of somebody who was erased, or that retention
emptied, cannot be derived any more: they are counted apart. The service may go on
meanwhile. Ends with 1 where anything differs.
`;

export function define(command: Command): Command {
  return command
    .addHelpText('before', EXAMPLES)
    .option('--json', 'tell what was found as JSON')
    .action(({ json }: { readonly json?: true }) => runServiceProgram('keep', ['verify', ...(json ? ['--json'] : [])]));
}
