// [K11] Golden row-sets: what became of a hand-off. Each row-set is a folder as somebody would export it.
import { describe, expect, it } from 'vitest';
import { dayOf, factsOf, funnelOf, imported, type Tables } from './imported.ts';

const CONTACTS = 'Id | Email | Company | Created | Status | MQL\n';
const ANN = `${CONTACTS}1 | ann@one.example | 7 | 2024-01-01 | | 2025-03-01`;
const OTHER =
  'Id | Who | Company | Kind | Outcome | Way | Long | Owner | At\n9 | zoe@nine.example | | call | connected | | | Ada | 2025-01-02';

/** Answer, day and confidence of ann's hand-off of the first of March. */
function answer(tables: Tables): string {
  const facts = factsOf({ 'contacts.csv': ANN, ...tables });
  const [found] = facts.handoffs;
  expect(facts.handoffs).toHaveLength(1);
  expect(facts.answers[found?.answer ?? 'unknown']).toBe(1);
  return `${found?.answer} ${dayOf(found?.answeredAt) ?? '-'} ${found?.confidence}`;
}
const talks = (rows: string): Tables => ({ 'talks.csv': `${OTHER}\n${rows}` });
const history = (...rows: string[]): Tables => ({
  'history.csv': `Who | Field | Old | New | By | At\n${rows.map((row) => `ann@one.example | ${row}`).join('\n')}`,
});

describe('[K11] a status with its history', () => {
  it.each([
    ['Lead Status | New | Unqualified | Ada | 2025-03-04', 'rejected 2025-03-04 recorded'],
    ['Lead Status | New | Nurture | Ada | 2025-03-04', 'rejected 2025-03-04 recorded'],
    ['Lead Status | New | Duplicate | Ada | 2025-03-04', 'invalid 2025-03-04 recorded'],
    ['Lead Status | New | Bounced | Ada | 2025-03-04', 'invalid 2025-03-04 recorded'],
    ['Lead Status | New | Test | Ada | 2025-03-04', 'invalid 2025-03-04 recorded'],
    ['Lead Status | New | Job Seeker | Ada | 2025-03-04', 'invalid 2025-03-04 recorded'],
    ['Lead Status | New | Customer | Ada | 2025-03-04', 'invalid 2025-03-04 recorded'],
    ['Lead Status | New | Working - Contacted | Ada | 2025-03-04', 'accepted 2025-03-04 recorded'],
    ['Lead Status | New | Attempted to Contact | Ada | 2025-03-04', 'touched 2025-03-04 recorded'],
    ['hs_lead_status | NEW | IN_PROGRESS | Ada | 2025-03-04', 'accepted 2025-03-04 recorded'],
    ['Lead Status | | Open - Not Contacted | Ada | 2025-03-04', 'unworked - inferred'],
  ])('%s', (row, expected) => {
    expect(answer({ ...history(row), ...talks('') })).toBe(expected);
  });

  it.each([
    [
      'a stage that a sales owner took back',
      'Lifecycle Stage | MQL | Lead | Ada | 2025-03-04',
      'rejected 2025-03-04 inferred',
    ],
    [
      'from further on',
      'lifecyclestage | salesqualifiedlead | marketingqualifiedlead | Ada | 2025-03-04',
      'rejected 2025-03-04 inferred',
    ],
    ['without the stage before', 'lifecyclestage | | lead | Ada | 2025-03-04', 'rejected 2025-03-04 inferred'],
    ['a stage that marketing took back', 'Lifecycle Stage | MQL | Lead | Eve | 2025-03-04', 'unworked - inferred'],
    ['a stage that went on', 'Lifecycle Stage | MQL | SQL | Ada | 2025-03-04', 'accepted 2025-03-04 recorded'],
    ['a stage below', 'Lifecycle Stage | Subscriber | Lead | Ada | 2025-03-04', 'unworked - inferred'],
    ['another field', 'Industry | A | Unqualified | Ada | 2025-03-04', 'unworked - inferred'],
  ])('%s', (_, row, expected) => {
    expect(answer({ ...history(row), ...talks('') })).toBe(expected);
  });

  it('before the hand-off answers nothing', () => {
    expect(answer(history('Lead Status | New | Unqualified | Ada | 2025-02-28'))).toBe('unworked - inferred');
  });
  it('a date of the same day comes after it', () => {
    expect(answer(history('Lead Status | New | Unqualified | Ada | 2025-03-01'))).toBe('rejected 2025-03-01 recorded');
  });
});

describe('[K11] a status without history', () => {
  const status = (word: string, tables: Tables = {}): string =>
    answer({ 'contacts.csv': `${CONTACTS}1 | ann@one.example | 7 | 2024-01-01 | ${word} | 2025-03-01`, ...tables });
  it.each([
    ['Unqualified', 'rejected - recorded'],
    ['Duplicate', 'invalid - recorded'],
    ['Working', 'accepted - recorded'],
    ['Attempted to Contact', 'touched - recorded'],
    ['New', 'unworked - inferred'],
  ])('%s counts in totals, at no time', (word, expected) => {
    expect(status(word)).toBe(expected);
  });
  it('tells no more than its history does', () => {
    expect(status('Unqualified', history('Lead Status | New | Working | Ada | 2025-03-04'))).toBe(
      'accepted 2025-03-04 recorded',
    );
  });
  it('of acceptance gives way to a touch with a time', () => {
    expect(status('Working', talks('1 | ann@one.example | | call | connected | | | Ada | 2025-03-04'))).toBe(
      'accepted 2025-03-04 recorded',
    );
  });
  it('a customer who bought after the hand-off is no invalid one; who had bought before is', () => {
    const won = (opened: string, closed: string): Tables => ({
      'deals.csv': `Deal | Company | Stage | Opened | Closed\nD1 | 7 | Closed Won | ${opened} | ${closed}`,
    });
    expect(status('Customer', won('2025-04-01', '2025-05-01'))).toBe('unworked - inferred');
    expect(status('Customer', won('2024-04-01', '2024-05-01'))).toBe('invalid - recorded');
  });
});

describe('[K11] touches', () => {
  it.each([
    ['a held meeting', '1 | ann@one.example | | meeting | held | | | Ada | 2025-03-04', 'accepted 2025-03-04 recorded'],
    [
      'a meeting of which nobody said how it went',
      '1 | ann@one.example | | meeting | | | | Ada | 2025-03-04',
      'accepted 2025-03-04 inferred',
    ],
    [
      'a connected call',
      '1 | ann@one.example | | call | connected | | | Ada | 2025-03-04',
      'accepted 2025-03-04 recorded',
    ],
    [
      'a received call that was answered',
      '1 | ann@one.example | | call | connected | inbound | | Ada | 2025-03-04',
      'accepted 2025-03-04 recorded',
    ],
    ['a call with its company', '1 | | 7 | call | connected | | | Ada | 2025-03-04', 'accepted 2025-03-04 recorded'],
    [
      'outbound mail alone',
      '1 | ann@one.example | | email | | outbound | | Ada | 2025-03-04',
      'touched 2025-03-04 recorded',
    ],
    [
      'an unanswered call accepts nothing',
      '1 | ann@one.example | | call | no answer | | | Ada | 2025-03-04',
      'touched 2025-03-04 recorded',
    ],
    [
      'a no-show accepts nothing',
      '1 | ann@one.example | | meeting | no show | | | Ada | 2025-03-04',
      'unworked - inferred',
    ],
    [
      'mail received accepts nothing',
      '1 | ann@one.example | | email | | inbound | | Ada | 2025-03-04',
      'unworked - inferred',
    ],
    [
      'a call of somebody who does not sell',
      '1 | ann@one.example | | call | connected | | | Eve | 2025-03-04',
      'unworked - inferred',
    ],
    [
      'a call before the hand-off',
      '1 | ann@one.example | | call | connected | | | Ada | 2025-02-27',
      'unworked - inferred',
    ],
  ])('%s', (_, row, expected) => {
    expect(answer(talks(row))).toBe(expected);
  });

  it('a mapped first conversation after the hand-off accepts it', () => {
    const contacts =
      'Id | Email | Company | Created | MQL | Talked\n1 | ann@one.example | 7 | 2024-01-01 | 2025-03-01 |';
    expect(answer({ 'contacts.csv': `${contacts} 2025-03-09` })).toBe('accepted 2025-03-09 recorded');
    expect(answer({ 'contacts.csv': `${contacts} 2025-02-09` })).toBe('unknown - assumed');
  });
});

describe('[K11] several answers', () => {
  it('of one instant: rejected and invalid beat accepted, accepted beats touched', () => {
    const at = '2025-03-04 09:00';
    const call = talks(`1 | ann@one.example | | call | connected | | | Ada | ${at}`);
    expect(answer({ ...call, ...history(`Lead Status | | Bad Fit | Ada | ${at}`) })).toBe(
      'rejected 2025-03-04 recorded',
    );
    expect(answer({ ...call, ...history(`Lead Status | | Spam | Ada | ${at}`) })).toBe('invalid 2025-03-04 recorded');
    expect(answer({ ...call, ...history(`Lead Status | | Attempted | Ada | ${at}`) })).toBe(
      'accepted 2025-03-04 recorded',
    );
  });
  it('a rejection closes the hand-off, before or after an acceptance; mail is a touch only alone', () => {
    const [work, reject] = ['Lead Status | | Working | Ada | 2025-03-04', 'Lead Status | | Bad Fit | Ada | 2025-03-06'];
    expect(answer(history(work, reject))).toBe('rejected 2025-03-06 recorded');
    expect(answer(history(reject, 'Lead Status | | Working | Ada | 2025-03-08'))).toBe('rejected 2025-03-06 recorded');
    const mail = talks('1 | ann@one.example | | email | | outbound | | Ada | 2025-03-02');
    expect(answer({ ...mail, ...history(work) })).toBe('accepted 2025-03-04 recorded');
  });
});

it('[K11] without statuses and activities anywhere it is unknown, never unworked', () => {
  expect(answer({})).toBe('unknown - assumed');
  expect(answer(talks(''))).toBe('unworked - inferred');
});

it('[K11] a merged lead has the answers of both', () => {
  const { entries } = imported({
    'contacts.csv': ANN,
    ...talks('1 | old@one.example | | call | connected | | | Ada | 2025-03-04'),
  });
  const at = Date.UTC(2025, 5, 1);
  const merge = {
    kind: 'merge',
    id: 'm',
    source: 'crm',
    userId: '1',
    from: { email: 'old@one.example' },
    occurredAt: at,
    knownAt: at,
  } as const;
  expect(funnelOf(entries).handoffs).toMatchObject([{ answer: 'unworked' }]);
  expect(funnelOf([...entries, merge]).handoffs).toMatchObject([{ answer: 'accepted' }]);
  const unmerge = {
    kind: 'unmerge',
    id: 'u',
    source: 'crm',
    userId: '1',
    link: { source: 'crm', id: 'm' },
    occurredAt: at + 1,
    knownAt: at + 1,
  } as const;
  expect(funnelOf([unmerge, ...entries, merge]).handoffs).toMatchObject([{ answer: 'unworked' }]);
});
