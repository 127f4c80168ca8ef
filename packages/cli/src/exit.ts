// How a command may end, and what an interruption does.
import { EXIT } from '@baton/files/failure';

export { EXIT } from '@baton/files/failure';

/** Signals that ask a process to end, with the codes that shells give to such an ending. */
const ENDINGS = { SIGINT: EXIT.interrupted, SIGTERM: 143, SIGHUP: 129 } as const;

function leave(signal: NodeJS.Signals): never {
  process.exit(ENDINGS[signal as keyof typeof ENDINGS]);
}

/** Ctrl-C ends the process with 130, and is heard as soon as work comes up for air; so are other requests to end. What ends this way tidies up. */
export function endOnInterrupt(): void {
  for (const signal of Object.keys(ENDINGS)) process.on(signal, leave);
}

/** Around long work that never comes up for air and has no file open: meanwhile Ctrl-C is the system's, which ends the process at once (130 in every shell). */
export function withInterruptOfSystem<T>(work: () => T): T {
  for (const signal of Object.keys(ENDINGS)) process.off(signal, leave);
  try {
    return work();
  } finally {
    endOnInterrupt();
  }
}
