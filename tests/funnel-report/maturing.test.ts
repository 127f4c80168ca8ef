// [J6, F2] On small made-up companies: what a report as of months ago expected of its cohorts covers what they have come to since.
import { funnelReport } from '@baton/core/reports/funnel/funnel-report';
import { expect, it } from 'vitest';
import { companyEntries, told } from './told.ts';

const DAY = 86_400_000;
const SEEDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const CUTS = [100, 130, 160, 190, 220];

it('covers the later truth of maturing cohorts, and turns no young one into a failure', () => {
  let [all, within, later, sooner] = [0, 0, 0, 0];
  for (const seed of SEEDS) {
    const entries = companyEntries({ seed, leads: 3000, years: 1.2 }).filter(
      ({ kind }) => !['page', 'track', 'screen', 'dwell'].includes(kind),
    );
    const now = funnelReport(told(entries));
    const thens = CUTS.map((days) => funnelReport(told(entries, { asOf: now.asOf - days * DAY })));
    for (const { step, cohorts } of thens.flatMap((then) => then.cohorts))
      for (const { month, count, of, state, expected } of cohorts) {
        const truth = now.cohorts.find((each) => each.step === step)?.cohorts.find((each) => each.month === month);
        // The month that was cut off in its middle has other people by now.
        if (expected === undefined || state !== 'maturing' || truth?.of !== of) continue;
        all += 1;
        if (truth.count / of >= expected.low - 1e-9 && truth.count / of <= expected.high + 1e-9) within += 1;
        later += truth.count;
        sooner += count;
      }
  }
  expect(all).toBeGreaterThan(8);
  expect(later).toBeGreaterThanOrEqual(sooner);
  expect(within / all).toBeGreaterThanOrEqual(0.85);
});
