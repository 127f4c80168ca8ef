// Verdicts as entries: written once, taken back when rules or people say otherwise, never edited; and every one is an entry that the journal takes.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entry, FlagEntry, WithdrawalEntry } from '../../journal/entry.ts';
import { parseEntry } from '../../journal/parse-entry.ts';
import { type GivenSettings, parseSettings } from '../settings.ts';
import { countByRule, FlagJournal } from './flag-journal.ts';
import type { Rejudged } from './rejudge.ts';

const NOON = Date.UTC(2026, 2, 3, 12, 0, 7, 250);
const NOW = Date.UTC(2026, 10, 28);
const NETWORK = [{ name: 'Ours', ranges: ['192.0.2.0/24'], source: 'the manual', read: '2026-11-28' }];

function deed(id: string, seconds: number, properties: object, more: object = {}): Entry {
  const at = NOON + Math.round(seconds * 1000);
  const who = { source: 'mail', userId: 'u1', occurredAt: at, knownAt: at + 900 };
  return {
    kind: 'track',
    name: 'Email Opened',
    id,
    ...who,
    properties: { mail: 'm', ...properties },
    ...more,
  } as Entry;
}
const scanned = deed('e1', 600, { ip: '192.0.2.7' });
const prefetched = deed('e2', 900, { userAgent: 'Mozilla/5.0' });
const read = deed('e3', 5000, {});
const tried: Entry = {
  kind: 'identify',
  source: 'crm',
  id: 'i1',
  userId: 'u2',
  email: 'test@one.example',
  occurredAt: NOON,
  knownAt: NOON,
  lead: {},
};
const rival = deed('e4', 40, {}, { email: 'bo@rival.example', userId: 'u3' });
const HISTORY = [scanned, prefetched, read, tried, rival];
const ALL: GivenSettings = { networks: NETWORK, competitors: ['rival.example'] };

function journalOf(entries: readonly Entry[], given: GivenSettings): FlagJournal {
  const settings = parseSettings(given);
  if (!settings.ok) throw new Error('bad settings');
  const journal = new FlagJournal(settings.value);
  for (const entry of entries) journal.add(entry);
  return journal;
}
const run = (entries: readonly Entry[], given: GivenSettings = {}): Rejudged => journalOf(entries, given).rejudge(NOW);
const written = ({ flags, withdrawals }: Rejudged): (FlagEntry | WithdrawalEntry)[] => [...withdrawals, ...flags];
const ruleOf = ({ id }: { readonly id: string }): string => id.split(':')[0] as string;

describe('flags', () => {
  const first = run(HISTORY, ALL);
  test('name rule, version, entries and reason, and carry the time of what they rest on', () => {
    expect(first.flags.map(ruleOf)).toEqual(['scanner-network', 'mail-privacy', 'test-record', 'competitor-domain']);
    expect(first.flags[0]).toMatchObject({
      source: 'hygiene',
      userId: 'u1',
      flag: 'machine',
      entries: [{ source: 'mail', id: 'e1' }],
      because: 'it came from a network of Ours',
      rule: expect.stringMatching(/^scanner-network@1-[0-9a-f]{8}$/),
      confidence: 'inferred',
      occurredAt: scanned.occurredAt,
      knownAt: scanned.knownAt,
    });
    expect(first.flags[3]).toMatchObject({ domain: 'rival.example', flag: 'competitor' });
    expect(first.flags[3]?.entries).toBeUndefined();
  });
  test('are entries that a journal takes as they are', () => {
    const back = journalOf([...HISTORY, ...first.flags], ALL).undo(['e1', 'rival.example'], NOW);
    for (const entry of [...first.flags, ...back.withdrawals]) {
      const parsed = parseEntry(JSON.parse(JSON.stringify(entry)), { source: 'file' });
      expect(parsed).toMatchObject({ ok: true, value: entry });
    }
  });
  test('a second run writes nothing, whatever the order', () => {
    expect(written(run([...first.flags, ...HISTORY], ALL))).toEqual([]);
    expect(written(run([...HISTORY].reverse().concat(first.flags), ALL))).toEqual([]);
  });
  test('what is new is added, what was said stays', () => {
    const later = deed('e9', 90_000, { userAgent: 'Mozilla/5.0' });
    const second = run([...HISTORY, ...first.flags, later], ALL);
    expect(written(second).map((entry) => (entry.kind === 'flag' ? entry.entries : entry))).toEqual([
      [{ source: 'mail', id: 'e9' }],
    ]);
    expect(second.standing).toHaveLength(5);
  });
  test('an entry that somebody else flagged is left to them', () => {
    const theirs = {
      ...(first.flags[0] as FlagEntry),
      source: 'mail-team',
      id: 'f1',
      rule: undefined,
    } as unknown as Entry;
    expect(run([...HISTORY, theirs], ALL).flags.map(ruleOf)).not.toContain('scanner-network');
  });
});

describe('judged again', () => {
  const first = run(HISTORY, ALL);
  test('a rule that no longer says so takes its flag back, and says it again under another name', () => {
    const without = { ...ALL, networks: [] };
    const second = run([...HISTORY, ...first.flags], without);
    expect(written(second)).toMatchObject([
      {
        kind: 'withdrawal',
        flagged: { source: 'hygiene', id: first.flags[0]?.id },
        because: 'scanner-network no longer says so',
        rule: expect.stringMatching(/^scanner-network@1-/),
      },
    ]);
    expect(second.withdrawals[0]?.rule).not.toBe(first.flags[0]?.rule);
    const so = [...HISTORY, ...first.flags, ...second.withdrawals];
    expect(written(run(so, without))).toEqual([]);
    const third = run(so, ALL);
    expect(third.flags).toHaveLength(1);
    expect(third.flags[0]?.id).not.toBe(first.flags[0]?.id);
    expect(written(run([...so, ...third.flags], ALL))).toEqual([]);
  });
  test('a page that comes later takes back what a click was suspected of', () => {
    const click = deed('c1', 4000, { ip: '192.0.2.7' }, { name: 'Email Link Clicked' });
    const one = run([click], ALL);
    expect(one.flags).toHaveLength(1);
    const page = deed('p1', 4005, {}, { kind: 'page', name: undefined, path: '/pricing' });
    expect(run([click, ...one.flags, page], ALL).withdrawals).toHaveLength(1);
  });
  test('a flag of which one entry is cleared is taken back, and said of the rest', () => {
    const clicks = [0, 1, 2].map((i) => deed(`c${i}`, 4000 + i, { ip: '192.0.2.7' }, { name: 'Email Link Clicked' }));
    const one = run(clicks, { ...ALL, without: ['link-burst'] });
    expect(one.flags[0]?.entries).toHaveLength(3);
    const page = deed('p1', 4005, {}, { kind: 'page', name: undefined, path: '/pricing' });
    const two = run([...clicks, ...one.flags, page], { ...ALL, without: ['link-burst'] });
    expect(two.withdrawals).toHaveLength(1);
    expect(two.flags[0]?.entries?.map(({ id }) => id)).toEqual(['c0', 'c1']);
  });
  test('rules that are not judged by, and entries that are not at hand, are left alone', () => {
    expect(run([...HISTORY, ...first.flags], { networks: NETWORK, without: ['test-record'] }).withdrawals).toEqual([]);
    expect(run([read, ...first.flags], { competitors: ['rival.example'] }).withdrawals).toEqual([]);
  });
  test('a competitor that is none any more', () => {
    const second = run([...HISTORY, ...first.flags], { ...ALL, competitors: ['other.example'] });
    expect(second.withdrawals).toMatchObject([{ domain: 'rival.example' }]);
  });
});

describe('undone by a person', () => {
  const first = run(HISTORY, ALL);
  const undone = (...what: string[]): Rejudged => journalOf([...HISTORY, ...first.flags], ALL).undo(what, NOW);
  test.each([
    ['mail-privacy', 'mail-privacy'],
    ['e2', 'mail-privacy'],
    ['mail:e2', 'mail-privacy'],
    ['u2', 'test-record'],
    ['rival.example', 'competitor-domain'],
  ])('%s', (what, rule) => {
    const { withdrawals, standing } = undone(what);
    expect(withdrawals.map(({ flagged }) => ruleOf(flagged))).toEqual([rule]);
    expect(withdrawals[0]?.because).toBe(`taken back by a person: ${what}`);
    expect(standing).toHaveLength(3);
    expect(written(run([...HISTORY, ...first.flags, ...withdrawals], ALL))).toEqual([]);
  });
  test('a rule, for what it said so far: what comes later is judged', () => {
    const { withdrawals } = undone('mail-privacy');
    const later = deed('e9', 90_000, { userAgent: 'Mozilla/5.0' });
    const next = run([...HISTORY, ...first.flags, ...withdrawals, later], ALL);
    expect(next.flags.map(({ entries }) => entries?.[0]?.id)).toEqual(['e9']);
  });
  test('an entry, whatever rule would say it next', () => {
    const both = deed('b1', 600, { ip: '192.0.2.7', userAgent: 'curl/8.1' });
    const one = run([both], ALL);
    expect(one.flags.map(ruleOf)).toEqual(['user-agent']);
    const back = journalOf([both, ...one.flags], ALL).undo(['b1'], NOW).withdrawals;
    expect(run([both, ...one.flags, ...back], ALL).flags).toEqual([]);
    const rule = journalOf([both, ...one.flags], ALL).undo(['user-agent'], NOW).withdrawals;
    expect(run([both, ...one.flags, ...rule], ALL).flags.map(ruleOf)).toEqual(['scanner-network']);
  });
  test('nothing where nothing is meant', () => {
    expect(undone('e3').withdrawals).toEqual([]);
  });
});

test('in a journal that was admitted live, corrections are admitted now and after all that was', () => {
  const admitted = HISTORY.map((entry, i) => ({ ...entry, admittedAt: NOW + i, seq: i + 1 }) as Entry);
  const { flags } = run(admitted, ALL);
  expect(new Set(flags.map(({ admittedAt }) => admittedAt))).toEqual(new Set([NOW + HISTORY.length]));
  expect(run(HISTORY, ALL).flags.every(({ admittedAt }) => admittedAt === undefined)).toBe(true);
});

test('counts add up by rule', () => {
  const first = run(HISTORY, ALL);
  const counts = countByRule(first);
  expect(
    counts.map(({ rule, entries, people, companies, added }) => [rule.id, entries, people, companies, added]),
  ).toEqual([
    ['scanner-network', 1, 1, 0, 1],
    ['mail-privacy', 1, 1, 0, 1],
    ['test-record', 1, 1, 0, 1],
    ['competitor-domain', 0, 0, 1, 1],
  ]);
});

describe('of any history', () => {
  const entry = fc
    .record({
      name: fc.constantFrom('Email Opened', 'Email Link Clicked', 'Email Delivered', 'Email Sent', 'Demo Requested'),
      seconds: fc.integer({ min: 0, max: 90 }),
      userId: fc.constantFrom('u1', 'u2'),
      mail: fc.constantFrom('m1', 'm2'),
      userAgent: fc.constantFrom('Mozilla/5.0', 'curl/8.1', 'plain'),
      ip: fc.constantFrom('192.0.2.7', '203.0.113.9'),
      isPage: fc.boolean(),
    })
    .map(({ name, seconds, userId, mail, userAgent, ip, isPage }) => ({
      seconds,
      properties: { mail, userAgent, ip },
      more: isPage ? { kind: 'page', name: undefined, path: '/a', userId } : { name, userId },
    }));
  const history = fc
    .array(entry, { maxLength: 25 })
    .map((all) => all.map(({ seconds, properties, more }, i) => deed(`h${i}`, seconds, properties, more)));
  const settings = fc.constantFrom<GivenSettings>(
    {},
    ALL,
    { without: ['user-agent'] },
    { without: ['link-burst', 'mail-privacy'] },
  );

  test('entries stay as they are, the same rules twice write nothing, and no entry is held twice', () => {
    fc.assert(
      fc.property(history, settings, settings, (entries, one, other) => {
        const before = JSON.stringify(entries);
        const first = run(entries, one);
        const journal = [...entries, ...written(first)];
        const second = run(journal, other);
        const third = run([...journal, ...written(second)], other);
        expect(JSON.stringify(entries)).toBe(before);
        expect(written(third)).toEqual([]);
        const held = third.standing.flatMap(({ keys }) => keys);
        expect(new Set(held).size).toBe(held.length);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
  test('from scratch or step by step, the same entries are flagged', () => {
    fc.assert(
      fc.property(history, settings, fc.nat(), (entries, given, cut) => {
        const early = entries.slice(0, entries.length === 0 ? 0 : cut % entries.length);
        const first = run(early, given);
        const heldBy = ({ standing }: Rejudged): string[] => standing.flatMap(({ keys }) => keys).sort();
        expect(heldBy(run([...entries, ...written(first)], given))).toEqual(heldBy(run(entries, given)));
      }),
      { seed: 8, numRuns: 300 },
    );
  });
});
