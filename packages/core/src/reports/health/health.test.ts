// Each fault planted in an otherwise healthy history, found with its month and place; and none where none was planted.
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../base/random.ts';
import type { Entry } from '../../journal/entry.ts';
import { type Health, HealthCheck } from './health.ts';

const DAY = 86_400_000;
const START = Date.UTC(2024, 0, 1);
const MONTHS = 14;

interface Faults {
  /** Changes or drops an entry before it is added. */
  readonly change?: (entry: Entry, day: number) => Entry | undefined;
  readonly more?: readonly object[];
}

/** 600 people of 300 companies over fourteen months; every fourth company talks to sales, half of those win. */
function history({ change, more = [] }: Faults = {}): Entry[] {
  const random = createRandom(11);
  const entries: Entry[] = [];
  const add = (fields: object, day: number): void => {
    const at = START + Math.round(day * DAY);
    const entry = {
      source: 'web',
      id: `e${entries.length}`,
      occurredAt: at,
      knownAt: at + 500,
      ...fields,
    } as Entry;
    const changed = change === undefined ? entry : change(entry, day);
    if (changed !== undefined) entries.push(changed);
  };
  for (let person = 0; person < 600; person++) {
    const company = Math.floor(person / 2);
    const who = {
      userId: `u${person}`,
      email: `p${person}@${person % 5 === 0 ? 'gmail.com' : `c${company}.example`}`,
      accountId: `c${company}`,
    };
    const born = random.uniform() * (MONTHS * 30 - 100);
    add(
      {
        ...who,
        kind: 'identify',
        lead: { firstName: `Ada${person}`, lastName: 'Example', title: 'Head of IT', industryGuess: 'x' },
        account: { name: `Company ${company}`, employees: 50 + company },
      },
      born,
    );
    for (let i = 0; i < 8; i++) {
      add({ ...who, kind: 'page', path: '/pricing' }, born + random.uniform() * 60);
      add({ ...who, kind: 'track', name: 'Guide Downloaded' }, born + random.uniform() * 60);
    }
    if (company % 4 !== 0 || person % 2 !== 0) continue;
    const deal = { userId: who.userId, accountId: who.accountId, deal: `d${company}`, source: 'crm' };
    add({ ...deal, kind: 'conversation', confidence: 'recorded' }, born + 61);
    add({ ...deal, kind: 'opportunity', people: [{ userId: who.userId }] }, born + 63);
    add({ ...deal, kind: company % 8 === 0 ? 'won' : 'lost' }, born + 80 + random.uniform() * 15);
  }
  for (const fields of more) add(fields, 100);
  return entries;
}

function healthOf(entries: readonly Entry[]): Health {
  const check = new HealthCheck();
  for (const entry of entries) check.add(entry);
  return check.finish();
}

const found = (faults: Faults): string[] =>
  healthOf(history(faults)).findings.map(({ kind, place, month }) => `${kind}: ${place}${month ? ` in ${month}` : ''}`);

describe('a healthy history', () => {
  const health = healthOf(history());

  test('has no findings', () => {
    expect(health.findings).toEqual([]);
    expect(health.repairs).toEqual([]);
  });

  test('is counted', () => {
    expect(health).toMatchObject({ leads: 600, accounts: 300, mail: { withEmail: 600, freeMail: 120 } });
    expect(health.deals).toMatchObject({ deals: 75, won: 38, lost: 37, open: 0, seen: 38, dark: 0 });
    expect(health.deals.conversations).toEqual({ recorded: 75, inferred: 0, assumed: 0 });
    expect(health.deals.cycleDays?.n).toBe(38);
  });

  test('answers what it can, and says why it cannot answer the rest', () => {
    const verdicts = Object.fromEntries(health.abilities.map(({ question, verdict }) => [question, verdict]));
    expect(verdicts).toEqual({
      'Who would qualify, how many a month and from where?': 'yes',
      'Do those who qualify become customers?': 'yes',
      'Which companies and people are worth talking to?': 'yes',
      'Which behaviour precedes closed-won?': 'yes',
      'What share of revenue did marketing source?': 'yes',
      'Does sales accept what it gets, and in time?': 'with care',
      'What does an MQL, and a customer, cost?': 'no',
      'Does product use precede a purchase?': 'no',
    });
  });
});

describe('a fault is found:', () => {
  const month = (entry: Entry): string => new Date(entry.occurredAt).toISOString().slice(0, 7);
  const isGuide = (entry: Entry): boolean => entry.kind === 'track' && entry.name === 'Guide Downloaded';

  test('an event that stops', () => {
    expect(found({ change: (entry) => (isGuide(entry) && month(entry) >= '2024-08' ? undefined : entry) })).toEqual([
      'feed-stopped: track Guide Downloaded in 2024-08',
    ]);
  });

  test('an event that gets another name', () => {
    const renamed = (entry: Entry): Entry =>
      isGuide(entry) && month(entry) >= '2024-06' ? ({ ...entry, name: 'guide_download' } as Entry) : entry;
    expect(found({ change: renamed })).toEqual([
      'feed-renamed: track Guide Downloaded → track guide_download in 2024-06',
    ]);
  });

  test('a month without a feed', () => {
    const gap = (entry: Entry): Entry | undefined =>
      entry.kind === 'page' && month(entry) === '2024-07' ? undefined : entry;
    expect(found({ change: gap })).toEqual(['feed-gap: page in 2024-07']);
  });

  test('an attribute that nobody fills in any more', () => {
    const dropped = (entry: Entry): Entry => {
      if (entry.kind !== 'identify' || month(entry) < '2024-05') return entry;
      const { title: _, ...lead } = entry.lead ?? {};
      return { ...entry, lead };
    };
    expect(found({ change: dropped })).toEqual(['attribute-dropped: lead.title in 2024-05']);
  });

  test('an attribute that only buyers have', () => {
    const leaking = (entry: Entry): Entry =>
      entry.kind === 'identify' && Number(entry.accountId?.slice(1)) % 8 === 0
        ? { ...entry, lead: { ...entry.lead, contractType: 'annual' } }
        : entry;
    expect(found({ change: leaking })).toEqual(['attribute-leaks: lead.contractType in 2024-04']);
  });

  test('late data of one sender', () => {
    const late = (entry: Entry): Entry =>
      isGuide(entry) && entry.occurredAt % 7 === 0
        ? { ...entry, source: 'batch', knownAt: entry.occurredAt + 5 * DAY }
        : entry;
    expect(found({ change: late })).toEqual(['late-data: batch']);
  });

  test('deals that name nobody', () => {
    const nobody = (entry: Entry): Entry => {
      if (entry.kind !== 'opportunity') return entry;
      const { people: _, userId: __, ...rest } = entry;
      return rest;
    };
    expect(found({ change: nobody })).toEqual(['deals-without-people: deals']);
  });

  test('wins that nothing preceded', () => {
    const dark = (entry: Entry): Entry | undefined =>
      (entry.kind === 'page' || entry.kind === 'track') && Number(entry.accountId?.slice(1)) % 16 === 0
        ? undefined
        : entry;
    expect(found({ change: dark })).toEqual(['dark-wins: won deals']);
  });

  test('conversations that are only assumed', () => {
    const assumed = (entry: Entry): Entry =>
      entry.kind === 'conversation' ? { ...entry, confidence: 'assumed' } : entry;
    expect(found({ change: assumed })).toEqual(['assumed-conversations: first conversations']);
  });

  test('a list that was loaded', () => {
    const more = Array.from({ length: 80 }, (_, i) => ({ kind: 'identify', userId: `list${i}`, lead: {} }));
    expect(found({ more })).toEqual(['bulk-load: people in 2024-04']);
  });

  test('clean-ups at the end of a quarter', () => {
    const at = Date.UTC(2024, 8, 30, 16);
    const closed = (entry: Entry): Entry =>
      entry.kind === 'lost' && entry.occurredAt < at + 40 * DAY && entry.occurredAt > at - 300 * DAY
        ? { ...entry, occurredAt: at, knownAt: at }
        : entry;
    expect(found({ change: closed })).toEqual(['bulk-closing: lost deals in 2024-09']);
  });

  test('people who were entered twice', () => {
    const more = Array.from({ length: 60 }, (_, i) => ({
      kind: 'identify',
      userId: `again${i}`,
      occurredAt: START + i * DAY,
      lead: { firstName: `Ada${i}`, lastName: 'Example' },
      account: { name: `Company ${Math.floor(i / 2)}` },
    }));
    expect(found({ more })).toEqual(['duplicate-people: web']);
  });

  test('clicks of mail scanners', () => {
    const more = Array.from({ length: 40 }, (_, i) =>
      Array.from({ length: 4 }, (_, link) => ({
        kind: 'track',
        name: 'Email Link Clicked',
        userId: `u${i}`,
        occurredAt: START + Math.round((213 + i * 0.4) * DAY) + link * 300,
        knownAt: START + Math.round((213 + i * 0.4) * DAY) + 5000,
      })),
    ).flat();
    expect(found({ more })).toContain('machine-clicks: mail clicks in 2024-08');
  });

  test('tests', () => {
    const more = Array.from({ length: 6 }, (_, i) => ({
      kind: 'identify',
      userId: `t${i}`,
      occurredAt: START + i * DAY,
      email: `test${i}@test.com`,
      lead: {},
    }));
    expect(found({ more })).toEqual(['test-records: web in 2024-01']);
  });
});
