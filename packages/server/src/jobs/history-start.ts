// From when on a replay of the whole history counts hand-offs: what comes before is a warm-up (R27).
import { DAY } from '@baton/core/base/duration';

const WARM_UP = 90 * DAY;

/** The start of a history's tested period; a short history has a short warm-up. */
export function startOfHistory(first: number, last: number): number {
  return first + Math.min(WARM_UP, (last - first) / 4);
}
