// Shares in words: a percentage with its interval where it may be quoted, else the counts and why there is none.
import type { StepRate } from '@baton/core/reports/funnel/rates/step-rate';
import type { Share } from '@baton/core/statistics/share';
import { decimal } from './numbers.ts';

/** A share as told: `value` large, `note` beneath it. */
export interface ToldShare {
  readonly value: string;
  readonly note: string;
  /** Whether it may be quoted as a percentage. */
  readonly isRate: boolean;
}

export const percent = (rate: number): string => `${decimal(100 * rate)} %`;

/** `12.3 %` and `24 of 195; 95 % interval 8.4 to 17.6 %`; `3 of 12` and `too few for a percentage`. */
export function toldShare({ state, rate, low = 0, high = 0, count, of }: Share): ToldShare {
  if (state === 'too young') return { value: 'too young', note: 'nobody has had the time yet', isRate: false };
  if (of === 0 || rate === undefined) return { value: 'none yet', note: 'nothing to count', isRate: false };
  const counts = `${number(count)} of ${number(of)}`;
  if (state === 'too few') return { value: counts, note: 'too few for a percentage', isRate: false };
  return {
    value: percent(rate),
    note: `${counts}; 95 % interval ${decimal(100 * low)} to ${percent(high)}`,
    isRate: true,
  };
}

/** A step's rate: the same, with how many are too young. */
export function toldRate({
  state,
  young,
  withinDays,
  soFar,
  ...share
}: StepRate): ToldShare & { readonly time: string } {
  const time = `within ${number(withinDays)} days${young === 0 ? '' : `; ${number(young)} too young`}`;
  if (state === 'not recorded')
    return { value: 'not recorded', note: 'nothing in the journal tells of it', isRate: false, time };
  if (state === 'too young')
    return { value: 'too young', note: `${number(soFar.count)} of ${number(soFar.of)} so far`, isRate: false, time };
  return { ...toldShare({ ...share, state }), time };
}

/** In one line for cells: `12.3 % (8.4–17.6)`, `3 of 12, too few`. */
export function shareInCell({
  state,
  rate,
  low = 0,
  high = 0,
  count,
  of,
}: Omit<Share, 'state'> & { state: StepRate['state'] }): string {
  if (state === 'not recorded') return 'not recorded';
  if (state === 'too young') return 'too young';
  if (of === 0 || rate === undefined) return 'none yet';
  if (state === 'too few') return `${number(count)} of ${number(of)}, too few`;
  return `${decimal(100 * rate)} % (${decimal(100 * low)}–${decimal(100 * high)})`;
}

const number = (n: number): string => n.toLocaleString('en-GB');
