// How a lead's scores went: its unit played once from the beginning, and read at instants on the way. Decides nothing and keeps nothing.
import { standingOf } from '@baton/core/kernel/judging/standing';
import { LiveUnit } from '@baton/core/kernel/live/live-unit';
import { entriesOfUnits } from '../store/journal-rows.ts';
import type { Reading } from '../store/store.ts';
import { leadCalled, leadNamed } from './lead-view.ts';
import type { InForce } from './working-units.ts';

/** A lead by one definition at one instant. Scores in tenths. */
export interface HistoryPoint {
  readonly at: number;
  readonly definition: string;
  readonly grade: string;
  readonly engagement: number;
  readonly usage: number;
}

/** Instants spread evenly, and the latest at which something came in. */
const EVEN = 60;
const LATEST = 60;

/** Points of every definition until `at`, oldest first, as they were known then; undefined where nobody goes by the name. */
export async function leadHistory(
  read: Reading,
  inForce: InForce,
  name: string,
  at: number,
): Promise<HistoryPoint[] | undefined> {
  const known = await leadCalled(read, name);
  if (known === undefined) return undefined;
  const all = (await entriesOfUnits(read, [known.unit])).get(known.unit) ?? [];
  const entries = all.filter(({ admittedAt }) => admittedAt <= at);
  const live = new LiveUnit(inForce.rulebook, inForce.book, () => {});
  const points: HistoryPoint[] = [];
  let next = 0;
  for (const instant of instantsOf(
    entries.map(({ admittedAt }) => admittedAt),
    at,
  )) {
    for (let entry = entries[next]; entry !== undefined && entry.admittedAt <= instant; entry = entries[next]) {
      live.admit(entry);
      next += 1;
    }
    live.wake(instant);
    const { state } = live;
    state.now = Math.max(state.now, instant);
    const lead = leadNamed(live, known.name);
    if (lead < 0) continue;
    for (const rank of inForce.rulebook.names.keys()) {
      const standing = standingOf(state, lead, rank);
      if (standing === undefined) continue;
      const { definition, grade, engagement, usage } = standing;
      points.push({ at: instant, definition, grade, engagement, usage });
    }
  }
  return points;
}

/** At most {@link EVEN} + {@link LATEST} instants, ascending, the last of them `at`. */
function instantsOf(admitted: readonly number[], at: number): number[] {
  const first = admitted[0];
  if (first === undefined) return [];
  const even = Array.from({ length: EVEN }, (_, i) => Math.round(first + ((at - first) * (i + 1)) / EVEN));
  return [...new Set([...even, ...[...new Set(admitted)].slice(-LATEST)])].sort((a, b) => a - b);
}
