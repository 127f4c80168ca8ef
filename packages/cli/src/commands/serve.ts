// `baton serve`: starts the service, a program of its own.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { EXIT } from '../exit.ts';
import { fail } from '../failure.ts';

const EXAMPLES = `Examples:
  baton serve
  BATON_PORT=9000 BATON_DATA=/var/lib/baton baton serve
  DATABASE_URL=postgres://baton@db/baton baton serve

Everything is set by the environment: docs/service.md lists it. The first start prints
a link by which the first person is made. Ctrl-C stops it gracefully.
`;

/** Where the service's program lies: beside this one, in the other package. */
const PROGRAM = fileURLToPath(new URL('../../server/dist/server.mjs', import.meta.url));

export function define(command: Command): Command {
  return command.addHelpText('before', EXAMPLES).action(() => serve());
}

async function serve(): Promise<void> {
  if (!existsSync(PROGRAM))
    fail('cli-no-service', 'the service is not built', 'run npm run build first', EXIT.unavailable);
  const service = spawn(process.execPath, [PROGRAM], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.removeAllListeners(signal);
    process.on(signal, () => service.kill(signal));
  }
  process.exitCode = await new Promise<number>((resolve) => service.on('exit', (code) => resolve(code ?? 1)));
}
