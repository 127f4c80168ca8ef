// [K9] Golden row-sets: when an open deal stalls, and what ends it.
import { describe, expect, it } from 'vitest';
import { dayOf, factsOf, type Tables } from './imported.ts';

const TALKS = 'Id | Who | Company | Kind | Outcome | Owner | At\n';
/** A call with another company: the folder has activities. */
const SOME = `${TALKS}9 | | 99 | call | connected | Ada | 2024-01-02`;

function stalled(tables: Tables = {}, deals = '', row = 'D1 | 7 | Demo | 2025-01-01 | |') {
  const facts = factsOf({
    'deals.csv': `Deal | Company | Stage | Opened | Closed | Reason\n${row}${deals}`,
    'talks.csv': SOME,
    // The newest instant of the folder: now.
    'visits.csv': 'Who | Name | At\nzoe@nine.example | Visited | 2025-12-31',
    ...tables,
  });
  const found = facts.deals.find(({ deal }) => deal === 'D1')?.stalled;
  return found && `${dayOf(found.since) ?? '-'} ${found.rule} ${found.confidence}`;
}
const stages = (rows: string): Tables => ({ 'stages.csv': `Deal | Stage | At\n${rows}` });
const talk = (at: string): Tables => ({ 'talks.csv': `${SOME}\n1 | | 7 | call | connected | Ada | ${at}` });
/** Wins of other companies, each so many days after its creation. */
const wins = (days: readonly number[]): string =>
  days
    .map(
      (n, i) =>
        `\nX${i} | c${i} | Closed Won | 2024-01-01 00:00 | ${new Date(Date.UTC(2024, 0, 1 + n)).toISOString()} |`,
    )
    .join('');

describe('[K9] an open deal stalls', () => {
  it('after 120 days with fewer than 20 wins, left alone for 45', () => {
    expect(stalled()).toBe('2025-05-01 K9 inferred');
  });
  it('after the 90th percentile of creation → won of 20 wins, by nearest rank', () => {
    const twenty = Array.from({ length: 20 }, (_, i) => (i + 1) * 10);
    expect(stalled({}, wins(twenty))).toBe(`${dayOf(Date.UTC(2025, 0, 1 + 180))} K9 inferred`);
    expect(stalled({}, wins(twenty.slice(1)))).toBe('2025-05-01 K9 inferred');
  });
  it('not before it was left alone: sales activity with its company and changes of stage keep it alive', () => {
    expect(stalled(talk('2025-04-20 00:00'))).toBe('2025-06-04 K9 inferred');
    expect(stalled(stages('D1 | Demo | 2025-01-01\nD1 | Quote | 2025-04-20 00:00'))).toBe('2025-06-04 K9 inferred');
  });
  it('and stays so though somebody calls again; a change of stage ends it', () => {
    expect(stalled(talk('2025-07-01'))).toBe('2025-05-01 K9 inferred');
    expect(stalled(stages('D1 | Demo | 2025-01-01\nD1 | Quote | 2025-12-01'))).toBeUndefined();
    expect(stalled(stages('D1 | Demo | 2025-01-01\nD1 | Quote | 2025-07-01'))).toBe('2025-08-15 K9 inferred');
  });
  it('by age alone, assumed, where the folder has no calls, meetings or mails of sales', () => {
    expect(stalled({ 'talks.csv': TALKS })).toBe('2025-05-01 K9 assumed');
    expect(stalled({ 'talks.csv': `${TALKS}9 | | 99 | call | connected | Eve | 2024-01-02` })).toBe(
      '2025-05-01 K9 assumed',
    );
  });
  it('not while it is young, and not when it is won', () => {
    expect(stalled({}, '', 'D1 | 7 | Demo | 2025-09-15 | |')).toBeUndefined();
    expect(stalled({}, '', 'D1 | 7 | Closed Won | 2025-01-01 | 2025-12-01 |')).toBeUndefined();
  });
});

describe('[K9] a loss', () => {
  const lost = (reason: string): string => `D1 | 7 | Closed Lost | 2025-01-01 | 2025-02-01 | ${reason}`;
  it.each([
    ['Went dark', '- K9 recorded'],
    ['No decision', '- K9 recorded'],
    ['Price', undefined],
    ['', undefined],
  ])('with the reason "%s"', (reason, expected) => {
    expect(stalled({}, '', lost(reason))).toBe(expected);
  });
  it('stays a loss', () => {
    const facts = factsOf({ 'deals.csv': `Deal | Company | Stage | Opened | Closed | Reason\n${lost('Went dark')}` });
    expect(facts.deals).toMatchObject([{ state: 'lost' }]);
    expect(facts.total.lost).toBe(1);
  });
});
