import { describe, expect, test } from 'vitest';
import { DAY } from '../../base/duration.ts';
import { type DealStep, dealAt } from './deal-life.ts';

const NOW = 400 * DAY;
const day = (n: number): number => n * DAY;
const life = (...steps: readonly (readonly [number, DealStep['state']])[]) => ({
  deal: 'deal 0',
  isExisting: false,
  steps: steps.map(([at, state]) => ({ at: day(at), state })),
});
const at = (of: ReturnType<typeof life>, by: number, until = NOW) => dealAt(of, day(by), until);

describe('[K10] a deal counts as', () => {
  test('won on the day of its closing', () => {
    expect(at(life([0, 'open'], [50, 'won']), 90)).toEqual({ at: day(50), state: 'won' });
    expect(at(life([0, 'open'], [50, 'won']), 49)).toEqual({ at: day(0), state: 'open' });
  });

  test('lost where the win was taken back within thirty days, though the horizon had passed by then', () => {
    expect(at(life([0, 'open'], [80, 'won'], [100, 'lost']), 90)).toEqual({ at: day(100), state: 'lost' });
    expect(at(life([0, 'open'], [80, 'won'], [111, 'lost']), 90)).toEqual({ at: day(80), state: 'won' });
  });

  test('lost where the win was taken back before the horizon, however late', () => {
    expect(at(life([0, 'open'], [20, 'won'], [85, 'lost']), 90)).toEqual({ at: day(85), state: 'lost' });
  });

  test('open where it was re-opened and never closed again', () => {
    expect(at(life([0, 'open'], [50, 'won'], [60, 'open']), 200)).toEqual({ at: day(60), state: 'open' });
  });

  test('won on the day of the second closing where it was re-opened in between', () => {
    expect(at(life([50, 'won'], [60, 'open'], [100, 'won']), 200)).toEqual({ at: day(100), state: 'won' });
  });

  test('open where the win that stands came after the horizon', () => {
    expect(at(life([80, 'won'], [95, 'open'], [105, 'won']), 90).state).toBe('open');
  });

  test('what is known at the time of asking: later news is none', () => {
    expect(at(life([80, 'won'], [100, 'lost']), 90, day(95))).toEqual({ at: day(80), state: 'won' });
  });

  test('won on the first of two equal closings', () => {
    expect(at(life([50, 'won'], [70, 'won']), 90)).toEqual({ at: day(50), state: 'won' });
  });

  test('open before anything happened', () => {
    expect(at(life([50, 'won']), 10).state).toBe('open');
  });
});
