// The sieve never says no of what is there, and seldom yes of what is not, however many there are.
import { createRandom } from '@baton/core/base/random';
import { expect, it } from 'vitest';
import { Sieve } from './sieve.ts';

it('lets everything through that was added, and little else, over several filters', () => {
  const random = createRandom(3);
  const word = (): number => random.integer(-(2 ** 31), 2 ** 31 - 1) | 0;
  const sieve = new Sieve(1000);
  const added = Array.from({ length: 20_000 }, () => [word(), word(), word()] as const);
  for (const words of added) sieve.add(...words);
  expect(added.every((words) => sieve.mayHave(...words))).toBe(true);
  const others = Array.from({ length: 20_000 }, () => sieve.mayHave(word(), word(), word()));
  expect(others.filter(Boolean).length / others.length).toBeLessThan(0.1);
});
