// Rates of the funnel as pages tell them: a percentage with its interval, or the state in its place.
import type { StepRate } from '@baton/core/reports/funnel/rates/step-rate';
import type { Share } from '@baton/core/statistics/share';
import type { Cell } from './page.ts';
import { number } from './words.ts';

/** A rate as a cell: `12.3 % (8–18)`, `3 of 12`, `too young`. HTML. */
export function rateCell({ state, rate, low, high, count, of, soFar }: StepRate): string {
  if (state === 'not recorded') return '<span class="soft">not recorded</span>';
  if (state === 'too young')
    return `<span class="soft">too young (${number(soFar.count)} of ${number(soFar.of)} so far)</span>`;
  if (state === 'too few' || rate === undefined)
    return `<span class="soft">${of === 0 ? 'none yet' : `${number(count)} of ${number(of)}, too few`}</span>`;
  return `${number(100 * rate)} % <span class="soft">(${number(100 * (low ?? 0))}–${number(100 * (high ?? 0))})</span>`;
}

/** A share as a cell: `12.3 % (8–18)`, or its count where that is too few for a percentage. */
export function shareCell({ state, rate, low = 0, high = 0, count, of }: Share): Cell {
  if (state !== 'ok' || rate === undefined)
    return {
      html: `<span class="soft">${state === 'too young' ? 'too young' : `${number(count)} of ${number(of)}`}</span>`,
    };
  return { html: `${number(100 * rate)} % <span class="soft">(${number(100 * low)}–${number(100 * high)})</span>` };
}

/** What a rate is of: `MQL → SQL 34 days (12 too young)`. */
export function rateNote({ step, withinDays, young }: StepRate): string {
  return `${step} ${number(withinDays)} days${young === 0 ? '' : ` (${number(young)} too young)`}`;
}
