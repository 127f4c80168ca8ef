// What arrives while you watch: the demo company's next month, told in hours. Each entry happens now.
import type { Entry } from '@baton/core/journal/entry';
import type { Clock } from '../clock.ts';
import type { Intake } from '../ingest/intake.ts';

/** Entries that arrive at once, and how often. */
const AT_ONCE = 2;
const EVERY = 3000;

/** Lets entries arrive until they are used up or `stop` is called. Ids are kept: what arrived before a restart is a duplicate. */
export function arrivals(intake: Intake, waiting: readonly Entry[], clock: Clock): () => void {
  let next = 0;
  const timer = setInterval(() => {
    const now = clock();
    const entries = waiting.slice(next, next + AT_ONCE).map((entry) => ({ ...entry, occurredAt: now, knownAt: now }));
    next += entries.length;
    if (entries.length === 0) clearInterval(timer);
    else void intake.offer({ entries, refused: [] }).catch(() => {});
  }, EVERY);
  return () => clearInterval(timer);
}
