// Programs of the service: started from here, they speak for themselves, and how they end is how the command ends.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EXIT } from '../exit.ts';
import { fail } from '../failure.ts';

/** Most of what a transaction makes is garbage when it ends: with room for it, it is thrown away at once instead of being kept first (docs/service.md). */
const FOR_MUCH_AT_ONCE = ['--max-semi-space-size=32'];

/** Runs a program of the service to its end, and passes on the signals that ask it to end. */
export async function runServiceProgram(name: 'server' | 'keep', words: readonly string[] = []): Promise<void> {
  // They lie beside this one, in the other package.
  const program = fileURLToPath(new URL(`../../server/dist/${name}.mjs`, import.meta.url));
  if (!existsSync(program))
    fail('cli-no-service', 'the service is not built', 'run npm run build first', EXIT.unavailable);
  const running = spawn(process.execPath, [...FOR_MUCH_AT_ONCE, program, ...words], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.removeAllListeners(signal);
    process.on(signal, () => running.kill(signal));
  }
  process.exitCode = await new Promise<number>((resolve) => running.on('exit', (code) => resolve(code ?? 1)));
}
