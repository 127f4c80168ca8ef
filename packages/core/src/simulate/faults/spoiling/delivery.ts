// Faults on the way: entries that come late, twice, in another order, or with a wrong clock.
import { DAY, HOUR, MINUTE } from '../../../base/duration.ts';
import type { Random } from '../../../base/random.ts';
import type { Entry } from '../../../journal/entry.ts';
import type { PlannedFault } from '../fault-plan.ts';

/** Whether an entry is of the fault's source and time. */
export function isHit({ source, occurredAt }: Entry, { place, from, until }: PlannedFault): boolean {
  return source === place && occurredAt >= from && occurredAt < until;
}

/** Three of five entries come two days and more late. */
export function delay(entries: Entry[], fault: PlannedFault, random: Random): Entry[] {
  return entries.map((entry) => {
    if (!isHit(entry, fault) || !random.chance(0.6)) return entry;
    fault.size += 1;
    return { ...entry, knownAt: entry.knownAt + Math.floor((2 + random.exponential(5)) * DAY) };
  });
}

/** A third of the entries is delivered once more, a little later, under the same id. */
export function doubled(entries: Entry[], fault: PlannedFault, random: Random): Entry[] {
  return entries.flatMap((entry) => {
    if (!isHit(entry, fault) || !random.chance(0.35)) return [entry];
    fault.size += 1;
    return [entry, { ...entry, knownAt: entry.knownAt + Math.floor(random.exponential(20) * MINUTE) }];
  });
}

/** Entries wait in a queue for up to ten hours each, so that later ones overtake earlier ones. */
export function disordered(entries: Entry[], fault: PlannedFault, random: Random): Entry[] {
  return entries.map((entry) => {
    if (!isHit(entry, fault)) return entry;
    fault.size += 1;
    return { ...entry, knownAt: entry.knownAt + Math.floor(random.uniform() * 10 * HOUR) };
  });
}

/** The source's clock is seven hours behind. */
export function skewed(entries: Entry[], fault: PlannedFault): Entry[] {
  return entries.map((entry) => {
    if (!isHit(entry, fault)) return entry;
    fault.size += 1;
    return { ...entry, occurredAt: entry.occurredAt - 7 * HOUR };
  });
}
