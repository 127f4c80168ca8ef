import { describe, expect, it } from 'vitest';
import { decayTable } from './decay-table.ts';

describe('[R8] decay tables', () => {
  it('halves at each half-life, and rounds a tie away from zero', () => {
    const table = decayTable({ kind: 'half-life', hours: 24 }, 24 * 8);
    expect(table?.[0]).toBe(1_000_000);
    expect(table?.[24]).toBe(500_000);
    // 10⁶ ÷ 2⁷ = 7812.5
    expect(table?.[24 * 7]).toBe(7_813);
  });

  it('gives the nearest millionth of 0.5^(age ÷ half-life), against published values of 2^(−1/12)', () => {
    // The equal-tempered semitone: 2^(−1/12) = 0.943874312681…, 2^(−7/12) = 0.667419927085…
    const table = decayTable({ kind: 'half-life', hours: 12 }, 12);
    expect(table?.[1]).toBe(943_874);
    expect(table?.[7]).toBe(667_420);
  });

  it('falls in a straight line to nothing at the end of the window', () => {
    expect([...(decayTable({ kind: 'linear' }, 3) ?? [])]).toEqual([1_000_000, 666_667, 333_333]);
  });

  it('takes the factor of the last step reached', () => {
    const steps = [
      { from: 2, millionths: 500_000 },
      { from: 4, millionths: 250_000 },
    ];
    expect([...(decayTable({ kind: 'steps', steps }, 5) ?? [])]).toEqual([
      1_000_000, 1_000_000, 500_000, 500_000, 250_000,
    ]);
  });

  it('never rises with age', () => {
    for (const hours of [1, 7, 100, 336, 2160]) {
      const table = decayTable({ kind: 'half-life', hours }, 8760) ?? new Int32Array();
      for (let age = 1; age < table.length; age++) expect(table[age]).toBeLessThanOrEqual(table[age - 1] as number);
    }
  });
});
