// The life of one deal and what it counts as at an instant (K4, K10): re-opening voids the outcome before it, a closing is read with what was said of it within thirty days.
import { DAY } from '../../base/duration.ts';

/** A label is final so long after the closing (K10). */
export const FINAL_AFTER = 30 * DAY;

/** One thing that happened to a deal. A started subscription is a deal that was won. */
export interface DealStep {
  readonly at: number;
  readonly state: 'open' | 'won' | 'lost';
}

/** A deal's steps, in ascending order of time. */
export interface DealLife {
  readonly deal: string;
  /** A renewal or upsell, which no report counts as won (K4). */
  readonly isExisting: boolean;
  readonly steps: readonly DealStep[];
}

/**
 * How the deal stands at the instant `by`, as known at `until`: its last closing by then unless it was taken back, re-opened or decided otherwise within thirty days after it. Of several
 * equal closings in a row the first one dates it. Open while nothing is decided; a win that comes only after `by` is none yet.
 */
export function dealAt(life: DealLife, by: number, until: number): DealStep {
  const { steps } = life;
  const last = (limit: number): number => steps.findLastIndex((step) => step.at <= limit);
  let here = last(Math.min(by, until));
  const closing = steps[here];
  if (closing === undefined) return { at: by, state: 'open' };
  if (closing.state !== 'open') here = last(Math.min(until, Math.max(by, closing.at + FINAL_AFTER)));
  const found = steps[here] as DealStep;
  let first = here;
  while (first > 0 && steps[first - 1]?.state === found.state) first -= 1;
  const step = steps[first] as DealStep;
  return step.state === 'won' && step.at > by ? { at: step.at, state: 'open' } : step;
}
