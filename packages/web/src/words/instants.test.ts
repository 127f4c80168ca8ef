// Spans of time in words.
import { expect, it } from 'vitest';
import { spanInWords } from './instants.ts';

const MINUTE = 60_000;

it.each([
  [0, 'under a minute'],
  [59_999, 'under a minute'],
  [-20 * MINUTE, '20 min'],
  [60 * MINUTE, '1 h'],
  [72 * MINUTE, '1 h 12 min'],
  [24 * 60 * MINUTE, '1 d'],
  [76 * 60 * MINUTE + 59 * MINUTE, '3 d 4 h'],
])('says %d ms as %s', (span, words) => {
  expect(spanInWords(span)).toBe(words);
});
