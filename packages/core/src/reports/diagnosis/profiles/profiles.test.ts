// Band profiles: F3's bands as test cases, also where two disagree (I6); no verdict without the numbers for it; profiles as files.
import { describe, expect, it } from 'vitest';
import { shareOf } from '../../../statistics/share.ts';
import { parseProfiles } from './band-profile.ts';
import { PUBLISHED_PROFILES } from './published-profiles.ts';
import { verdictsOn } from './verdict.ts';
import { writtenProfiles } from './written-profiles.ts';

const verdicts = (count: number, of: number) =>
  verdictsOn('MQL → SQL', shareOf(count, of), PUBLISHED_PROFILES).map(({ verdict }) => verdict);

describe('the published bands', () => {
  // MQL → SQL in percent, and what healthy 20–40, target 10–30 and average 18–22 say of it.
  it.each([
    [8, ['below', 'below', 'below']],
    [13, ['below', 'healthy', 'below']],
    [16, ['below', 'healthy', 'between']],
    [19, ['leans below', 'healthy', 'healthy']],
    [21, ['healthy', 'healthy', 'healthy']],
    [30, ['healthy', 'healthy', 'healthy']],
    [34, ['healthy', 'between', 'healthy']],
    [38, ['healthy', 'between', 'between']],
    [45, ['between', 'above', 'between']],
    [65, ['above', 'above', 'above']],
  ] as const)('[F3] at %i %% of 5,000', (percent, told) => {
    expect(verdicts(50 * percent, 5000)).toEqual(told);
  });

  it('[I6] call below 10 % loose, above 60 % tight and 20 to 30 % healthy, all of them', () => {
    for (const count of [10, 50, 70]) expect(new Set(verdicts(count, 1000))).toEqual(new Set(['below']));
    for (const count of [640, 800, 1000]) expect(new Set(verdicts(count, 1000))).toEqual(new Set(['above']));
    for (const count of [200, 240, 300]) expect(new Set(verdicts(count, 1000))).toEqual(new Set(['healthy']));
  });

  it('[I6] say nothing below 20 cases, nor of those who have not had the time', () => {
    expect(new Set(verdicts(0, 19))).toEqual(new Set(['not judged']));
    const young = verdictsOn('MQL → SQL', shareOf(0, 0, 500), PUBLISHED_PROFILES);
    expect(young.map(({ verdict, why }) => [verdict, why?.slice(0, 9)])).toEqual(
      young.map(() => ['not judged', 'too young']),
    );
  });

  it('only lean where chance may have carried a rate over a border', () => {
    expect(verdicts(4, 25)[0]).toBe('leans below');
    expect(verdicts(160, 1000)[0]).toBe('below');
  });

  it('[F3] hold acceptance to 70 to 80 %, rejection to half', () => {
    const of = (measure: 'accepted' | 'rejected', count: number) =>
      verdictsOn(measure, shareOf(count, 500), PUBLISHED_PROFILES)[0]?.verdict;
    expect([of('accepted', 300), of('accepted', 375), of('accepted', 450)]).toEqual(['below', 'healthy', 'above']);
    expect([of('rejected', 100), of('rejected', 300)]).toEqual(['healthy', 'above']);
  });
});

describe('profiles as a file', () => {
  it('are read back as they were written', () => {
    expect(parseProfiles(writtenProfiles(PUBLISHED_PROFILES))).toEqual({
      ok: true,
      value: PUBLISHED_PROFILES,
      problems: [],
    });
  });

  it.each([
    ['that is empty', '', 'these are no profiles'],
    ['that is broken', 'ours: [', 'these are no profiles'],
    ['without bands', 'ours: { source: us }', 'ours has no bands'],
    ['with a measure nobody knows', 'ours: { bands: [ { measure: MQL, low: 0.1 } ] }', 'no measure is called MQL'],
    [
      'whose borders fall',
      'ours: { bands: [ { measure: accepted, low: 0.8, high: 0.7 } ] }',
      'are no shares that rise',
    ],
    ['whose borders are percentages', 'ours: { bands: [ { measure: accepted, low: 70 } ] }', 'are no shares that rise'],
    ['with a key nobody knows', 'ours: { bands: [ { measure: accepted, lo: 0.7, high: 0.8 } ] }', 'a band has no lo'],
    [
      '[I6] that calls 25 % loose',
      'ours: { bands: [ { measure: MQL → SQL, low: 0.3, from: 0.3, to: 0.5, high: 0.6 } ] }',
      'contradicts',
    ],
    [
      '[I6] that calls 70 % healthy',
      'ours: { bands: [ { measure: MQL → SQL, low: 0.1, from: 0.2, to: 0.7, high: 0.8 } ] }',
      'contradicts',
    ],
  ])('%s are refused with a reason and a remedy', (_, text, reason) => {
    const read = parseProfiles(text, 'bands.yaml');
    expect(read.ok).toBe(false);
    expect(read.problems[0]).toMatchObject({
      code: 'profile-band',
      severity: 'error',
      place: { file: 'bands.yaml', line: 1 },
    });
    expect(read.problems.map(({ message }) => message).join('; ')).toContain(reason);
    expect(read.problems.every(({ hint }) => (hint ?? '') !== '')).toBe(true);
  });
});
