// The randomised hold-back against draws whose effect is known: the interval holds it, the power that was told beforehand is the power that it has.
import { describe, expect, it } from 'vitest';
import { DAY } from '../../../base/duration.ts';
import { createRandom } from '../../../base/random.ts';
import { drawnLeads } from './drawn-leads.ts';
import { type DrawnLead, holdBackEstimate } from './hold-back-estimate.ts';

const NOW = 1000 * DAY;

/** A year of draws that are old enough to judge: `p` of those handed over are won, `q` of those held back. */
function year(seed: number, leads: number, share: number, p: number, q: number): DrawnLead[] {
  const random = createRandom(seed);
  return Array.from({ length: leads }, (): DrawnLead => {
    const held = random.chance(share);
    const at = NOW - 600 * DAY + random.uniform() * 365 * DAY;
    return {
      at,
      held,
      wonAt: random.chance(held ? q : p) ? at + random.uniform() * 100 * DAY : Number.POSITIVE_INFINITY,
    };
  });
}

const asked = { asOf: NOW, withinDays: 180, shareOfThousand: 200, leadsAYear: 2000, conversion: 0.12 };
const worlds = Array.from({ length: 200 }, (_, i) => i + 1);

describe('[J14] what handing over adds', () => {
  it('the interval holds the true difference in some 95 of 100 experiments', () => {
    const held = worlds.filter((seed) => {
      const { difference } = holdBackEstimate({ ...asked, draws: year(seed, 2000, 0.2, 0.12, 0.06) });
      return difference !== undefined && difference.low <= 0.06 && difference.high >= 0.06;
    });
    expect(held.length / worlds.length).toBeGreaterThan(0.91);
  });

  it('is seen as often as the power said beforehand, and by chance in one of forty where it adds nothing', () => {
    const seen = (q: number): number =>
      worlds.filter((seed) =>
        holdBackEstimate({ ...asked, draws: year(seed, 2000, 0.2, 0.12, q) }).verdict.startsWith('Handing over adds'),
      ).length / worlds.length;
    const { plan } = holdBackEstimate({ ...asked, draws: [] });
    expect(Math.abs(seen(0.06) - (plan?.powerIfDoubled ?? 0))).toBeLessThan(0.08);
    expect(seen(0.12)).toBeLessThan(0.06);
  });

  it('says what a year costs and shows before any draw, and that there is none', () => {
    const told = holdBackEstimate({ ...asked, draws: [] });
    expect(told.state).toBe('no draws');
    expect(told.plan).toMatchObject({ heldAYear: 400, winsIfAll: 48, winsIfDoubled: 24 });
    expect(told.plan?.smallest).toBeCloseTo(0.0509, 3);
    expect(holdBackEstimate({ ...asked, draws: [], conversion: undefined }).plan).toBeUndefined();
  });

  it('a small share of few leads shows next to nothing, and says so', () => {
    const { plan } = holdBackEstimate({ ...asked, leadsAYear: 150, shareOfThousand: 50, draws: [] });
    expect(plan?.powerIfAll).toBeLessThan(0.3);
    expect(plan?.yearsIfDoubled).toBeGreaterThan(10);
  });

  it('those who have not had the time count in neither arm', () => {
    const young = year(1, 500, 0.2, 1, 1).map((draw) => ({ ...draw, at: NOW - 10 * DAY }));
    expect(holdBackEstimate({ ...asked, draws: young })).toMatchObject({
      state: 'too few',
      handed: { of: 0, state: 'too young' },
    });
  });

  it('a lead counts as it was first drawn, under the salt in force, with the first win after that', () => {
    const draws = [
      { at: 10, held: true, salt: 'new', account: 'a' },
      { at: 20, held: false, salt: 'new', account: 'a' },
      { at: 5, held: false, salt: 'old', account: 'a' },
      { at: 30, held: false, salt: 'new', account: 'b' },
    ];
    const win = (account: string, closedAt: number) =>
      ({
        deal: `${account}${closedAt}`,
        account,
        state: 'won',
        closedAt,
        class: 'unattributed',
        rule: 'K7',
        confidence: 'recorded',
      }) as const;
    expect(drawnLeads(draws, 'new', [win('a', 8), win('a', 50), win('a', 40)])).toEqual([
      { at: 10, held: true, wonAt: 40 },
      { at: 30, held: false, wonAt: Number.POSITIVE_INFINITY },
    ]);
  });
});
