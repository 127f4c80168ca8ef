// [K7] Golden row-sets: who brought a deal. Each row-set is a folder as somebody would export it; each expectation a fact.
import { describe, expect, it } from 'vitest';
import { factsOf, type Tables } from './imported.ts';

const ROLES = 'Deal | Contact\nD1 | ann@one.example';
const CONTACTS = 'Id | Email | Company | Created | Source | MQL\n';
const TALKS = 'Id | Who | Kind | Outcome | Way | Owner | At\n';
const VISITS = 'Who | Name | Path | From | Referrer | At\n';

/** One deal of one contact, created on the first of June. */
function deal(tables: Tables, row = 'D1 | 7 | Demo | New Business | 100 | 2025-06-01 |') {
  const facts = factsOf({
    'deals.csv': `Deal | Company | Stage | Type | Amount | Opened | Closed\n${row}`,
    'roles.csv': ROLES,
    ...tables,
  });
  const [found] = facts.deals;
  if (found === undefined) throw new Error('no deal');
  return { ...found, facts };
}
const mql = (at: string, created = '2024-01-01'): Tables => ({
  'contacts.csv': `${CONTACTS}1 | ann@one.example | 7 | ${created} | | ${at}`,
});

describe('[K7] mql-sourced', () => {
  it('a hand-off of a linked lead before the creation sources the deal, and names the lead', () => {
    expect(deal(mql('2025-03-01 10:00'))).toMatchObject({
      class: 'mql-sourced',
      lead: 'user:1',
      rule: 'K7',
      confidence: 'recorded',
    });
  });

  it.each([
    ['180 days before', '2024-12-03 00:00', 'mql-sourced'],
    ['181 days before', '2024-12-02 00:00', 'unattributed'],
    ['a minute after', '2025-06-01 00:01', 'influenced'],
    ['a date of the same day: the hand-off is first (K1)', '2025-06-01', 'mql-sourced'],
    ['the day after', '2025-06-02', 'influenced'],
  ])('%s the creation', (_, at, expected) => {
    expect(deal(mql(at)).class).toBe(expected);
  });

  it('the latest hand-off takes all', () => {
    const facts = deal({
      'roles.csv': `${ROLES}\nD1 | bob@one.example`,
      'contacts.csv': `${CONTACTS}1 | ann@one.example | 7 | 2024-01-01 | | 2025-03-01\n2 | bob@one.example | 7 | 2024-01-01 | | 2025-04-01`,
    });
    expect(facts.lead).toBe('user:2');
  });

  it('people who came more than an hour after the deal source nothing, and may influence', () => {
    const late = { 'roles.csv': 'Deal | Contact | Since\nD1 | ann@one.example | 2025-06-01 01:01' };
    expect(deal({ ...mql('2025-03-01'), ...late }).class).toBe('unattributed');
    expect(deal({ ...mql('2025-06-03'), ...late }).class).toBe('influenced');
  });

  it('a lead of another company sources nothing', () => {
    const others = {
      'contacts.csv': `${CONTACTS}1 | ann@one.example | 7 | 2024-01-01 | | \n2 | cy@two.example | 8 | 2024-01-01 | | 2025-03-01`,
    };
    expect(deal(others).class).toBe('unattributed');
  });
});

describe('[K7] rejected by then', () => {
  const history = (rows: string): Tables => ({ 'history.csv': `Who | Field | Old | New | By | At\n${rows}` });
  it.each([
    [
      'rejected before the creation',
      'ann@one.example | Lead Status | New | Unqualified | Ada | 2025-05-01',
      'unattributed',
    ],
    [
      'invalid before the creation',
      'ann@one.example | Lead Status | New | Duplicate | Ada | 2025-05-01',
      'unattributed',
    ],
    [
      'rejected after the creation',
      'ann@one.example | Lead Status | New | Unqualified | Ada | 2025-06-05',
      'mql-sourced',
    ],
    ['accepted', 'ann@one.example | Lead Status | New | Working | Ada | 2025-05-01', 'mql-sourced'],
  ])('%s', (_, row, expected) => {
    expect(deal({ ...mql('2025-03-01'), ...history(row) }).class).toBe(expected);
  });

  it('at an unknown time: not by then', () => {
    const contacts = `Id | Email | Company | Created | Status | MQL\n1 | ann@one.example | 7 | 2024-01-01 | Unqualified | 2025-03-01`;
    const found = deal({ 'contacts.csv': contacts });
    expect(found.class).toBe('mql-sourced');
    expect(found.facts.handoffs).toMatchObject([{ answer: 'rejected' }]);
  });
});

describe('[K7] influenced', () => {
  const meeting = (outcome: string, at: string): Tables => ({
    'talks.csv': `${TALKS}1 | ann@one.example | meeting | ${outcome} | | Ada | ${at}`,
  });

  it('a hand-off after a recorded conversation is displaced', () => {
    expect(deal({ ...mql('2025-05-10'), ...meeting('held', '2025-05-01 10:00') })).toMatchObject({
      class: 'influenced',
      confidence: 'recorded',
    });
  });
  it('after an inferred one too, and is no surer than it', () => {
    expect(deal({ ...mql('2025-05-10'), ...meeting('', '2025-05-01 10:00') })).toMatchObject({
      class: 'influenced',
      confidence: 'inferred',
    });
  });
  it('a conversation after the hand-off displaces nothing', () => {
    expect(deal({ ...mql('2025-05-01'), ...meeting('held', '2025-05-10 10:00') }).class).toBe('mql-sourced');
  });
  it('an assumed conversation displaces nothing, and leaves the class as sure as its people', () => {
    // Without any talk the conversation is assumed a week before the deal; the hand-off lies between.
    expect(deal(mql('2025-05-28'))).toMatchObject({ class: 'mql-sourced', confidence: 'recorded' });
  });
  it('people who were inferred make the class inferred', () => {
    const found = deal({ 'roles.csv': 'Deal | Contact\nD9 | x@nine.example', ...mql('2025-05-01') });
    expect(found).toMatchObject({ class: 'mql-sourced', confidence: 'inferred' });
  });
  it('up to its closing, not after', () => {
    const closed = 'D1 | 7 | Closed Won | New Business | 100 | 2025-06-01 | 2025-07-01';
    expect(deal(mql('2025-06-30'), closed).class).toBe('influenced');
    expect(deal(mql('2025-07-02'), closed).class).toBe('unattributed');
  });
});

describe('[K7] outbound', () => {
  const outreach = (row: string): Tables => ({ 'talks.csv': `${TALKS}${row}` });
  const visit = (rows: string): Tables => ({ 'visits.csv': `${VISITS}${rows}` });
  const mail = outreach('1 | ann@one.example | email | | outbound | Ada | 2025-04-01 09:00');

  it.each([
    ['an outbound mail', '1 | ann@one.example | email | | outbound | Ada | 2025-04-01', 'outbound'],
    ['a step of a sequence', '1 | ann@one.example | email | sequence | outbound | Ada | 2025-04-01', 'outbound'],
    ['a call not marked inbound', '1 | ann@one.example | call | no answer | | Ada | 2025-04-01', 'outbound'],
    ['a call marked inbound', '1 | ann@one.example | call | no answer | inbound | Ada | 2025-04-01', 'unattributed'],
    [
      'a mail of somebody who does not sell',
      '1 | ann@one.example | email | | outbound | Eve | 2025-04-01',
      'unattributed',
    ],
    ['a mail to somebody else', '1 | cy@one.example | email | | outbound | Ada | 2025-04-01', 'unattributed'],
    ['a mail 181 days before', '1 | ann@one.example | email | | outbound | Ada | 2024-12-02', 'unattributed'],
    ['a mail after the creation', '1 | ann@one.example | email | | outbound | Ada | 2025-06-02', 'unattributed'],
    ['a task', '1 | ann@one.example | task | done | | Ada | 2025-04-01', 'unattributed'],
  ])('%s', (_, row, expected) => {
    expect(deal(outreach(row)).class).toBe(expected);
  });

  it.each([
    ['behaviour before it', 'ann@one.example | Visited | /pricing | | | 2025-03-31 09:00', 'unattributed'],
    ['behaviour after it', 'ann@one.example | Visited | /pricing | | | 2025-04-02 09:00', 'outbound'],
    ['behaviour at its very instant', 'ann@one.example | Visited | /pricing | | | 2025-04-01 09:00', 'unattributed'],
    ['behaviour before the 180 days', 'ann@one.example | Visited | /pricing | | | 2024-11-01 09:00', 'outbound'],
    ['a mail opened before it', 'ann@one.example | Email Opened | | | | 2025-03-31 09:00', 'outbound'],
    ['what others did before it', 'cy@one.example | Visited | /pricing | | | 2025-03-31 09:00', 'outbound'],
  ])('with %s', (_, row, expected) => {
    expect(deal({ ...mail, ...visit(row) }).class).toBe(expected);
  });

  it('gives way to a hand-off that could source it, not to one that could not', () => {
    expect(deal({ ...mail, ...mql('2025-05-01') }).class).toBe('mql-sourced');
    expect(deal({ ...mail, ...mql('2024-11-01') }).class).toBe('outbound');
  });
});

describe('[K7] the four sources of the sourcing lead', () => {
  const visits = `${VISITS}ann@one.example | Visited | /a | | | 2025-01-01 09:00
ann@one.example | Visited | /b | google | https://www.bing.example/x | 2025-01-02 09:00
ann@one.example | Visited | /c | | https://www.news.example/post | 2025-05-01 09:00
ann@one.example | Email Opened | | mailing | | 2025-05-02 09:00
ann@one.example | Visited | /d | late | | 2025-06-02 09:00`;

  it('first with a source, creating as the CRM says, last before the creation; a legacy hand-off has no triggering', () => {
    const contacts = `${CONTACTS}1 | ann@one.example | 7 | 2025-01-01 | Trade Show | 2025-03-01`;
    expect(deal({ 'contacts.csv': contacts, 'visits.csv': visits }).sources).toEqual({
      first: 'google',
      creating: 'Trade Show',
      last: 'news.example',
    });
  });

  it.each([
    ['within a minute of its creation', '2025-01-02 09:01:00', 'google'],
    ['more than a minute off', '2025-01-02 09:01:01', undefined],
  ])('creating without the field: of the first entry %s', (_, created, expected) => {
    const contacts = `${CONTACTS}1 | ann@one.example | 7 | ${created} | | 2025-03-01`;
    const one = `${VISITS}ann@one.example | Visited | /b | google | | 2025-01-02 09:00`;
    expect(deal({ 'contacts.csv': contacts, 'visits.csv': one }).sources?.creating).toBe(expected);
  });
});
