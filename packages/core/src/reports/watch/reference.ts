// The time that later months are held against: from when a history has filled up until the definition was signed.
import { DAY } from '../../base/duration.ts';
import type { WatchRead } from './watch-reading.ts';
import type { Watch } from './watch-result.ts';

/** What fills up at first: who is known, and what signals remember. */
const WARM_UP = 90 * DAY;
/** So many months make a reference, and as few are left to watch. */
export const FEWEST_MONTHS = 6;

/** The months of a reading, told apart. */
export interface Reference {
  readonly from: number;
  readonly until: number;
  readonly by: Watch['reference']['by'];
  /** By position in the reading's months. */
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** `signed` is when the definition was signed or learnt; else its activation in the journal, else the middle of the months. */
export function referenceOf(read: WatchRead, signed?: number): Reference {
  const from = read.first + WARM_UP;
  const usable = [...read.months.keys()].filter((i) => startOf(read, i) >= from);
  const { until, by } = endOf(read, usable, signed);
  return {
    from,
    until,
    by,
    before: usable.filter((i) => (read.months[i]?.end ?? 0) <= until),
    after: usable.filter((i) => (read.months[i]?.end ?? 0) > until),
  };
}

function endOf(
  { activations, definition, digest, months, asOf }: WatchRead,
  usable: readonly number[],
  signed: number | undefined,
): Pick<Reference, 'until' | 'by'> {
  if (signed !== undefined) return { until: signed, by: 'asked' };
  const exact = activations.filter((each) => each.definition === definition.name && each.digest === digest);
  if (exact.length > 0) return { until: Math.max(...exact.map(({ effectiveAt }) => effectiveAt)), by: 'activation' };
  const middle = usable[Math.ceil(usable.length / 2) - 1];
  return { until: middle === undefined ? asOf : (months[middle]?.end ?? asOf), by: 'middle' };
}

function startOf({ months, first }: WatchRead, i: number): number {
  return i === 0 ? Date.parse(`${months[0]?.name}-01T00:00:00Z`) || first : (months[i - 1]?.end ?? first);
}
