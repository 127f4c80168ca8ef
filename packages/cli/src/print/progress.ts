// Progress of long work on stderr: a rate and the time left, only where a person is watching.
import { amount } from './words.ts';

const EVERY_MS = 200;

/** Tells how far something is. Call `done` at the end. */
export interface Progress {
  /** So many are done, of so many where that is known; `share` (0 to 1) where only the share is known. */
  tell(done: number, of?: number, share?: number): void;
  done(): void;
}

/** A line that is written over and over. Silent without a terminal. */
export function startProgress(what: string, unit = 'entries'): Progress {
  const started = Date.now();
  let last = started;
  if (!process.stderr.isTTY) return { tell: () => {}, done: () => {} };
  return {
    tell(done, of, share) {
      const now = Date.now();
      if (now - last < EVERY_MS) return;
      last = now;
      process.stderr.write(`\r\u001b[K${progressLine(what, unit, done, (now - started) / 1000, of, share)}`);
    },
    done() {
      process.stderr.write('\r\u001b[K');
    },
  };
}

/** The steps of long work that comes to no count, each told as it begins. Silent without a terminal. */
export function startSteps(what: string): { tell(step: string): void; done(): void } {
  if (!process.stderr.isTTY) return { tell: () => {}, done: () => {} };
  return {
    tell: (step) => void process.stderr.write(`\r\u001b[K${what}: ${step}`),
    done: () => void process.stderr.write('\r\u001b[K'),
  };
}

/** `Reading: 1,200,000 entries (40 %), 400,000/s, 5 s left`. */
export function progressLine(
  what: string,
  unit: string,
  done: number,
  seconds: number,
  of?: number,
  share = of === undefined || of === 0 ? undefined : done / of,
): string {
  const rate = Math.round(done / Math.max(0.001, seconds));
  const whole = of === undefined ? '' : ` of ${amount(of)}`;
  const percent = share === undefined ? '' : ` (${Math.floor(100 * share)} %)`;
  const left = share === undefined || share <= 0 ? '' : `, ${timeOf((seconds * (1 - share)) / share)} left`;
  return `${what}: ${amount(done)}${whole} ${unit}${percent}, ${amount(rate)}/s${left}`;
}

function timeOf(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}
