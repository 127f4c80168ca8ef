// What an address says of when the page looks.
import { expect, it } from 'vitest';
import { instantOf } from './as-of.tsx';

it('takes a day to its last millisecond, an instant as it is, and everything else for now', () => {
  expect(instantOf('2026-03-02')).toBe(new Date(2026, 2, 3).getTime() - 1);
  expect(instantOf('2026-03-02T10:00:00.000Z')).toBe(Date.UTC(2026, 2, 2, 10));
  expect([instantOf(undefined), instantOf('soon')]).toEqual([undefined, undefined]);
});
