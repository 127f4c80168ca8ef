// Rates of the funnel in words: never without their state, counts and time.
import type { StepRate } from '@baton/core/reports/funnel/rates/step-rate';
import { shareText } from './share.ts';
import { amount } from './words.ts';

/** `30.4 % (12 of 40; 95 %: … to …)`, or why there is no percentage. */
export function rateText(rate: StepRate): string {
  const { state, soFar } = rate;
  if (state === 'not recorded') return 'not recorded: nothing in this journal tells it';
  if (state === 'too young') return `too young: ${amount(soFar.count)} of ${amount(soFar.of)} so far`;
  return shareText({ ...rate, state });
}

/** One line of a rate, with the time it is given and whoever is too young. */
export function rateLine(rate: StepRate, width: number): string {
  const young = rate.young === 0 || rate.state === 'not recorded' ? '' : `; ${amount(rate.young)} too young`;
  const within = rate.state === 'not recorded' ? '' : ` within ${rate.withinDays} days${young}`;
  return `  ${rate.step.padEnd(width)}  ${rateText(rate)}${within}`;
}
