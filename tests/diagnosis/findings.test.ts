// What a diagnosis says of plain cases (F3, F4, I6, J6, J7): the right fault where there is one, with its numbers and its profile, and none where numbers do not bear it.
import { type DiagnosisOptions, diagnose } from '@baton/core/reports/diagnosis/diagnose';
import { describe, expect, it } from 'vitest';
import { AS_OF, type Chance, DAY, handoffs, type Plain, readOf } from './facts.ts';

const of = (plain: readonly Plain[], more = {}, options: DiagnosisOptions = {}) =>
  diagnose(readOf(plain, more), options);
const finding = (kind: string, plain: readonly Plain[], more = {}) =>
  of(plain, more).findings.find((each) => each.kind === kind);
const TAKEN = { accepted: 8, turnedDown: undefined, reason: undefined };
const REFUSED = { accepted: undefined, turnedDown: 9, reason: 'no-intent' };
/** A healthy company: three in four accepted, a quarter SQLs, a tenth opportunities, half of these won. */
const healthy = (chance: Chance, i: number): Partial<Plain> => ({
  rep: `rep-${1 + (i % 4)}`,
  source: ['search', 'fair', 'partner'][i % 3],
  segment: chance(0.5) ? 'small' : 'large',
  ...(chance(0.75) ? TAKEN : REFUSED),
  sql: chance(0.25),
  deal: chance(0.12) ? (chance(0.5) ? 'won' : 'lost') : undefined,
});

describe('a healthy company', () => {
  it('has no finding, and a verdict by every profile', () => {
    const { findings, verdicts } = of(handoffs(600, healthy));
    expect(findings.map(({ kind }) => kind)).toEqual([]);
    const rates = verdicts.filter(({ measure }) => measure === 'MQL → SQL');
    expect(rates.map(({ verdict }) => verdict)).toEqual(['healthy', 'healthy', 'healthy']);
  });

  it('[J6] of a fortnight has no verdict: nobody has had the time', () => {
    const young = handoffs(600, healthy).map((each) => ({ ...each, day: 360, sql: false }));
    const { findings, verdicts } = of(young, {}, { withinDays: 30 });
    expect(findings).toEqual([]);
    const rates = verdicts.filter(({ measure }) => measure === 'MQL → SQL');
    expect(new Set(rates.map(({ verdict }) => verdict))).toEqual(new Set(['not judged']));
  });

  it('[I6] of nineteen hand-offs has no finding, however bad they look', () => {
    expect(of(handoffs(19, () => ({ turnedDown: 400, reason: 'no-intent', rep: 'rep-1' }))).findings).toEqual([]);
  });

  it('without any hand-off is told so, without a number', () => {
    const { findings, mqls, verdicts } = of([]);
    expect([findings, mqls]).toEqual([[], 0]);
    expect(verdicts.every(({ verdict }) => verdict === 'not judged')).toBe(true);
  });
});

describe('the threshold', () => {
  const converting = (share: number) => (chance: Chance, i: number) => ({
    ...healthy(chance, i),
    sql: i % 100 < 100 * share,
  });

  it('[I6] that lets 5 % become SQLs is too loose in every profile, with hand-offs that nobody need work', () => {
    const found = finding('too-loose', handoffs(800, converting(0.05)));
    expect(found).toMatchObject({
      follows: 'healthy 20–40 %',
      sort: 'condition',
      gain: { state: 'told', what: 'hand-offs' },
    });
    expect(found?.confidence).toBeGreaterThan(0.99);
    expect(found?.sentence).toContain('all 3 profiles say so');
  });

  it('[F3] that lets 13 % become SQLs is judged by each profile as it is written, and the finding says whose view it is', () => {
    const { findings, verdicts } = of(handoffs(800, converting(0.13)));
    const told = verdicts.filter(({ measure }) => measure === 'MQL → SQL').map(({ verdict }) => verdict);
    expect(told).toEqual(['below', 'healthy', 'leans below']);
    const [loose] = findings.filter(({ kind }) => kind === 'too-loose');
    expect(loose?.sentence).toContain('by "target 10–30 %" it is healthy');
    expect(loose?.confidence).toBeLessThan(0.5);
  });

  it('[I6] that lets 80 % become SQLs is too tight in every profile, and what that loses cannot be said', () => {
    const found = finding('too-tight', handoffs(400, converting(0.8)));
    expect(found).toMatchObject({ gain: { state: 'cannot be said' } });
    expect(found?.sentence).toContain('all 3 profiles say so');
  });

  it('that lets half become SQLs while most deals are won without an MQL is hungry, by a profile of the company too', () => {
    const plain = handoffs(300, converting(0.5));
    const kinds = (otherWins: number) => of(plain, { otherWins }, { profiles: OURS }).findings.map(({ kind }) => kind);
    expect(kinds(100)).toEqual(['hungry']);
    expect(kinds(0)).toEqual([]);
  });
});

/** A company's own profile: half is fine there. */
const OURS = [
  {
    name: 'ours',
    source: 'agreed in 2025',
    bands: [
      { measure: 'MQL → SQL', low: 0.2, from: 0.2, to: 0.6, high: 0.6 },
      { measure: 'brought by an MQL', low: 0.5, from: 0.5 },
    ],
  },
] as const;

describe('sales and marketing', () => {
  it('[F3] are misaligned where two in three are turned down, and the most frequent reason is named', () => {
    const found = finding(
      'misaligned',
      handoffs(300, (chance, i) => ({
        ...healthy(chance, i),
        ...(i % 3 === 0 ? TAKEN : { ...REFUSED, reason: 'wrong-size' }),
      })),
    );
    expect(found?.todo).toContain('"wrong-size"');
    expect(found?.evidence).toContainEqual(expect.objectContaining({ what: 'turned down at first answer' }));
  });

  it('wait too long where most first answers take three days', () => {
    const found = finding(
      'slow-hand-off',
      handoffs(300, (chance, i) => ({ ...healthy(chance, i), ...TAKEN, accepted: 72 })),
    );
    expect(found).toMatchObject({ follows: 'healthy 20–40 %', gain: { state: 'cannot be said' } });
  });

  it('find out late what rules a lead out, where it is a fact that was to be known; silence is none', () => {
    const late = (reason: string) => (chance: Chance, i: number) => ({
      ...healthy(chance, i),
      accepted: 5,
      turnedDown: i % 3 === 0 ? 100 : undefined,
      reason,
    });
    expect(finding('late-discovery', handoffs(300, late('wrong-size')))?.sentence).toContain('"wrong-size"');
    expect(finding('late-discovery', handoffs(300, late('unreachable')))).toBeUndefined();
  });
});

describe('reps', () => {
  /** Small companies are taken by one in five, large ones by four in five; `rep-1` gets nearly all small ones. */
  const mixed = (own: (isLarge: boolean) => number) =>
    handoffs(800, (chance, i) => {
      const rep = `rep-${1 + (i % 4)}`;
      const isLarge = chance(rep === 'rep-1' ? 0.15 : 0.85);
      const usual = isLarge ? 0.8 : 0.2;
      const isTaken = chance(rep === 'rep-1' ? own(isLarge) : usual);
      return { ...healthy(chance, i), rep, segment: isLarge ? 'large' : 'small', ...(isTaken ? TAKEN : REFUSED) };
    });

  it('who turn many away because of what they are given are not called inconsistent', () => {
    const plain = mixed((isLarge) => (isLarge ? 0.8 : 0.2));
    const share = (rep: string): number => {
      const own = plain.filter((each) => each.rep === rep);
      return own.filter(({ accepted }) => accepted !== undefined).length / own.length;
    };
    expect(share('rep-2') - share('rep-1')).toBeGreaterThan(0.3);
    expect(finding('inconsistent-rep', plain)).toBeUndefined();
  });

  it('who take what others of the same would not are, with the odds among like leads', () => {
    const found = finding(
      'inconsistent-rep',
      mixed((isLarge) => (isLarge ? 0.95 : 0.7)),
    );
    expect(found).toMatchObject({ place: 'rep-1', sort: 'distortion', follows: 'own baseline' });
    expect(found?.evidence).toContainEqual(expect.objectContaining({ unit: 'times' }));
  });
});

describe('sources', () => {
  it('whose leads hardly become opportunities are named, unless their companies are smaller', () => {
    const made = (times: number) =>
      handoffs(900, (chance, i) => {
        const source = i % 3 === 0 ? 'prize' : 'search';
        const isSmall = chance(source === 'prize' ? 0.85 : 0.1);
        const usual = isSmall ? 0.1 : 0.4;
        const isDeal = chance(source === 'prize' ? usual * times : usual);
        return {
          ...healthy(chance, i),
          source,
          segment: isSmall ? 'small' : 'large',
          deal: isDeal ? 'lost' : undefined,
        };
      });
    expect(finding('bad-source', made(1))).toBeUndefined();
    const found = finding('bad-source', made(0.2));
    expect(found).toMatchObject({ place: 'prize', follows: 'own baseline' });
    expect(found?.picture).toMatchObject({ draws: 'places' });
  });
});

describe('the months', () => {
  const inMonths = (plain: readonly Plain[]) =>
    diagnose({ ...readOf(plain), health: { ...readOf([]).health, months: MONTHS } });

  it('whose last days hold a third of all hand-offs are spikes', () => {
    const spiked = handoffs(600, (chance, i) => ({
      ...healthy(chance, i),
      ...(i % 3 === 0 && { day: (ENDS[i % 9] ?? 0) - 1 }),
    }));
    expect(inMonths(spiked).findings.map(({ kind }) => kind)).toEqual(['month-end-spikes']);
    expect(inMonths(handoffs(600, healthy)).findings).toEqual([]);
  });

  it('since which a step has fallen behind the company’s own best are its bottleneck, with what that loses', () => {
    const falling = handoffs(900, (chance, i) => ({
      ...healthy(chance, i),
      ...TAKEN,
      deal: chance(i < 450 ? 0.5 : 0.05) ? 'won' : undefined,
    }));
    const found = finding('bottleneck', falling);
    expect(found).toMatchObject({
      place: 'accepted → opportunity',
      follows: 'own baseline',
      gain: { state: 'told', what: 'won revenue', currency: 'EUR' },
    });
    if (found?.gain.state === 'told') expect(found.gain.low).toBeGreaterThan(0);
  });
});

const MONTHS = Array.from({ length: 12 }, (_, i) => `2025-${String(i + 1).padStart(2, '0')}`);
/** Days of the year on which the first nine months end. */
const ENDS = [31, 59, 90, 120, 151, 181, 212, 243, 273];

describe('what the definition does not see', () => {
  it('is told as wins without anybody handed over, with the companies by name', () => {
    const found = finding('unseen-wins', handoffs(400, healthy), { otherWins: 80 });
    expect(found?.names[0]).toMatch(/^other-/);
    expect(found?.stake.share).toBeGreaterThan(0.5);
  });
});

describe('wins just under the bar', () => {
  const read = readOf(handoffs(400, healthy), { otherWins: 40 });
  const nearMisses = read.facts.deals
    .filter(({ class: name }) => name === 'unattributed')
    .map(({ account, openedAt = 0 }) => ({ account, at: openedAt - 20 * DAY }));
  const kinds = (more: Partial<typeof read>) => diagnose({ ...read, ...more }).findings.map(({ kind }) => kind);

  it('are told with the hand-offs that they would cost, where somebody of them would have come in time', () => {
    const found = diagnose({ ...read, nearMisses }).findings.find(({ kind }) => kind === 'missed-wins');
    expect(found).toMatchObject({ follows: 'marks of Baton', gain: { state: 'cannot be said' } });
    expect(found?.names[0]).toMatch(/^other-/);
    const late = nearMisses.map(({ account, at }) => ({ account, at: at + 30 * DAY }));
    const long = nearMisses.map(({ account, at }) => ({ account, at: at - 180 * DAY }));
    expect([...kinds({ nearMisses: late }), ...kinds({ nearMisses: long })]).not.toContain('missed-wins');
  });

  it('cannot be told of the rule of before', () => {
    expect(kinds({})).not.toContain('missed-wins');
    expect(diagnose(read).notJudged.map(({ what }) => what)).toContain('wins missed just under the threshold');
  });
});

describe('findings', () => {
  it('come in order: distortions first, then by won revenue at stake times confidence', () => {
    const plain = handoffs(800, (chance, i) => ({
      ...healthy(chance, i),
      sql: i % 25 === 0,
      ...(i % 4 === 0 ? REFUSED : { ...TAKEN, accepted: 72 }),
    }));
    const { findings } = of(plain, { otherWins: 90 });
    const conditions = findings.filter(({ sort }) => sort === 'condition');
    expect(conditions.length).toBeGreaterThan(2);
    expect(findings[0]).toMatchObject({ kind: 'inconsistent-rep', place: 'rep-1' });
    expect(findings.slice(findings.length - conditions.length)).toEqual(conditions);
    const weights = conditions.map(({ stake, confidence }) => stake.share * confidence);
    expect(weights).toEqual([...weights].sort((a, b) => b - a));
  });

  it('stand on facts that are sure enough: what is assumed can be left out', () => {
    const read = readOf(handoffs(300, () => ({ ...REFUSED, rep: 'rep-1' })));
    const assumed = read.facts.handoffs.map((each) => ({
      ...each,
      origin: { ...each.origin, confidence: 'assumed' as const },
    }));
    const unsure = { ...read, facts: { ...read.facts, handoffs: assumed } };
    expect(diagnose(unsure).findings.map(({ kind }) => kind)).toContain('misaligned');
    expect(diagnose(unsure, { confidence: 'recorded' })).toMatchObject({ mqls: 0, findings: [] });
    expect(diagnose(read, { from: AS_OF - DAY })).toMatchObject({ mqls: 0, findings: [] });
  });
});
