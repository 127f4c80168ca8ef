import { describe, expect, it } from 'vitest';
import type { Entry } from '../../journal/entry.ts';
import { FolderFacts } from '../facts/folder-facts.ts';
import type { Mapping } from '../mapping/mapping.ts';
import { parseMapping } from '../mapping/parse-mapping.ts';
import { columnOrders } from './date-orders.ts';
import { FileRows } from './file-rows.ts';
import { NewestRecords } from './newest-records.ts';
import type { RowOutcome } from './row-outcome.ts';

const NOW = Date.UTC(2026, 0, 1);
const at = (text: string): number => Date.parse(text);

function mappingOf(text: string): Mapping {
  const parsed = parseMapping(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

/** Outcomes of the rows of one CSV text without quotes. */
function outcomes(mapping: Mapping, file: string, csv: string): RowOutcome[] {
  const mapped = mapping.files.find((each) => each.file === file);
  if (mapped === undefined) throw new Error(file);
  const [header = [], ...rows] = csv
    .trim()
    .split('\n')
    .map((line) => line.split(';'));
  const { orders } = columnOrders(mapped, header, rows, mapping.answers);
  const reading = { answers: mapping.answers, orders, now: mapping.answers.exportedAt ?? NOW };
  const newest = NewestRecords.isNeeded(mapped) ? new NewestRecords(mapped, header, reading) : undefined;
  for (const [i, cells] of rows.entries()) newest?.see(cells, i + 2);
  const reader = new FileRows(mapped, header, reading, new FolderFacts(mapping.answers, reading.now), newest);
  return rows.map((cells, i) => reader.take(cells, i + 2));
}
const entries = (found: readonly RowOutcome[]): Entry[] =>
  found.flatMap((each) => (each.verdict === 'imported' && each.as === 'accepted' ? each.entries : []));
const told = (found: readonly RowOutcome[]): string[] =>
  found.map((each) => {
    if (each.verdict === 'refused') return each.problems.map(({ code }) => code).join(' ');
    return each.verdict === 'left out' ? each.reason : each.as;
  });

const mapping = mappingOf(`
answers: { zone: Europe/Berlin, dateOrder: day first, currency: EUR, exportedAt: 2025-12-31, salesOwners: [Ada, team-ae] }
files:
  contacts.csv:
    rows: leads
    id: Record ID
    columns:
      Email: lead.email
      Job Title: lead.title
      Employees: account.employees
      Created: occurredAt
      Pageviews: { to: lead.pageviews, known: export }
      Lead Status: lead.status
      MQL: { fact: legacy-mql }
  tracked.csv:
    rows: events
    columns: { Who: userId, Event: name, Page: path, At: occurredAt }
  visits.csv:
    rows: events
    columns: { Who: userId, Page: path, At: occurredAt }
  clicks.csv:
    rows: events
    id: Click
    columns: { Who: userId, At: occurredAt }
    set: { name: Clicked }
  people.csv:
    rows: leads
    columns: { Email: lead.email, Created: occurredAt, Changed: modifiedAt, Title: lead.title }
  activities.csv:
    rows: activities
    id: Id
    columns: { Who: userId, Kind: activity, Way: direction, Outcome: outcome, Long: seconds, Owner: owner, At: occurredAt }
  spend.csv:
    rows: spend
    columns: { From: from, To: until, Campaign: campaign.name, Cost: amount, Currency: currency }
  members.csv:
    rows: members
    columns: { Who: email, Campaign: campaign.name, Status: status, Date: occurredAt }
  answers.csv:
    rows: dispositions
    columns: { Who: userId, Answer: { to: answer, values: { Tyre kicker: rejected } }, Why: reason, At: occurredAt }
  plans.csv:
    rows: subscriptions
    id: Plan
    columns: { Who: userId, Since: occurredAt, Until: cancelledAt, Price: amount }
`);

describe('rows of records', () => {
  const header = 'Record ID;Email;Job Title;Employees;Created;Pageviews;Lead Status;MQL';

  it('[K2] a lead is described since its creation as assumed, and as of the export where the export shows its own day only', () => {
    const found = entries(
      outcomes(mapping, 'contacts.csv', `${header}\n17;Ada@One.Example;CFO;1,250;01.03.2025;42;Open;`),
    );
    expect(found).toEqual([
      {
        kind: 'identify',
        source: 'contacts',
        id: 'contacts.csv:17',
        userId: '17',
        email: 'ada@one.example',
        occurredAt: at('2025-02-28T23:00:00Z'),
        knownAt: at('2025-02-28T23:00:00Z'),
        lead: { email: 'ada@one.example', title: 'CFO', seniority: 'c-level', function: 'finance' },
        account: { employees: 1250 },
        rule: 'K2',
        confidence: 'assumed',
      },
      expect.objectContaining({
        id: 'contacts.csv:17:export',
        occurredAt: at('2025-12-31T22:59:59Z'),
        lead: { pageviews: 42, status: 'Open' },
        confidence: 'recorded',
      }),
    ]);
  });

  it('[K3] an MQL date is a hand-off by the rule of before', () => {
    const found = entries(outcomes(mapping, 'contacts.csv', `${header}\n17;;;;01.03.2025;;;05.03.2025`));
    expect(found[1]).toMatchObject({
      kind: 'handed',
      definition: 'legacy',
      occurredAt: at('2025-03-04T23:00:00Z'),
      rule: 'K3',
    });
  });

  it('[K0] refuses a row with neither id nor e-mail, and single cells alone', () => {
    const found = outcomes(
      mapping,
      'contacts.csv',
      `${header}\n;;CFO;;01.03.2025\n;x@one.example;;11-50;01.03.2025\n1;nobody;;;01.03.2025\n2;;;;soon\n1.2E+11;;;;01.03.2025`,
    );
    expect(told(found)).toEqual(['import-empty-row', 'accepted', 'accepted', 'import-bad-date', 'import-damaged-id']);
    expect(found.map((each) => (each.verdict === 'imported' ? each.bad.map(({ column }) => column) : []))).toEqual([
      [],
      ['Employees'],
      ['Email'],
      [],
      [],
    ]);
    expect(entries(found)[0]).toMatchObject({ email: 'x@one.example', id: 'contacts.csv:x@one.example' });
  });

  it('[K0] rows with one id, else one e-mail, are one record: the newest modified counts, else the first', () => {
    const twice = outcomes(mapping, 'contacts.csv', `${header}\n1;;CFO;;01.03.2025\n1;;CEO;;01.03.2025`);
    expect(told(twice)).toEqual(['accepted', 'same record']);
    const found = outcomes(
      mapping,
      'people.csv',
      'Email;Created;Changed;Title\na@b.example;1.3.2025;1.4.2025;CFO\n A@b.example ;1.3.2025;2.4.2025;CEO\na@b.example;1.3.2025;1.5.2024;COO',
    );
    expect(told(found)).toEqual(['same record', 'accepted', 'same record']);
    expect(entries(found)[0]).toMatchObject({ lead: { title: 'CEO' } });
  });

  it('refuses what lies in the future of the export', () => {
    expect(told(outcomes(mapping, 'contacts.csv', `${header}\n1;;;;01.03.2026`))).toEqual(['import-in-future']);
  });

  it('takes cells that are missing at the end as blank, and refuses a row with too many', () => {
    expect(
      told(
        outcomes(mapping, 'contacts.csv', `${header}\n1;;;;01.03.2025\n2;;;;01.03.2025;;;;extra\n3;;;;01.03.2025;;;;`),
      ),
    ).toEqual(['accepted', 'import-too-many-cells', 'accepted']);
  });
});

describe('rows of what people did', () => {
  it('a page is known by its path; equal rows without an id stay apart', () => {
    const found = entries(
      outcomes(mapping, 'visits.csv', 'Who;Page;At\n17;/pricing;2025-03-01 10:00\n17;/pricing;2025-03-01 10:00'),
    );
    expect(found[0]).toMatchObject({
      kind: 'page',
      path: '/pricing',
      userId: '17',
      occurredAt: at('2025-03-01T09:00:00Z'),
    });
    expect(found[1]?.id).toBe(`${found[0]?.id}#2`);
  });

  it('an event that is called a page view, and has a page, is one', () => {
    const rows =
      'Who;Event;Page;At\n17;Page Viewed;/pricing;2025-03-01 10:00\n17;Demo Requested;/demo;2025-03-01 11:00\n17;$pageview;;2025-03-01 12:00';
    expect(entries(outcomes(mapping, 'tracked.csv', rows)).map(({ kind }) => kind)).toEqual(['page', 'track', 'track']);
  });

  it('[K0] of one id the first content counts: the same again is a duplicate, another a conflict', () => {
    expect(
      told(outcomes(mapping, 'clicks.csv', 'Click;Who;At\n1;17;2025-03-01\n1;17;2025-03-01\n1;18;2025-03-01')),
    ).toEqual(['accepted', 'duplicate', 'conflict']);
  });

  it('[K0] a row whose date cannot be read is refused, with place and remedy', () => {
    const [found] = outcomes(mapping, 'visits.csv', 'Who;Page;At\n17;/pricing;yesterday');
    expect(found).toMatchObject({
      verdict: 'refused',
      problems: [{ code: 'import-bad-date', place: { file: 'visits.csv', line: 2 }, hint: expect.any(String) }],
    });
  });

  it('[K0] a day above 12 settles the order of its column, whatever is answered for the others', () => {
    const found = entries(outcomes(mapping, 'visits.csv', 'Who;Page;At\n1;/a;03/04/2025\n1;/a;12/25/2025'));
    expect(found.map(({ occurredAt }) => new Date(occurredAt).toISOString().slice(0, 10))).toEqual([
      '2025-03-03',
      '2025-12-24',
    ]);
  });

  it('[K12] a member of a campaign is a signal when they responded; sent is none', () => {
    const found = outcomes(
      mapping,
      'members.csv',
      'Who;Campaign;Status;Date\na@b.example;Expo;Attended;1.3.2025\na@b.example;Expo;Sent;1.3.2025\na@b.example;Expo;;1.3.2025',
    );
    expect(told(found)).toEqual(['accepted', 'not responded', 'import-empty-row']);
    expect(entries(found)[0]).toMatchObject({
      kind: 'track',
      name: 'Campaign Responded',
      campaign: { name: 'Expo' },
      properties: { status: 'Attended' },
      rule: 'K12',
    });
  });

  it('[B4] a subscription starts, and ends where the row says so; a planned end is none yet', () => {
    const found = outcomes(
      mapping,
      'plans.csv',
      'Plan;Who;Since;Until;Price\nS1;1;1.3.2025;1.6.2025;49\nS2;1;1.3.2025;1.6.2026;49\nS3;1;;;49',
    );
    expect(told(found)).toEqual(['accepted', 'accepted', 'import-empty-row']);
    expect(
      entries(found).map(
        (entry) =>
          entry.kind === 'subscription' && [entry.subscription, entry.change, entry.amountMinor, entry.currency],
      ),
    ).toEqual([
      ['S1', 'started', 4900, 'EUR'],
      ['S1', 'cancelled', 4900, 'EUR'],
      ['S2', 'started', 4900, 'EUR'],
    ]);
  });
});

describe('rows of sales', () => {
  const header = 'Id;Who;Kind;Way;Outcome;Long;Owner;At';
  const activity = (row: string): string | undefined => {
    const found = outcomes(mapping, 'activities.csv', `${header}\n${row}`);
    const [entry] = entries(found);
    return entry === undefined
      ? told(found)[0]
      : `${entry.kind}${entry.kind === 'track' ? ` ${entry.name}` : ''}${entry.kind === 'touch' ? ` ${entry.channel}` : ''}`;
  };

  it.each([
    ['[K6] a held meeting', '1;17;Meeting;;Completed;;Ada;1.3.2025', 'meeting'],
    ['[K6] a meeting without outcome', '1;17;Meeting;;;;Ada;1.3.2025', 'meeting'],
    ['[K6] a cancelled meeting', '1;17;Meeting;;CANCELED;;Ada;1.3.2025', 'cancelled'],
    ['[K6] a no-show', '1;17;Meeting;;No Show;;Ada;1.3.2025', 'no-show'],
    ['[K6] a rescheduled meeting', '1;17;Meeting;;Rescheduled;;Ada;1.3.2025', 'rescheduled'],
    ['[K6] a meeting next month', '1;17;Meeting;;Scheduled;;Ada;1.2.2026', 'planned'],
    ["[K6] a support owner's meeting", '1;17;Meeting;;Held;;Eve;1.3.2025', 'not of sales'],
    ['[K6] a meeting of nobody', '1;17;Meeting;;Held;;;1.3.2025', 'not of sales'],
    ['[K6] a call', '1;17;Call;;Connected;;team_ae;1.3.2025', 'touch call'],
    ['[K6] an outbound mail', '1;17;EMAIL;;;;Ada;1.3.2025', 'touch email'],
    ['[B6a] a reply', '1;17;INCOMING_EMAIL;;;;Ada;1.3.2025', 'track Email Replied'],
    ['[K6] a note', '1;17;Note;;;;Ada;1.3.2025', 'note or open task'],
    ['[K6] an open task', '1;17;Task;;Not Started;;Ada;1.3.2025', 'note or open task'],
    ['an unknown kind', '1;17;Juggling;;;;Ada;1.3.2025', 'import-empty-row'],
  ])('%s', (_, row, expected) => {
    expect(activity(row)).toBe(expected);
  });

  it("[K11] a rep's words are answers, by the table or by the mapping; others are refused", () => {
    const found = outcomes(
      mapping,
      'answers.csv',
      'Who;Answer;Why;At\n1;Working;;1.3.2025\n1;tyre kicker;too small;1.3.2025\n1;Duplicate;;1.3.2025\n1;Hm;;1.3.2025\n1;constructor;;1.3.2025',
    );
    expect(told(found)).toEqual(['accepted', 'accepted', 'accepted', 'import-empty-row', 'import-empty-row']);
    expect(entries(found).map((entry) => entry.kind === 'disposition' && [entry.answer, entry.reason])).toEqual([
      ['accepted', undefined],
      ['rejected', 'too small'],
      ['invalid', undefined],
    ]);
  });

  it('[B6] spend runs to the end of its last day, in the minor units of its currency', () => {
    const found = outcomes(
      mapping,
      'spend.csv',
      'From;To;Campaign;Cost;Currency\n2025-03-01;2025-03-31;Expo;1.000,50;\n2025-03-01;;Expo;1000;jpy\n2025-03-01;;Expo;much;\n2025-03-02;2025-03-01;Expo;5;',
    );
    expect(told(found)).toEqual(['accepted', 'accepted', 'import-bad-amount', 'import-empty-row']);
    expect(entries(found)[0]).toMatchObject({
      kind: 'spend',
      from: at('2025-02-28T23:00:00Z'),
      amountMinor: 100050,
      currency: 'EUR',
      campaign: { name: 'Expo' },
    });
    expect(entries(found)[1]).toMatchObject({ amountMinor: 1000, currency: 'JPY' });
  });
});
