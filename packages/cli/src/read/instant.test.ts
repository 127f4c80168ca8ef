// Dates and instants as people type them.
import { describe, expect, it } from 'vitest';
import { Failure } from '../failure.ts';
import { readInstant } from './instant.ts';

describe('readInstant', () => {
  it.each([
    ['2026-03-31', Date.UTC(2026, 2, 31)],
    ['2026-03-31T12:00', Date.UTC(2026, 2, 31, 12)],
    ['2026-03-31 12:00:30Z', Date.UTC(2026, 2, 31, 12, 0, 30)],
    ['2026-03-31T12:00+02:00', Date.UTC(2026, 2, 31, 10)],
    ['2024-02-29', Date.UTC(2024, 1, 29)],
  ])('%s', (text, instant) => {
    expect(readInstant(text, '--at')).toBe(instant);
  });

  it('a date alone can mean the end of its day', () => {
    expect(readInstant('2026-03-31', '--until', true)).toBe(Date.UTC(2026, 3, 1) - 1);
    expect(readInstant('2026-03-31T12:00', '--until', true)).toBe(Date.UTC(2026, 2, 31, 12));
  });

  it.each(['', 'yesterday', '2026-02-30', '2025-02-29', '2026-13-01', '31.03.2026', '2026-03-31T25:00', '1767225600'])(
    'refuses %j',
    (text) => {
      expect(() => readInstant(text, '--at')).toThrow(Failure);
    },
  );
});
