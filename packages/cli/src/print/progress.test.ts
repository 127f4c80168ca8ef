// The progress line: how many, how fast, how long still.
import { describe, expect, it } from 'vitest';
import { progressLine } from './progress.ts';

describe('progressLine', () => {
  it('tells the time left where the whole is known', () => {
    expect(progressLine('Scoring', 'units', 2000, 4, 10_000)).toBe(
      'Scoring: 2,000 of 10,000 units (20 %), 500/s, 16 s left',
    );
  });
  it('and where only the share is', () => {
    expect(progressLine('Reading', 'entries', 1_200_000, 60, undefined, 0.1)).toBe(
      'Reading: 1,200,000 entries (10 %), 20,000/s, 9 min left',
    );
  });
  it('promises nothing where neither is', () => {
    expect(progressLine('Reading', 'entries', 10, 1)).toBe('Reading: 10 entries, 10/s');
    expect(progressLine('Scoring', 'units', 0, 0, 10)).toBe('Scoring: 0 of 10 units (0 %), 0/s');
  });
});
