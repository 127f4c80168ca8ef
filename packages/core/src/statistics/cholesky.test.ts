// Linear equations: a solution put back gives the right side.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { choleskySolve } from './cholesky.ts';

it('solves an example by hand: 4x + 2y = 8, 2x + 3y = 7', () => {
  const [x, y] = choleskySolve(Float64Array.of(4, 2, 2, 3), Float64Array.of(8, 7), 2);
  expect(x).toBeCloseTo(1.25, 12);
  expect(y).toBeCloseTo(1.5, 12);
});

it('gives what, put back, is the right side', () => {
  const entry = fc.integer({ min: -50, max: 50 });
  fc.assert(
    fc.property(
      fc.array(entry, { minLength: 9, maxLength: 9 }),
      fc.array(entry, { minLength: 3, maxLength: 3 }),
      (b, right) => {
        const at = (i: number, j: number): number => b[3 * i + j] as number;
        const matrix = Float64Array.from({ length: 9 }, (_, place) => {
          const [i, j] = [Math.floor(place / 3), place % 3];
          return at(0, i) * at(0, j) + at(1, i) * at(1, j) + at(2, i) * at(2, j) + (i === j ? 1 : 0);
        });
        const x = choleskySolve(matrix, Float64Array.from(right), 3);
        for (let i = 0; i < 3; i++) {
          const back = [0, 1, 2].reduce((sum, j) => sum + (matrix[3 * i + j] as number) * (x[j] as number), 0);
          expect(back).toBeCloseTo(right[i] as number, 5);
        }
      },
    ),
  );
});

it('finds a way where a criterion says the same as another', () => {
  const x = choleskySolve(Float64Array.of(1, 1, 1, 1), Float64Array.of(2, 2), 2);
  expect((x[0] as number) + (x[1] as number)).toBeCloseTo(2, 6);
});
