// What a programme adds, estimated from the hold-out, against people of whom it is known.

import { bookOf } from '@baton/core/nurture/replaying/programme-run';
import { upliftOf } from '@baton/core/nurture/replaying/uplift';
import { describe, expect, it } from 'vitest';
import { direct, exampleOf } from './nurture-cases.ts';
import { holdingOut, type Lived, liveMany, START } from './reacting-people.ts';

const RUNS = process.env.BATON_PROOF ? 200 : 16;
const PEOPLE = process.env.BATON_PROOF ? 400 : 150;
const HABITS = { anyway: 0.15, byMail: 0.12, unsubscribes: 0.03, replies: 0.04, reads: 0.3 };
const LATER = START + 400 * 86_400_000;
const programme = exampleOf();
const estimate = (lived: readonly Lived[]) =>
  upliftOf(
    lived.flatMap(({ enrolled }) => enrolled ?? []),
    programme.goal,
    LATER,
  );

/** The share that reaches the goal where all get mails, or none does. */
function rate(share: number, people: number): number {
  const lived = liveMany(bookOf([holdingOut(programme, share, 'all')], direct), 999, people, HABITS);
  const all = lived.flatMap(({ enrolled }) => enrolled ?? []);
  const { outcome, within } = programme.goal;
  return all.filter(({ at, reached }) => reached[outcome] <= at + within * 3_600_000).length / all.length;
}

describe('[N9] what a programme adds', () => {
  it(`the interval holds the true uplift in nearly all of ${RUNS} experiments`, () => {
    const truth = rate(0, RUNS * 50) - rate(1000, RUNS * 50);
    expect(truth).toBeGreaterThan(0.1);
    const covered = Array.from({ length: RUNS }, (_, i) => {
      const book = bookOf([holdingOut(programme, 400, `run-${i}`)], direct);
      const { difference } = estimate(liveMany(book, i + 1, PEOPLE, HABITS));
      return difference !== undefined && difference.low <= truth && truth <= difference.high;
    });
    expect(covered.filter(Boolean).length / RUNS).toBeGreaterThan(0.87);
  });

  it('who was held out gets nothing, and says nothing about who was not drawn', () => {
    const lived = liveMany(bookOf([holdingOut(programme, 500, 'half')], direct), 5, 80, HABITS);
    const arms = lived.flatMap(({ enrolled }) => enrolled?.arm ?? []);
    expect(arms.filter((arm) => arm === 'held-out').length).toBeGreaterThan(25);
    for (const { enrolled, told } of lived)
      expect(told.some(({ kind }) => kind === (enrolled?.arm === 'held-out' ? 'send' : 'withheld'))).toBe(false);
    expect(estimate(lived.filter(({ enrolled }) => enrolled?.arm === 'mailed')).state).toBe('no hold-out');
  });

  it('an account counts once, by its first, and the young in neither group', () => {
    const never = {
      qualified: Number.POSITIVE_INFINITY,
      opportunity: Number.POSITIVE_INFINITY,
      won: Number.POSITIVE_INFINITY,
    };
    const one = (i: number, arm: 'mailed' | 'held-out', at: number) => ({
      lead: `l${i}`,
      account: `a${i % 50}`,
      at,
      arm,
      reached: { ...never, qualified: at + 1 },
    });
    const old = Array.from({ length: 100 }, (_, i) => one(i, i % 2 === 0 ? 'mailed' : 'held-out', i));
    expect(upliftOf(old, programme.goal, LATER)).toMatchObject({
      state: 'ok',
      mailed: { count: 25, of: 25 },
      heldOut: { of: 25 },
    });
    expect(upliftOf(old, programme.goal, 50)).toMatchObject({
      state: 'too few',
      mailed: { of: 0, state: 'too young' },
    });
  });
});
