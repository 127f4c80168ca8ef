// Who stands on the daily list of a definition in continuous mode (R28). Units are played from the beginning and read; nothing is decided and nothing kept.
import { type ListPlace, listPlaces } from '@baton/core/kernel/handing-over/daily-list';
import { LiveUnit } from '@baton/core/kernel/live/live-unit';
import { entriesOfUnits } from '../store/journal-rows.ts';
import type { Reading } from '../store/store.ts';
import type { InForce } from './working-units.ts';

/** The places of some units' leads at an instant, in no order; none of units that the kernel is stuck at. */
export async function placesOfUnits(
  read: Reading,
  { rulebook, book }: InForce,
  units: readonly number[],
  definition: string,
  at: number,
): Promise<ListPlace[]> {
  const rank = rulebook.names.indexOf(definition);
  if (rank < 0) return [];
  const places: ListPlace[] = [];
  for (const entries of (await entriesOfUnits(read, units)).values()) {
    const live = new LiveUnit(rulebook, book, () => {});
    for (const entry of entries) live.admit(entry);
    live.wake(at);
    if (live.stuck !== undefined) continue;
    live.state.now = Math.max(live.state.now, at);
    places.push(...listPlaces(live.state, rank));
  }
  return places;
}
