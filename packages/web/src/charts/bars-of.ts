// Rates and shares as bars: their words, long and short, and what may be drawn of them.
import type { StepRate } from '@baton/core/reports/funnel/rates/step-rate';
import type { Share } from '@baton/core/statistics/share';
import { shareInCell, toldRate, toldShare } from '../words/rates.ts';
import type { RateBar } from './rate-bars.tsx';

/** The bar of a step's rate. */
export function rateBar(rate: StepRate): RateBar {
  const { value, note, time, isRate } = toldRate(rate);
  const { rate: drawn, low, high } = rate.state === 'not recorded' ? {} : rate;
  const young = rate.young === 0 ? '' : `; ${rate.young.toLocaleString('en-GB')} too young`;
  return {
    ...{ name: rate.step, words: `${value}: ${note}, ${time}`, short: `${shareInCell(rate)}${young}` },
    ...{ rate: drawn, low, high, isRate },
  };
}

/** The bar of a share. */
export function shareBar(name: string, share: Share): RateBar {
  const { value, note, isRate } = toldShare(share);
  const { rate, low, high } = share;
  return { name, words: `${value}: ${note}`, short: shareInCell(share), rate, low, high, isRate };
}
