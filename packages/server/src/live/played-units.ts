// Units played from the beginning and read at an instant: nothing is decided and nothing kept.
import { LiveUnit } from '@baton/core/kernel/live/live-unit';
import type { UnitState } from '@baton/core/kernel/unit/unit-state';
import { entriesOfUnits } from '../store/journal-rows.ts';
import type { Reading } from '../store/store.ts';
import type { InForce } from './working-units.ts';

/** Some units as they stand at an instant, but those that the kernel is stuck at. */
export async function playedUnits(
  read: Reading,
  { rulebook, book }: InForce,
  units: readonly number[],
  at: number,
): Promise<UnitState[]> {
  const states: UnitState[] = [];
  for (const entries of (await entriesOfUnits(read, units)).values()) {
    const live = new LiveUnit(rulebook, book, () => {});
    for (const entry of entries) live.admit(entry);
    live.wake(at);
    if (live.stuck !== undefined) continue;
    live.state.now = Math.max(live.state.now, at);
    states.push(live.state);
  }
  return states;
}
