// `baton serve`: starts the service, a program of its own.
import type { Command } from 'commander';
import { runServiceProgram } from '../serving/service-program.ts';

const EXAMPLES = `Examples:
  baton serve
  BATON_PORT=9000 BATON_DATA=/var/lib/baton baton serve
  DATABASE_URL=postgres://baton@db/baton baton serve

Everything is set by the environment: docs/service.md lists it. The first start prints
a link by which the first person is made. Ctrl-C stops it gracefully.
`;

export function define(command: Command): Command {
  return command.addHelpText('before', EXAMPLES).action(() => runServiceProgram('server'));
}
