// Progress of long work on stderr: a rate and the time left, only where a person is watching.

const EVERY_MS = 200;

/** Tells how far something is. Call `done` at the end. */
export interface Progress {
  tell(done: number, of?: number): void;
  done(): void;
}

/** A line that is written over and over. Silent without a terminal. */
export function startProgress(what: string, unit = 'entries'): Progress {
  const started = Date.now();
  let last = 0;
  if (!process.stderr.isTTY) return { tell: () => {}, done: () => {} };
  return {
    tell(done, of) {
      const now = Date.now();
      if (now - last < EVERY_MS) return;
      last = now;
      const rate = done / Math.max(0.001, (now - started) / 1000);
      const left = of === undefined || rate === 0 ? '' : `, ${Math.ceil((of - done) / rate)} s left`;
      const share =
        of === undefined || of === 0 ? '' : ` of ${of.toLocaleString('en')} (${Math.floor((100 * done) / of)} %)`;
      process.stderr.write(
        `\r\u001b[K${what}: ${done.toLocaleString('en')}${share} ${unit}, ${Math.round(rate).toLocaleString('en')}/s${left}`,
      );
    },
    done() {
      process.stderr.write('\r\u001b[K');
    },
  };
}
