// [K12] Golden row-sets: campaign members who responded, and loads of many in one minute.
import { describe, expect, it } from 'vitest';
import { factsOf, imported, type Tables } from './imported.ts';

const HEAD = 'Id | Who | Campaign | Status | Added | Began | At\n';
const many = (n: number, row: (i: number) => string): string => Array.from({ length: n }, (_, i) => row(i)).join('\n');
const members = (rows: string) => imported({ 'members.csv': HEAD + rows });
const told = ({ entries }: ReturnType<typeof members>): string[] => [
  ...new Set(
    entries.map((entry) => {
      const bulk = 'bulk' in entry && entry.bulk === true ? ' bulk' : '';
      return `${new Date(entry.occurredAt).toISOString().slice(0, 16)} ${entry.rule} ${entry.confidence}${bulk}`;
    }),
  ),
];

describe('[K12] campaign members', () => {
  it('are signals when they responded, at that date; "sent" is none', () => {
    const found = members(
      '1 | a@one.example | Fair | Attended | | | 2025-03-01 10:00\n2 | b@one.example | Fair | Sent | | | 2025-03-01 10:00',
    );
    expect(told(found)).toEqual(['2025-03-01T10:00 K12 recorded']);
    expect(found.reasons).toEqual(['not responded']);
  });

  const load = (n: number, at: (i: number) => string, more: (i: number) => string = () => '2025-02-20 | ') =>
    told(members(many(n, (i) => `${i} | p${i}@one.example | Fair | Attended | ${at(i)} | ${more(i)}`)));

  it('of whom more than 50 were created in one calendar minute count from the start of the campaign, assumed', () => {
    expect(load(51, (i) => `2025-03-01 10:00:${String(i).padStart(2, '0')}`)).toEqual([
      '2025-02-20T00:00 K12 assumed bulk',
    ]);
  });
  it('of whom 50 were: at their own date', () => {
    expect(
      load(
        50,
        (i) => `2025-03-01 10:00:${String(i).padStart(2, '0')}`,
        () => '2025-02-20 | 2025-03-01 10:00',
      ),
    ).toEqual(['2025-03-01T10:00 K12 recorded']);
  });
  it('of whom 51 were in two minutes: at their own date', () => {
    const own = load(
      51,
      (i) => `2025-03-01 10:0${i % 2}`,
      (i) => `2025-02-20 | 2025-03-01 10:0${i % 2}`,
    );
    expect(own).toEqual(['2025-03-01T10:00 K12 recorded', '2025-03-01T10:01 K12 recorded']);
  });
  it('of two campaigns are two loads', () => {
    const found = members(
      many(60, (i) => `${i} | p${i}@one.example | ${i % 2 ? 'Fair' : 'Webinar'} | Attended | | | 2025-03-01 10:00`),
    );
    expect(told(found)).toEqual(['2025-03-01T10:00 K12 recorded']);
  });
  it('with dates alone show no minute', () => {
    expect(
      load(
        60,
        () => '',
        () => '| 2025-03-01',
      ),
    ).toEqual(['2025-03-01T00:00 K12 recorded']);
  });
  it('who responded later than they were loaded did so by themselves', () => {
    expect(
      load(
        51,
        () => '2025-03-01 10:00',
        () => '2025-02-20 | 2025-03-05 08:30',
      ),
    ).toEqual(['2025-03-05T08:30 K12 recorded']);
  });
  it('without a start count from the load itself', () => {
    expect(
      load(
        51,
        () => '2025-03-01 10:00',
        () => '| ',
      ),
    ).toEqual(['2025-03-01T10:00 K12 assumed bulk']);
  });
});

it('[K12] what contacts did who were loaded together has no instant of its own', () => {
  const contacts = (n: number) => {
    const rows = many(
      n,
      (i) => `${i} | p${i}@one.example | 2025-03-01 10:00:${String(i).padStart(2, '0')} | Registered`,
    );
    return imported({ 'contacts.csv': `Id | Email | Created | Did\n${rows}` }).entries.filter(
      ({ kind }) => kind === 'track',
    );
  };
  expect(contacts(51).every((entry) => 'bulk' in entry && entry.bulk === true && entry.confidence === 'assumed')).toBe(
    true,
  );
  expect(contacts(50).some((entry) => 'bulk' in entry)).toBe(false);
});

describe('[K12] bulk loads count in none of K5, K7 and K8', () => {
  const deal = 'Deal | Company | Type | Opened\nD1 | 7 | New Business | 2025-06-01';
  const contacts = 'Id | Email | Company | Created | MQL\n1 | p1@one.example | 7 | 2024-01-01 |';
  const load = (n: number): Tables => ({
    'members.csv': HEAD + many(n, (i) => `${i} | p${i}@one.example | Fair | Attended | | | 2025-03-01 10:00`),
  });
  const people = (n: number): number => {
    const { entries } = imported({ 'deals.csv': deal, 'contacts.csv': contacts, ...load(n) });
    const opening = entries.find(({ kind }) => kind === 'opportunity');
    return opening?.kind === 'opportunity' ? (opening.people ?? []).length : -1;
  };
  it('[K5] they name nobody for a deal', () => {
    expect([people(50), people(51)]).toEqual([1, 0]);
  });
  it('[K7] they precede no outreach and tell no source', () => {
    const around: Tables = {
      'deals.csv': deal,
      'roles.csv': 'Deal | Contact\nD1 | p1@one.example',
      'contacts.csv': contacts,
      'talks.csv': 'Id | Who | Kind | Way | Owner | At\n1 | p1@one.example | email | outbound | Ada | 2025-04-01',
    };
    const named = (n: number) => factsOf({ ...around, ...load(n) }).deals[0]?.class;
    expect([named(50), named(51)]).toEqual(['unattributed', 'outbound']);
    const sourced = { ...around, 'contacts.csv': contacts.replace('2024-01-01 |', '2024-01-01 | 2025-05-01') };
    const sources = (n: number) => factsOf({ ...sourced, ...load(n) }).deals[0]?.sources;
    expect([sources(50), sources(51)]).toEqual([{ first: 'Fair', last: 'Fair' }, {}]);
  });
});
