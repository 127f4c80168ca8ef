// `baton restore`: the service's database, made anew of a backup.
import type { Command } from 'commander';
import { runServiceProgram } from '../serving/service-program.ts';

const EXAMPLES = `Examples:
  baton restore baton-2026-11-28.backup
  DATABASE_URL=postgres://baton@db/baton baton restore tonight.backup --replace --erasures erasures.ndjson

Stop the service first. The whole file is checked before anything is touched. Who was
erased after the backup was taken stays erased: see docs/service.md.
`;

interface Options {
  readonly replace?: true;
  readonly erasures?: readonly string[];
  readonly withoutLedger?: true;
  readonly json?: true;
}

export function define(command: Command): Command {
  return command
    .addHelpText('before', EXAMPLES)
    .argument('<from>', 'a file that baton backup has written')
    .option('--replace', 'what the database holds now may go')
    .option('--erasures <file...>', 'ledgers of erasures that were kept elsewhere')
    .option('--without-ledger', 'nobody was erased since the backup, or the ledger is lost')
    .option('--json', 'tell what was restored as JSON')
    .action((from: string, { replace, erasures = [], withoutLedger, json }: Options) =>
      runServiceProgram('keep', [
        ...['restore', from],
        ...(replace ? ['--replace'] : []),
        ...erasures.map((file) => `--erasures=${file}`),
        ...(withoutLedger ? ['--without-ledger'] : []),
        ...(json ? ['--json'] : []),
      ]),
    );
}
