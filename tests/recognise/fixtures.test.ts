// Exports of trackers, marketing automation, CRM screens and spreadsheets, written by hand from what the vendors document: each imported in one command by the mapping it proposes itself, every row accounted for.
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { baton, buildWhereStale, emptyFolder, root } from '../command-line/baton.ts';

beforeAll(buildWhereStale);

type Json = Readonly<Record<string, unknown>>;
interface Case {
  readonly folder: string;
  /** Answers: five at most. */
  readonly flags: readonly string[];
  readonly counts: object;
  /** Entries by kind. */
  readonly kinds: Readonly<Record<string, number>>;
  /** Entries of which some have these fields. */
  readonly some: readonly Json[];
}
const NONE = { refused: 0, refusedCells: 0 };
const at = (text: string): number => Date.parse(text);

const CASES: readonly Case[] = [
  {
    folder: 'segment',
    flags: [],
    counts: { rows: 13, imported: 13, ...NONE },
    kinds: { identify: 6, page: 4, track: 3, alias: 1 },
    some: [
      { kind: 'track', name: 'Demo Requested', anonymousId: 'an-2', occurredAt: at('2026-02-05T10:00Z') },
      { kind: 'track', name: 'Signed Up', campaign: { source: 'google', medium: 'cpc', name: 'spring' } },
      { kind: 'page', path: '/pricing', anonymousId: 'an-1' },
      { kind: 'identify', userId: 'u-1', anonymousId: 'an-1', lead: { firstName: 'Ada', lastName: 'Byron' } },
      { kind: 'alias', userId: 'u-1', previousId: 'an-3' },
    ],
  },
  {
    folder: 'rudderstack',
    flags: [],
    counts: { rows: 10, imported: 10, ...NONE },
    kinds: { identify: 4, page: 3, track: 3 },
    some: [
      { kind: 'track', name: 'Invited Team', userId: 'u-1', email: 'ada@one.example' },
      { kind: 'identify', userId: 'u-2', anonymousId: 'an-2', email: 'bob@two.example' },
    ],
  },
  {
    folder: 'posthog',
    flags: [],
    counts: { rows: 6, imported: 6, ...NONE },
    kinds: { page: 3, track: 3, alias: 1 },
    some: [
      { kind: 'page', path: '/pricing', anonymousId: 'dev-1' },
      { kind: 'track', name: 'workspace created', userId: 'u-1', properties: { plan: 'team', seats: 5 } },
      { kind: 'alias', userId: 'u-1', previousId: 'dev-1' },
    ],
  },
  {
    folder: 'ga4',
    flags: [],
    counts: {
      rows: 8,
      imported: 5,
      leftOut: { 'not identified': 3 },
      ...NONE,
      // Who never became known stands in the source report alone (K14); a row without any visitor is a row.
      sources: [
        { month: '2026-02', source: 'google', rows: 4, visitors: 1, known: 1, spent: {} },
        { month: '2026-02', source: 'newsletter', rows: 2, visitors: 1, known: 0 },
        { month: '2026-02', source: 'linkedin', rows: 1, visitors: 1, known: 1 },
        { month: '2026-02', source: '(direct)', rows: 1, visitors: 0, known: 0 },
      ],
    },
    kinds: { page: 3, track: 2 },
    some: [
      { kind: 'page', anonymousId: '111.1', occurredAt: at('2026-02-01T10:00:00.123Z') },
      { kind: 'track', name: 'generate_lead', userId: 'u-2', anonymousId: '333.3' },
    ],
  },
  {
    folder: 'marketo',
    flags: [],
    counts: { rows: 9, imported: 9, leftOut: {}, ...NONE },
    kinds: { identify: 7, track: 4, page: 1 },
    some: [
      // The title before its first change held since the creation; the score is known from its change on.
      { kind: 'identify', id: 'leads.csv:1001:origin', lead: { title: 'Analyst', seniority: 'junior' } },
      { kind: 'identify', userId: '1001', lead: { crmScore: 35 }, occurredAt: at('2026-02-03T10:00Z') },
      { kind: 'page', userId: '1001', url: '/pricing' },
      { kind: 'track', userId: '1001', name: 'Form Submitted' },
      { kind: 'track', userId: '1002', name: 'Email Link Clicked', campaign: { name: '2001' } },
    ],
  },
  {
    folder: 'pardot',
    flags: [],
    counts: { rows: 9, imported: 7, leftOut: { deleted: 1, 'told by deals': 1 }, ...NONE },
    kinds: { identify: 4, track: 5 },
    some: [
      { kind: 'track', name: 'Form Submitted', userId: '501', anonymousId: '3301', campaign: { name: 'Search' } },
      { kind: 'track', name: 'Email Opened', userId: '502', campaign: { name: 'Webinar January' } },
    ],
  },
  {
    folder: 'salesforce-reports',
    flags: ['--currency', 'USD', '--sales-owners', 'Eve Adams, Finn Berg'],
    counts: { rows: 10, imported: 9, leftOut: { 'note or open task': 1 }, ...NONE, facts: { deals: 3, won: 1 } },
    kinds: { identify: 6, touch: 2, opportunity: 3, won: 1, lost: 1, conversation: 3 },
    some: [
      { kind: 'won', amountMinor: 1_200_000, currency: 'USD', business: 'new' },
      { kind: 'conversation', userId: '003000000000001AAA', occurredAt: at('2026-01-06Z'), confidence: 'inferred' },
    ],
  },
  {
    folder: 'hubspot-screens',
    flags: ['--zone', 'Europe/Berlin', '--currency', 'EUR', '--sales-owners', 'all'],
    counts: { rows: 14, imported: 12, leftOut: { nobody: 1, 'no-show': 1 }, ...NONE, facts: { deals: 3, won: 1 } },
    kinds: { group: 6, identify: 6, touch: 3, meeting: 1, handed: 2, opportunity: 3, won: 1, lost: 1, conversation: 2 },
    some: [
      { kind: 'opportunity', deal: '9001', people: [{ userId: '101' }, { userId: '102' }], accountId: '7' },
      { kind: 'touch', id: 'calls.csv:3001:102', userId: '102', accountId: '7' },
      { kind: 'handed', definition: 'legacy', userId: '101', occurredAt: at('2025-11-10T08:30Z') },
      { kind: 'opportunity', deal: '9002', amountMinor: 850_050, currency: 'EUR' },
    ],
  },
  {
    folder: 'fivetran-hubspot',
    flags: ['--zone', 'UTC', '--currency', 'EUR', '--sales-owners', 'eve@seller.example, finn@seller.example'],
    counts: {
      rows: 32,
      imported: 29,
      leftOut: { deleted: 2, 'note or open task': 1 },
      ...NONE,
      facts: { deals: 3, linkedRecorded: 2, won: 1, conversationsRecorded: 1 },
    },
    kinds: {
      group: 2,
      identify: 6,
      merge: 1,
      handed: 2,
      touch: 4,
      meeting: 1,
      track: 7,
      opportunity: 3,
      stage: 1,
      won: 1,
      lost: 1,
      conversation: 2,
    },
    some: [
      { kind: 'opportunity', deal: '9001', people: [{ userId: '101' }, { userId: '102' }], accountId: '7' },
      {
        kind: 'stage',
        deal: '9001',
        stage: 'Offer out',
        owner: 'eve@seller.example',
        occurredAt: at('2025-12-15T10:00Z'),
      },
      { kind: 'won', deal: '9001', stage: 'Signed', business: 'new', occurredAt: at('2026-01-14T11:00Z') },
      { kind: 'lost', deal: '9003', stage: 'No deal', business: 'existing' },
      { kind: 'touch', id: 'engagement_call.csv:3001:102', userId: '102', accountId: '7', channel: 'call' },
      { kind: 'meeting', userId: '101', owner: 'eve@seller.example' },
      { kind: 'track', name: 'Email Replied', userId: '101' },
      { kind: 'track', name: 'Email Link Clicked', email: 'ada@one.example', campaign: { name: 'November letter' } },
      { kind: 'merge', userId: '101', from: { userId: '99' } },
      { kind: 'conversation', userId: '101', channel: 'email', confidence: 'recorded' },
    ],
  },
  {
    folder: 'hubspot-histories',
    flags: ['--zone', 'Europe/Berlin', '--currency', 'EUR', '--exported-at', '2026-03-01'],
    counts: { rows: 10, imported: 8, leftOut: { 'not about attributes': 2 }, ...NONE, facts: { deals: 2, won: 1 } },
    kinds: { identify: 12, handed: 1, disposition: 1, opportunity: 2, stage: 1, won: 1, conversation: 2 },
    some: [
      { kind: 'identify', userId: '101', lead: { lifecycleStage: 'Lead' }, occurredAt: at('2025-11-01T08:00Z') },
      { kind: 'handed', userId: '101', definition: 'legacy', occurredAt: at('2025-11-10T08:30Z') },
      { kind: 'disposition', userId: '101', answer: 'sql', occurredAt: at('2025-11-12T13:00Z') },
      // Today's title is not taken back to the creation, since its history is told.
      { kind: 'identify', id: 'contacts.csv:101', lead: { firstName: 'Ada', lastName: 'Byron' } },
      { kind: 'identify', userId: '102', lead: { country: 'DE' }, confidence: 'recorded' },
      { kind: 'opportunity', deal: '9001', stage: 'Appointment Scheduled', occurredAt: at('2025-11-15T09:00Z') },
      { kind: 'stage', deal: '9001', stage: 'Contract Sent', occurredAt: at('2025-12-20T10:00Z') },
    ],
  },
  {
    folder: 'marketo-histories',
    flags: ['--sales-owners', 'eve@seller.example', '--exported-at', '2026-03-01'],
    counts: { rows: 11, imported: 10, leftOut: { 'not about attributes': 1 }, ...NONE },
    kinds: { identify: 13, handed: 2, disposition: 2, page: 1 },
    some: [
      { kind: 'identify', userId: '1001', lead: { title: 'Head of Data', seniority: 'director', function: 'it' } },
      { kind: 'disposition', userId: '1001', answer: 'accepted', rep: 'eve@seller.example' },
      { kind: 'handed', userId: '1001', definition: 'legacy', rule: 'K3', occurredAt: at('2026-02-01T10:00Z') },
      { kind: 'disposition', userId: '1001', answer: 'sql', occurredAt: at('2026-02-06T10:00Z') },
      { kind: 'handed', userId: '1002', definition: 'legacy', occurredAt: at('2026-02-04T10:00Z') },
    ],
  },
  {
    folder: 'salesforce-histories',
    flags: ['--exported-at', '2026-03-01'],
    counts: { rows: 5, imported: 4, leftOut: { 'not about attributes': 1 }, ...NONE },
    kinds: { identify: 7, disposition: 1 },
    some: [
      { kind: 'identify', id: 'Lead.csv:00Q000000000001EAA:origin', confidence: 'recorded' },
      { kind: 'disposition', userId: '00Q000000000001EAA', answer: 'accepted', occurredAt: at('2025-11-05T09:00Z') },
    ],
  },
  {
    folder: 'spreadsheet',
    flags: [],
    counts: { rows: 6, imported: 6, ...NONE, facts: { deals: 3, won: 1, linkedRecorded: 3 } },
    kinds: { identify: 3, opportunity: 3, won: 1, lost: 1, conversation: 3 },
    some: [
      { kind: 'won', deal: 'A-1', amountMinor: 1_234_550, currency: 'EUR', occurredAt: at('2025-12-20T23:59:59Z') },
      {
        kind: 'identify',
        email: 'ada@one.example',
        account: { name: 'One GmbH', industry: 'Maschinenbau', employees: 1200 },
      },
    ],
  },
];

describe.each(CASES)('[L2] $folder', ({ folder, flags, counts, kinds, some }) => {
  const home = emptyFolder();

  it('goes through as proposed, in one command', () => {
    cpSync(join(root, 'tests/recognise/fixtures', folder), join(home, folder), { recursive: true });
    expect(flags.length).toBeLessThanOrEqual(10);
    const { code, out, err } = baton(['import', folder, ...flags, '--json'], home);
    expect(err).not.toContain('error');
    expect(code).toBe(0);
    const told = JSON.parse(out);
    expect(told).toMatchObject(counts);
    const left = Object.values<number>(told.leftOut).reduce((sum, each) => sum + each, 0);
    expect(told.imported + told.refused + left).toBe(told.rows);
    expect(told.entries.accepted).toBe(told.entries.received);
    expect(told.coverage.abilities.length).toBeGreaterThan(5);
  });

  it('makes the entries that its rows mean', () => {
    const entries: Json[] = readFileSync(join(home, 'journal.ndjson'), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
    const found: Record<string, number> = {};
    for (const { kind } of entries) found[String(kind)] = (found[String(kind)] ?? 0) + 1;
    expect(found).toEqual(kinds);
    for (const each of some) expect(entries).toContainEqual(expect.objectContaining(each));
  });
});

it('[K13] asks about a folder of Segment nothing, and nothing of its rows is told twice', () => {
  const home = emptyFolder();
  cpSync(join(root, 'tests/recognise/fixtures/segment'), join(home, 'segment'), { recursive: true });
  expect(baton(['import', 'segment'], home).code).toBe(0);
  const ids = readFileSync(join(home, 'journal.ndjson'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line).id);
  expect(new Set(ids).size).toBe(ids.length);
});
