// What a calibration recommends, on simulated samples whose truth is known.
import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../base/random.ts';
import { rankedArea } from '../statistics/auc.ts';
import { calibrate, totalsOf } from './calibrate.ts';
import { winsToSee } from './choose/recommend.ts';
import { boostedLogOdds } from './reference-model/boosting.ts';
import type { Feature, LevelFeature, NumberFeature, Sample } from './sample/sample.ts';

const isProof = process.env.BATON_PROOF === '1';

/** The planted card: the features it asks, what it asks, and the log-odds of a yes. */
const PLANTED: readonly (readonly [number, (value: number) => boolean, number])[] = [
  [0, (value) => value >= 3, 1.6],
  [1, (value) => value >= 1, 1.2],
  [2, (value) => value >= 200, -1.4],
  [3, (level) => level === 0 || level === 1, 1.3],
  [4, (value) => value >= 1, 1.1],
];

function numberOf(name: string, cases: number, draw: () => number): NumberFeature {
  return { kind: 'number', name, axis: 'engagement', values: Float64Array.from({ length: cases }, draw) };
}

function levelOf(name: string, cases: number, many: number, random: Random): LevelFeature {
  const levels = Array.from({ length: many }, (_, level) => `${name} ${level}`);
  return {
    kind: 'level',
    name,
    axis: 'fit',
    levels,
    codes: Int32Array.from({ length: cases }, () => random.integer(0, many - 1)),
  };
}

/** Five features of the planted card, and seven that say nothing; `strength` 0 is noise alone. */
function simulated(cases: number, seed: number, strength = 1): Sample {
  const random = createRandom(seed);
  const features: Feature[] = [
    numberOf('visits', cases, () => random.poisson(2.5)),
    numberOf('asked for a demo', cases, () => (random.chance(0.3) ? 1 : 0)),
    numberOf('kilometres', cases, () => random.exponential(180)),
    levelOf('industry', cases, 5, random),
    numberOf('invited', cases, () => (random.chance(0.4) ? 1 : 0)),
    numberOf('noise a', cases, () => random.poisson(3)),
    numberOf('noise b', cases, () => (random.chance(0.3) ? 1 : 0)),
    numberOf('noise c', cases, () => random.exponential(10)),
    levelOf('noise d', cases, 4, random),
    levelOf('noise e', cases, 12, random),
    numberOf('noise f', cases, () => (random.chance(0.1) ? Number.NaN : random.normal())),
    numberOf('noise g', cases, () => random.poisson(0.5)),
  ];
  const won = Uint8Array.from({ length: cases }, (_, row) => {
    const odds = PLANTED.reduce((sum, [at, holds, weight]) => {
      const feature = features[at] as Feature;
      const value = (feature.kind === 'number' ? feature.values : feature.codes)[row] as number;
      return holds(value) ? sum + strength * weight : sum;
    }, -2);
    return random.chance(1 / (1 + Math.exp(-odds))) ? 1 : 0;
  });
  return { cases, won, features };
}

const withFeature = (sample: Sample, feature: Feature): Sample => ({
  ...sample,
  features: [...sample.features, feature],
});

describe('a planted card', () => {
  const seeds = isProof ? 1000 : 20;
  it(`is found in ${seeds} samples of 2,000 outcomes: precision and recall of its features 0.9 or more`, () => {
    let [found, right, planted] = [0, 0, 0];
    for (let seed = 1; seed <= seeds; seed++) {
      const { recommendation, card } = calibrate(simulated(2000, seed), { most: 6 });
      expect(recommendation.kind).toBe('card');
      const asked = new Set(card?.criteria.map(({ feature }) => feature));
      found += asked.size;
      right += [...asked].filter((feature) => feature < PLANTED.length).length;
      planted += PLANTED.length;
    }
    expect(right / found).toBeGreaterThanOrEqual(0.9);
    expect(right / planted).toBeGreaterThanOrEqual(0.9);
  }, 3_600_000);

  it('is given points of the right sign, and its totals rank newer cases nearly as well as the truth', () => {
    const sample = simulated(4000, 5);
    const { card } = calibrate(sample, {}, 3000);
    if (!card) throw new Error('no card');
    for (const { feature, points } of card.criteria)
      if (feature < PLANTED.length)
        expect(Math.sign(points)).toBe(Math.sign((PLANTED[feature] as readonly [number, unknown, number])[2]));
    const truth = Float64Array.from({ length: sample.cases }, (_, row) =>
      PLANTED.reduce((sum, [at, holds, weight]) => {
        const feature = sample.features[at] as Feature;
        return holds((feature.kind === 'number' ? feature.values : feature.codes)[row] as number) ? sum + weight : sum;
      }, 0),
    );
    const auc = (scores: Float64Array): number => rankedArea(scores, sample.won, 3000)?.auc ?? 0;
    expect(auc(totalsOf(sample, card))).toBeGreaterThan(auc(truth) - 0.02);
  });
});

describe('what is recommended', () => {
  it('is nothing where nothing predicts', () => {
    const alarms = Array.from({ length: 20 }, (_, i) => calibrate(simulated(1200, 100 + i, 0), { most: 6 })).filter(
      ({ recommendation }) => recommendation.kind !== 'nothing',
    );
    expect(alarms.length).toBeLessThanOrEqual(1);
  });

  it('says how many more outcomes it takes where there are too few', () => {
    const sample = simulated(60, 3);
    const wins = sample.won.reduce((sum, win) => sum + win, 0);
    const { recommendation, card } = calibrate(sample);
    expect(wins).toBeLessThan(30);
    expect(recommendation).toEqual({ kind: 'too few', moreWins: 30 - wins, moreOthers: Math.max(0, 30 - (60 - wins)) });
    expect(card).toBeUndefined();
  });

  it('is the rule in use where that does as well', () => {
    const sample = simulated(2000, 8);
    const incumbent = new Float64Array(sample.cases);
    for (const [at, holds, weight] of PLANTED) {
      const feature = sample.features[at] as Feature;
      incumbent.forEach((total, row) => {
        if (holds((feature.kind === 'number' ? feature.values : feature.codes)[row] as number))
          incumbent[row] = total + weight;
      });
    }
    const found = calibrate({ ...sample, incumbent }, { incumbentCriteria: 5 });
    expect(found.recommendation.kind).toBe('incumbent');
    expect(found.judgement.incumbent?.auc).toBeGreaterThan(0.75);
    const opposite = incumbent.map((total) => -total);
    expect(calibrate({ ...sample, incumbent: opposite }, { incumbentCriteria: 5 }).recommendation.kind).toBe('card');
  });

  it('needs the more wins, the less a card is better than chance', () => {
    // (2.33 + 0.8416)² ÷ (12 × 0.1²) × 4 ÷ 3 = 111.8; a tenth of the distance takes a hundred times as many.
    expect(winsToSee(0.6)).toBe(112);
    expect(winsToSee(0.51) / winsToSee(0.6)).toBeCloseTo(100, 0);
  });
});

describe('leaks', () => {
  const sample = simulated(2000, 4);
  const settles = withFeature(sample, {
    ...numberOf('invoices', 2000, () => 0),
    values: Float64Array.from(sample.won, (win, row) => (row % 12 === 0 ? 1 - win : win)),
  });
  const filled = withFeature(sample, {
    ...levelOf('reason', 2000, 2, createRandom(1)),
    codes: Int32Array.from(sample.won, (win, row) =>
      row % 2 === 0 && (win === 1 || row % 8 === 0) ? (row % 3 === 0 ? 1 : 0) : -1,
    ),
  });

  it('that settle the outcome, or are filled in for winners, are named and set aside', () => {
    for (const [leaking, sign] of [
      [settles, 'settles'],
      [filled, 'filled'],
    ] as const) {
      const { suspects, card } = calibrate(leaking, { most: 5 });
      expect(suspects.map(({ feature, sign }) => [feature, sign])).toEqual([[12, sign]]);
      expect(card?.criteria.some(({ feature }) => feature === 12)).toBe(false);
    }
  });

  it('are used where somebody says they are honest', () => {
    const { suspects, card } = calibrate(settles, { most: 3, trusted: ['invoices'] });
    expect(suspects).toEqual([]);
    expect(card?.criteria.some(({ feature }) => feature === 12)).toBe(true);
  });

  it('are not seen where there are none', () => {
    for (let seed = 1; seed <= 10; seed++) expect(calibrate(simulated(600, seed), { most: 3 }).suspects).toEqual([]);
  });
});

describe('the reference model', () => {
  it('learns what no sum of points can say', () => {
    const random = createRandom(9);
    const [x, y] = [0, 1].map((i) => numberOf(`side ${i}`, 1500, () => (random.chance(0.5) ? 1 : 0)));
    if (!x || !y) throw new Error('no features');
    const won = Uint8Array.from({ length: 1500 }, (_, row) =>
      random.chance(x.values[row] === y.values[row] ? 0.8 : 0.2) ? 1 : 0,
    );
    const noise = numberOf('noise', 1500, () => random.poisson(2));
    const odds = boostedLogOdds({ cases: 1500, won, features: [x, y, noise] }, 1000);
    expect(rankedArea(odds, won, 1000)?.auc).toBeGreaterThan(0.7);
  });

  it('is judged beside the cards where it is asked for', () => {
    const { judgement } = calibrate(simulated(1000, 2), { most: 3, withReference: true });
    expect(judgement.reference?.auc).toBeGreaterThan(0.7);
    expect(calibrate(simulated(300, 2), { most: 3 }).judgement.reference).toBeUndefined();
  });
});
