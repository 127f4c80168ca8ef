// Lines that cannot be read: cut off, with an address or an instant that is none, of a kind nobody knows, about nobody.
import type { Random } from '../../../base/random.ts';
import type { Entry } from '../../../journal/entry.ts';
import type { PlannedFault } from '../fault-plan.ts';
import { isHit } from './delivery.ts';

const WAYS: readonly ((entry: Entry) => string)[] = [
  (entry) => JSON.stringify(entry).slice(0, -9),
  (entry) => JSON.stringify({ ...entry, email: 'not an address' }),
  (entry) => JSON.stringify({ ...entry, occurredAt: 'yesterday' }),
  (entry) => JSON.stringify({ ...entry, kind: 'trakc' }),
  ({ userId: _user, anonymousId: _anonymous, ...entry }) => JSON.stringify(entry),
];

/** Every twelfth line of the source is broken in one of five ways. */
export function breakRows(
  entries: readonly Entry[],
  fault: PlannedFault,
  random: Random,
): { entries: Entry[]; broken: string[] } {
  const kept: Entry[] = [];
  const broken: string[] = [];
  for (const entry of entries) {
    const isBehaviour = entry.kind === 'page' || entry.kind === 'track';
    if (!isBehaviour || !isHit(entry, fault) || !random.chance(1 / 12)) {
      kept.push(entry);
      continue;
    }
    fault.size += 1;
    broken.push(random.pick(WAYS)(entry));
  }
  return { entries: kept, broken };
}
