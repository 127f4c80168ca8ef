// What holds of the funnel's facts whatever the journal: the classes add up, the order of entries changes nothing, neither do other names for the same people.
import type { DealFact, FunnelFacts } from '@baton/core/funnel/funnel-facts';
import type { Entry } from '@baton/core/journal/entry';
import { parseEntry } from '@baton/core/journal/parse-entry';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { funnelOf } from './imported.ts';

const DAY = 86_400_000;
const START = Date.UTC(2025, 0, 1);
const who = fc.constantFrom('u1', 'u2', 'u3', 'u4', 'u5');
const at = fc.integer({ min: 0, max: 400 }).map((days) => START + days * DAY);
const company = (user: string): string => `c${Number(user.slice(1)) % 3}`;
const confidence = fc.constantFrom('recorded', 'inferred', 'assumed');
const deal = fc.constantFrom('d1', 'd2', 'd3');

/** Random things that happen to five people of three companies with three deals. */
const fields = fc.oneof(
  fc.record({
    kind: fc.constantFrom('track', 'page'),
    userId: who,
    name: fc.constantFrom('Visited', 'Email Opened'),
    occurredAt: at,
  }),
  fc.record({
    kind: fc.constant('handed'),
    userId: who,
    definition: fc.constantFrom('legacy', 'legacy', 'other'),
    occurredAt: at,
  }),
  fc.record({
    kind: fc.constant('disposition'),
    userId: who,
    answer: fc.constantFrom('accepted', 'rejected', 'invalid', 'snoozed'),
    occurredAt: at,
  }),
  fc.record({
    kind: fc.constant('touch'),
    userId: who,
    channel: fc.constantFrom('email', 'call', 'task'),
    occurredAt: at,
  }),
  fc.record({ kind: fc.constant('conversation'), userId: who, confidence, occurredAt: at }),
  fc.record({ kind: fc.constant('merge'), userId: who, from: who.map((userId) => ({ userId })), occurredAt: at }),
  fc
    .record({
      userId: who,
      deal,
      occurredAt: at,
      confidence,
      amountMinor: fc.integer({ min: 0, max: 5000 }),
      currency: fc.constantFrom('EUR', 'USD'),
      more: fc.subarray(['u1', 'u2', 'u3']),
    })
    .map(({ userId, more, ...rest }) => ({
      ...rest,
      kind: 'opportunity',
      accountId: company(userId),
      people: [userId, ...more].map((id) => ({ userId: id })),
    })),
  fc
    .record({
      kind: fc.constantFrom('won', 'won', 'lost', 'reopened', 'stage'),
      userId: who,
      deal,
      occurredAt: at,
      amountMinor: fc.integer({ min: 0, max: 5000 }),
      currency: fc.constantFrom('EUR', 'USD'),
    })
    .map(({ userId, ...rest }) => ({ ...rest, accountId: company(userId) })),
);
const journal = fc.array(fields, { minLength: 1, maxLength: 40 }).map((list) =>
  list.map((each, i): Entry => {
    const parsed = parseEntry({ id: `e${String(i).padStart(2, '0')}`, ...each }, { source: 'test' });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    return parsed.value;
  }),
);

it('the four classes add up to the total: deals, wins, revenue and pipeline of each currency', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(journal, (entries) => {
      const { classes, total, deals, handoffs, answers } = funnelOf(entries);
      const parts = Object.values(classes);
      const sum = (read: (part: (typeof parts)[number]) => number): number =>
        parts.reduce((all, part) => all + read(part), 0);
      for (const key of ['deals', 'won', 'lost', 'open', 'wonWithoutAmount'] as const)
        expect(sum((part) => part[key])).toBe(total[key]);
      for (const money of ['revenue', 'pipeline'] as const)
        for (const currency of ['EUR', 'USD'])
          expect(sum((part) => part[money][currency] ?? 0)).toBe(total[money][currency] ?? 0);
      expect(Object.values(answers).reduce((all, n) => all + n, 0)).toBe(handoffs.length);
      for (const each of deals) seen.add(each.class);
    }),
    { numRuns: 400, seed: 7 },
  );
  expect([...seen].sort()).toEqual(['influenced', 'mql-sourced', 'outbound', 'unattributed']);
});

it('the order in which entries are read changes nothing', () => {
  const shuffled = journal.chain((entries) =>
    fc.tuple(
      fc.constant(entries),
      fc.shuffledSubarray(entries, { minLength: entries.length, maxLength: entries.length }),
    ),
  );
  fc.assert(
    fc.property(shuffled, ([entries, others]) => {
      expect(funnelOf(others)).toEqual(funnelOf(entries));
    }),
    { numRuns: 300, seed: 8 },
  );
});

it('other names for people, companies, deals and entries change names alone', () => {
  const renamed = (text: string): string => text.replace(/"(u\d|c\d|d\d|e\d\d)"/g, '"x$1"');
  const plain = (facts: FunnelFacts): unknown => JSON.parse(JSON.stringify(facts).replace(/x([ucde]\d)/g, '$1'));
  fc.assert(
    fc.property(journal, (entries) => {
      expect(plain(funnelOf(JSON.parse(renamed(JSON.stringify(entries))) as Entry[]))).toEqual(
        JSON.parse(JSON.stringify(funnelOf(entries))),
      );
    }),
    { numRuns: 200, seed: 9 },
  );
});

it('a deal is never surer than its people, and what is not sourced has no lead', () => {
  const rank = ['recorded', 'inferred', 'assumed'];
  fc.assert(
    fc.property(journal, (entries) => {
      const { deals } = funnelOf(entries);
      const opened = (id: string) => entries.filter((entry) => entry.kind === 'opportunity' && entry.deal === id);
      for (const found of deals as readonly DealFact[]) {
        expect(found.lead !== undefined).toBe(found.class === 'mql-sourced');
        const own = opened(found.deal).map((entry) => rank.indexOf(entry.confidence ?? 'recorded'));
        expect(rank.indexOf(found.confidence)).toBeGreaterThanOrEqual(Math.min(...own, 2));
      }
    }),
    { numRuns: 200, seed: 10 },
  );
});
