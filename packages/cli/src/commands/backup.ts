// `baton backup`: everything the service's database holds, as of one instant, in one file.
import type { Command } from 'commander';
import { runServiceProgram } from '../serving/service-program.ts';

const EXAMPLES = `Examples:
  baton backup baton-2026-11-28.backup
  DATABASE_URL=postgres://baton@db/baton baton backup /backups/tonight.backup --json

The service may go on meanwhile. The database is the one that BATON_DATA or DATABASE_URL
name; the file restores into either kind.
`;

export function define(command: Command): Command {
  return command
    .addHelpText('before', EXAMPLES)
    .argument('<to>', 'file to write; it must not be there yet')
    .option('--json', 'tell what was written as JSON')
    .action((to: string, { json }: { readonly json?: true }) =>
      runServiceProgram('keep', ['backup', to, ...(json ? ['--json'] : [])]),
    );
}
