// Shares in words: no percentage where there are too few.
import { shareOf } from '@baton/core/statistics/share';
import { expect, it } from 'vitest';
import { shareInCell, toldShare } from './rates.ts';

it.each([
  [shareOf(0, 0), 'none yet'],
  [shareOf(0, 0, 5), 'too young'],
  [shareOf(3, 12), '3 of 12'],
  [shareOf(19, 19), '19 of 19'],
])('tells %j without a percentage', (share, value) => {
  const told = toldShare(share);
  expect([told.value, told.isRate]).toEqual([value, false]);
  expect(`${told.value} ${told.note} ${shareInCell(share)}`).not.toContain('%');
});

it('tells a share of enough with its interval', () => {
  expect(toldShare(shareOf(24, 200))).toEqual({
    value: '12 %',
    note: '24 of 200; 95 % interval 8.2 to 17.2 %',
    isRate: true,
  });
  expect(shareInCell(shareOf(24, 200))).toBe('12 % (8.2–17.2)');
});
