// Lags and what is still to come, against statsmodels and SciPy (references/survival.py), and against numbers in print.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cumulativeIncidence, type Ending } from './cumulative-incidence.ts';
import { kaplanMeier, survivalQuantile, survivalQuantilesInRow } from './kaplan-meier.ts';
import { nelderMead } from './nelder-mead.ts';
import { differenceInterval, poissonInterval } from './poisson-interval.ts';
import { fitWeibullCure, weibullBy } from './weibull-cure.ts';

interface Curve {
  readonly times: number[];
  readonly endings: Ending[];
  readonly expected: {
    readonly times: number[];
    readonly survival: number[];
    readonly share: number[];
    readonly se: number[];
  };
}
const references: {
  readonly kaplanMeier: Readonly<Record<string, Curve>>;
  readonly incidence: Readonly<Record<string, Curve>>;
  readonly cure: {
    readonly wins: [number, number][];
    readonly waiting: [number, number][];
    readonly expected: { share: number; shape: number; scaleDays: number; logLikelihood: number };
  };
  readonly poisson: readonly { count: number; low: number; high: number }[];
} = JSON.parse(readFileSync(new URL('references/survival.json', import.meta.url), 'utf8'));

describe('Kaplan and Meier', () => {
  it.each(Object.keys(references.kaplanMeier))('agrees with statsmodels on %s', (name) => {
    const { times, endings, expected } = references.kaplanMeier[name] as Curve;
    const steps = kaplanMeier(
      times,
      endings.map((ending) => ending === 1),
    );
    expect(steps.map(({ time }) => time)).toEqual(expected.times);
    for (const [i, { survival }] of steps.entries()) expect(survival).toBeCloseTo(expected.survival[i] as number, 12);
  });

  it('of the 6-MP arm: 0.807 (0.563 to 0.923) after 7 weeks, a median of 23', () => {
    // survival of R, summary(survfit(Surv(time, status) ~ 1, conf.type = "log-log")), as printed in many places: D. Collett, Modelling Survival Data (2015), table 2.2.
    const { times, endings } = references.kaplanMeier.freireich as Curve;
    const steps = kaplanMeier(
      times,
      endings.map((ending) => ending === 1),
    );
    const seven = steps.find(({ time }) => time === 7);
    expect(seven?.survival).toBeCloseTo(0.807, 3);
    expect(seven?.low).toBeCloseTo(0.563, 3);
    expect(seven?.high).toBeCloseTo(0.923, 3);
    expect(survivalQuantile(steps, 0.5)).toBe(23);
    expect(survivalQuantile(steps, 0.9)).toBeUndefined();
  });

  it.each(Object.keys(references.kaplanMeier))('has the same quantiles counted in a row, on %s', (name) => {
    const { times, endings } = references.kaplanMeier[name] as Curve;
    const places = times.map((time) => Math.round(time));
    const happened = endings.map((ending) => ending === 1);
    const count = (isIt: boolean): Int32Array => {
      const counts = new Int32Array(Math.max(...places) + 1);
      for (const [i, place] of places.entries())
        if (happened[i] === isIt) counts[place] = (counts[place] as number) + 1;
      return counts;
    };
    const steps = kaplanMeier(places, happened);
    const asked = [0.1, 0.25, 0.5, 0.9];
    expect(survivalQuantilesInRow(count(true), count(false), asked)).toEqual(
      asked.map((q) => survivalQuantile(steps, q)),
    );
  });

  it('has no interval where nothing is left', () => {
    expect(kaplanMeier([1], [true])).toEqual([{ time: 1, atRisk: 1, events: 1, survival: 0, low: 0, high: 0 }]);
    expect(kaplanMeier([], [])).toEqual([]);
  });
});

describe('Aalen and Johansen', () => {
  it('agrees with statsmodels, standard errors too', () => {
    const { times, endings, expected } = references.incidence.mixed as Curve;
    const steps = cumulativeIncidence(times, endings);
    for (const { time, share, low } of steps) {
      const i = expected.times.indexOf(time);
      expect(share).toBeCloseTo(expected.share[i] as number, 12);
      // Back from the lower bound on the log(−log) scale to the standard error.
      const z = 1.959963984540054;
      const shift = Math.log(Math.log(1 - low) / Math.log(1 - share)) / z;
      expect(Math.abs(shift * (1 - share) * Math.log(1 - share))).toBeCloseTo(expected.se[i] as number, 9);
    }
  });

  it('adds up with its rival and with who is left to one, where nobody is lost sight of', () => {
    const times = [1, 2, 3, 4, 5, 6];
    const endings: Ending[] = [1, 2, 1, 1, 2, 1];
    const own = cumulativeIncidence(times, endings).at(-1)?.share ?? 0;
    const other =
      cumulativeIncidence(
        times,
        endings.map((each): Ending => (each === 1 ? 2 : 1)),
      ).at(-1)?.share ?? 0;
    expect(own).toBeCloseTo(4 / 6, 12);
    expect(own + other).toBeCloseTo(1, 12);
  });
});

describe('the Weibull cure model', () => {
  const { wins, waiting, expected } = references.cure;
  it('agrees with SciPy’s maximum of the same likelihood', () => {
    const fit = fitWeibullCure({ came: wins, waiting });
    expect(fit?.logLikelihood).toBeCloseTo(expected.logLikelihood, 6);
    expect(fit?.share).toBeCloseTo(expected.share, 5);
    expect(fit?.shape).toBeCloseTo(expected.shape, 4);
    expect(fit?.scaleDays).toBeCloseTo(expected.scaleDays, 2);
    expect(fit?.covariance.every(Number.isFinite)).toBe(true);
  });

  it('says nothing of nine events', () => {
    expect(fitWeibullCure({ came: [[3, 9]], waiting: [[100, 50]] })).toBeUndefined();
  });

  it('[J6] sees through youth: half of those who come have not had the time', () => {
    // Truth: 20 % come, exponential lags of 30 days. Seen: a thousand of age 15 and a thousand of age 200.
    const truth = { shape: 1, scaleDays: 30 };
    const came: [number, number][] = [];
    const seen = [0, 0];
    for (let day = 0; day < 200; day++) {
      const expectedShare = 200 * (weibullBy(truth, day + 1) - weibullBy(truth, day));
      came.push([day, expectedShare * (day < 15 ? 2 : 1)]);
      seen[1] = (seen[1] as number) + expectedShare;
      if (day < 15) seen[0] = (seen[0] as number) + expectedShare;
    }
    const fit = fitWeibullCure({
      came,
      waiting: [
        [15, 1000 - (seen[0] as number)],
        [200, 1000 - (seen[1] as number)],
      ],
    });
    expect(fit?.share).toBeCloseTo(0.2, 3);
    expect(fit?.scaleDays).toBeCloseTo(30, 0);
  });
});

it('the downhill simplex finds the floor of Rosenbrock’s valley', () => {
  const { at } = nelderMead(([x = 0, y = 0]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2, [-1.2, 1]);
  expect(at[0]).toBeCloseTo(1, 3);
  expect(at[1]).toBeCloseTo(1, 3);
});

describe('intervals of counts', () => {
  it.each(references.poisson.filter(({ count }) => count >= 5))(
    'of $count is near the exact one',
    ({ count, low, high }) => {
      const found = poissonInterval(count);
      expect(Math.abs(found.low - low) / low).toBeLessThan(0.02);
      expect(Math.abs(found.high - high) / high).toBeLessThan(0.01);
    },
  );

  it('of nothing begins at nothing', () => {
    expect(poissonInterval(0).low).toBe(0);
    expect(poissonInterval(0).high).toBeCloseTo(3.69, 1);
  });

  it('differences of symmetric intervals are those of a pooled standard error', () => {
    const found = differenceInterval({ at: 5, low: 2, high: 8 }, { at: 1, low: -3, high: 5 });
    expect(found).toEqual({ low: -1, high: 9 });
  });
});
