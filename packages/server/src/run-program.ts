// How the service's programs begin and end: what cannot start is said with its exit code; the first signal stops gracefully, the second at once.
import { CannotStart } from './store/migrate.ts';

/** Runs a program; `start` returns what stops it. */
export async function runProgram(start: () => Promise<() => Promise<void>>): Promise<void> {
  try {
    const stop = await start();
    let stopping = false;
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        if (stopping) process.exit(130);
        stopping = true;
        void stop().then(() => process.exit(0));
      });
    }
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(error.exit);
  }
}
