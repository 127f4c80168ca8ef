// The forecast of open MQLs on simulated companies: told of a history that is cut off, held against what came.
import { describe, expect, it } from 'vitest';
import { DAY } from '../../packages/core/src/base/duration.ts';
import type { Entry } from '../../packages/core/src/journal/entry.ts';
import { FunnelReading } from '../../packages/core/src/reports/funnel/funnel-reading.ts';
import { journeysOf } from '../../packages/core/src/reports/funnel/journeys.ts';
import { forecastStock } from '../../packages/core/src/reports/review/stock/forecast.ts';
import { coursesOf } from '../../packages/core/src/reports/review/stock/open-stock.ts';
import { simulate } from '../../packages/core/src/simulate/simulate.ts';

const LATER = 270 * DAY;

function factsOf(entries: readonly Entry[], asOf: number) {
  const reading = new FunnelReading({ asOf });
  const known = entries.filter(({ knownAt }) => knownAt <= asOf);
  for (const entry of known) reading.readSales(entry);
  for (const entry of known) reading.readBehaviour(entry);
  return reading.finish().facts;
}

/** What is foretold nine months before the end, and how many of those open then were won by the end. */
function foretold(seed: string) {
  const company = simulate({ seed, leads: 8000, years: 3 });
  const entries = [...company.accounts].flatMap((account) => account.entries);
  const end = company.company.settings.until;
  const cut = end - LATER;
  const { at, steps } = journeysOf(factsOf(entries, end), Number.NEGATIVE_INFINITY);
  const came = at.filter((handedAt, i) => handedAt <= cut && (steps.won[i] as number) > cut).length;
  return { forecast: forecastStock(coursesOf(factsOf(entries, cut))), came };
}

describe('[J6, J14] the stock of simulated companies', () => {
  const seeds = Array.from({ length: process.env.BATON_PROOF === '1' ? 12 : 1 }, (_, i) => `stock-${i}`);

  it('what came lies within what was foretold', { timeout: 600_000 }, () => {
    const told = seeds.map(foretold);
    for (const { forecast } of told) expect(forecast.state).toBe('ok');
    const held = told.filter(
      ({ forecast: { wins }, came }) => wins !== undefined && came >= wins.low && came <= wins.high,
    );
    expect(held.length, JSON.stringify(told.map(({ forecast, came }) => [forecast.wins, came]))).toBeGreaterThanOrEqual(
      Math.floor(0.9 * seeds.length),
    );
  });
});
