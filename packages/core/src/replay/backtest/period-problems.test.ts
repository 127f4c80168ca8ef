// Periods that used to pass with empty numbers.
import { describe, expect, it } from 'vitest';
import { impossiblePeriod, periodWarnings } from './period-problems.ts';

const day = (text: string): number => Date.parse(`${text}T12:00:00Z`);
const span = { first: day('2024-07-01'), last: day('2025-06-30') };

describe('a period that holds nothing names the span of the data', () => {
  it.each([
    [{ start: day('2030-01-01') }, 'backtest-outside-data'],
    [{ until: day('2020-01-01') }, 'backtest-outside-data'],
    [{ start: day('2025-02-01'), until: day('2025-01-01') }, 'backtest-empty-period'],
    [{ until: day('2024-08-01') }, 'backtest-empty-period'],
  ])('%j: %s', (asked, code) => {
    const [problem] = impossiblePeriod(asked, span);
    expect(problem?.code).toBe(code);
    expect(problem?.message).toContain('the data goes from 2024-07-01 12:00 UTC to 2025-06-30 12:00 UTC');
  });

  it('one that holds something passes, and so does a short journal without any', () => {
    expect(impossiblePeriod({ start: day('2025-01-01') }, span)).toEqual([]);
    expect(impossiblePeriod({}, { ...span, last: day('2024-07-10') })).toEqual([]);
  });
});

it('a period that outlasts the data is warned about: nobody knows what came then', () => {
  const period = { start: day('2025-01-01'), until: day('2027-01-01'), horizonDays: 90 };
  expect(periodWarnings(period, span).map((each) => each.code)).toEqual(['backtest-beyond-data']);
  expect(periodWarnings({ ...period, until: span.last }, span)).toEqual([]);
});
