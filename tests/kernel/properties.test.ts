// What must hold of every history: lines add up, evidence is a set, corrections give back what they took, merges add nothing, and history that comes late hands nobody over.
import { readFileSync } from 'node:fs';
import { canonicalJson } from '@baton/core/base/canonical-json';
import { createRandom, type Random } from '@baton/core/base/random';
import { definitionDigest } from '@baton/core/definition/canonical';
import { parseDefinition } from '@baton/core/definition/parse-definition';
import type { Entry } from '@baton/core/journal/entry';
import type { Decision } from '@baton/core/kernel/decision';
import { explainStanding } from '@baton/core/kernel/judging/standing';
import { LiveFeed } from '@baton/core/kernel/live/live-feed';
import { recordDecisions } from '@baton/core/kernel/recording/record-decisions';
import { UnitState } from '@baton/core/kernel/unit/unit-state';
import { prepareRulebook, replayEntries, replayJournal, SILENT, writeJournal } from '@baton/core/replay/replay';
import { describe, expect, it } from 'vitest';
import { randomHistory } from './random-history.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const CASES = process.env.BATON_PROOF ? 5000 : 200;
const parsed = parseDefinition(
  readFileSync(new URL('../../examples/definitions/enterprise/definition.yaml', import.meta.url), 'utf8'),
);
if (!parsed.ok) throw new Error('the enterprise definition does not parse');
const definition = parsed.value;
const inForceSince = (effectiveAt: number) => ({
  order: [definition.name],
  activations: [{ definition, version: 1, digest: definitionDigest(definition), effectiveAt }],
});
const NOON = Date.UTC(2025, 5, 2, 12);
const stamped = (entries: readonly Entry[]): Entry[] =>
  entries.map((entry, i) => ({ ...entry, admittedAt: entry.knownAt, seq: i + 1 }));

let ids = 0;
function entry(kind: string, hours: number, more: object): Entry {
  ids += 1;
  const at = NOON + hours * HOUR;
  return {
    kind,
    source: 'web',
    id: `n${String(ids).padStart(4, '0')}`,
    occurredAt: at,
    knownAt: at,
    ...more,
  } as unknown as Entry;
}

function standings(entries: readonly Entry[], until: number): string[] {
  const rulebook = prepareRulebook(inForceSince(0));
  const found: string[] = [];
  replayJournal(rulebook, writeJournal(rulebook, entries, 'exact'), SILENT, {
    mode: 'exact',
    until,
    visit: (state) => {
      for (let lead = 0; lead < state.evidence.leads; lead++) {
        if (state.evidence.leadSeen[lead] === 0) continue;
        const standing = explainStanding(state, lead, 0);
        if (standing === undefined) continue;
        const { suppressedBy: _, inNurture: __, ...evidence } = standing;
        found.push(canonicalJson(evidence));
      }
    },
  });
  return found.sort();
}

function shuffled<T>(random: Random, items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, key: random.uniform() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

describe('[R9] lines', () => {
  it('add up to their scores', () => {
    let verdicts = 0;
    for (let seed = 1; seed <= CASES; seed++) {
      const random = createRandom(seed);
      for (const decision of replayEntries(inForceSince(0), stamped(randomHistory(random, 40)), {
        mode: 'exact',
        until: NOON + 300 * DAY,
      })) {
        if (decision.kind !== 'verdict') continue;
        verdicts += 1;
        for (const track of [decision.engagement, decision.usage]) {
          if (track !== undefined) expect(track.lines.reduce((sum, line) => sum + line.tenths, 0)).toBe(track.tenths);
        }
        if (decision.fit !== undefined)
          expect(decision.fit.criteria.reduce((sum, line) => sum + line.tenths, 0)).toBe(decision.fit.tenths);
      }
    }
    expect(verdicts).toBeGreaterThan(CASES);
  });
});

describe('[R23] evidence', () => {
  it('is the same admitted at once as row by row', () => {
    const rulebook = prepareRulebook(inForceSince(0));
    const mode = { mode: 'backtest', start: Number.NEGATIVE_INFINITY, handed: false } as const;
    let regrouped = 0;
    for (let seed = 1; seed <= CASES; seed++) {
      const random = createRandom(seed);
      const journal = writeJournal(rulebook, randomHistory(random, random.integer(2, 40)), 'backtest');
      for (let unit = 0; unit < journal.units; unit++) {
        const rows = journal.unit(unit);
        const [steps, once] = [0, 1].map(() => new UnitState(rulebook, journal.columns, rows, SILENT, mode).evidence);
        if (steps === undefined || once === undefined) throw new Error('two were made');
        for (let row = rows.from; row < rows.until; row++) if (steps.admit(row) === 'regrouped') regrouped += 1;
        once.admitAll(rows.until);
        const shown = (evidence: typeof once) => ({
          admitted: evidence.admitted,
          leads: Array.from({ length: evidence.leads }, (_, lead) => evidence.leadId(lead)),
          accounts: Array.from({ length: evidence.accounts }, (_, account) => evidence.accountIdOf(account)),
          leadOf: [...evidence.leadOf.slice(0, rows.atoms.length)],
          accountOf: [...evidence.accountOf.slice(0, rows.atoms.length)],
          seen: [...evidence.leadSeen.slice(0, evidence.leads)],
          takenOut: [...evidence.takenOut],
          most: [...evidence.most.slice(0, evidence.leads * 2)],
        });
        expect(shown(once), `seed ${seed}, unit ${unit}`).toEqual(shown(steps));
      }
    }
    expect(regrouped).toBeGreaterThan(CASES);
  });

  it('is the same in whatever order entries were admitted', () => {
    for (let seed = 1; seed <= CASES; seed++) {
      const random = createRandom(seed);
      const history = randomHistory(random, random.integer(2, 30));
      const end = Math.max(...history.map((each) => each.knownAt));
      const admit = (entries: readonly Entry[]): Entry[] =>
        entries.map((each, i) => ({ ...each, knownAt: each.occurredAt, admittedAt: end + i, seq: i + 1 }));
      const until = end + 5 * DAY;
      expect(standings(admit(shuffled(random, history)), until), `seed ${seed}`).toEqual(
        standings(admit(history), until),
      );
    }
  });
});

describe('[R24] flags', () => {
  it('of the newest of five visits bring back the fourth, and leave the earlier decision as it was', () => {
    const feed = new LiveFeed(prepareRulebook(inForceSince(0)));
    const who = { userId: 'u' };
    const visits = [0, 2, 4, 6, 8].map((hours) => entry('page', hours, { ...who, path: '/pricing' }));
    const known = entry('identify', -1, {
      ...who,
      lead: { seniority: 'vp' },
      account: { employees: 900, industry: 'Software', country: 'DE' },
    });
    const webinar = entry('track', 9, { ...who, name: 'Webinar Attended' });
    for (const each of [known, ...visits, webinar]) feed.admit(each, each.knownAt);
    const before = feed.decisions.map((decision) => canonicalJson(decision));
    expect(before.length).toBeGreaterThan(0);
    const newest = visits[4] as Entry;
    const flag = entry('flag', 10, { ...who, flag: 'machine', entries: [{ source: newest.source, id: newest.id }] });
    feed.admit(flag, flag.knownAt);
    expect(feed.decisions.slice(0, before.length).map((decision) => canonicalJson(decision))).toEqual(before);
    const counted = (entries: readonly Entry[]): string[] => {
      const found: string[] = [];
      const rulebook = prepareRulebook(inForceSince(0));
      replayJournal(rulebook, writeJournal(rulebook, entries, 'exact'), SILENT, {
        mode: 'exact',
        until: NOON + 11 * HOUR,
        visit: (state) => {
          for (const line of explainStanding(state, 0, 0)?.engagementLines?.lines ?? [])
            if ('signal' in line && line.signal === 'pricing') found.push(line.entry.id);
        },
      });
      return found;
    };
    expect(counted(feed.journal.slice(0, -1))).toEqual([visits[4], visits[3], visits[2]].map((each) => each?.id));
    expect(counted(feed.journal)).toEqual([visits[3], visits[2], visits[1]].map((each) => each?.id));
  });
});

describe('[R25] merging', () => {
  it('never scores more than all entries of one person would, and unmerging restores', () => {
    for (let seed = 1; seed <= CASES; seed++) {
      const random = createRandom(seed);
      const paths = ['/pricing', '/compare/a', '/customers/b', '/customers/c'];
      const visits = Array.from({ length: 12 }, (_, i) =>
        entry('page', i * random.integer(1, 5), { userId: random.pick(['u1', 'u2']), path: random.pick(paths) }),
      );
      const merge = entry('merge', 80, { userId: 'u1', from: { userId: 'u2' } });
      const undo = entry('unmerge', 81, { userId: 'u1', link: { source: merge.source, id: merge.id } });
      const until = NOON + 82 * HOUR;
      const asOne = visits.map((each) => ({ ...each, userId: 'u1' }) as Entry);
      const scores = (entries: readonly Entry[]): number[] =>
        standings(stamped(entries), until).map((text) => JSON.parse(text).engagement);
      const touched = new Set(visits.map((each) => each.userId)).size === 2;
      if (touched) expect(scores([...visits, merge])).toEqual(scores(asOne));
      expect(scores([...visits, merge, undo])).toEqual(scores(visits));
    }
  });
});

describe('[R1] history that is imported after going live', () => {
  it('changes no stored decision and hands nobody over; a backtest uses it', () => {
    const live: Entry[] = [];
    const past: Entry[] = [];
    for (let i = 0; i < 8; i++) {
      const who = { userId: `u${i}`, accountId: `c${i}` };
      live.push(
        entry('identify', i, {
          ...who,
          lead: { seniority: 'vp' },
          account: { employees: 900, industry: 'Software', country: 'DE' },
        }),
      );
      for (const days of [200, 150, 120]) {
        past.push(
          entry('page', -days * 24 + i, { ...who, path: '/pricing' }),
          entry('track', -days * 24 + i + 1, { ...who, name: 'Webinar Attended' }),
        );
        past.push(
          entry('page', -days * 24 + i + 2, { ...who, path: '/pricing' }),
          entry('page', -days * 24 + i + 4, { ...who, path: '/pricing' }),
        );
      }
    }
    const feed = new LiveFeed(prepareRulebook(inForceSince(NOON - DAY)));
    for (const each of live) feed.admit(each, each.knownAt);
    const before = feed.decisions.map((decision) => canonicalJson(decision));
    for (const each of past) feed.admit(each, NOON + DAY);
    feed.wake(NOON + 400 * DAY);
    expect(feed.decisions.slice(0, before.length).map((decision) => canonicalJson(decision))).toEqual(before);
    expect(feed.decisions.filter((decision) => decision.kind === 'hand-off')).toEqual([]);
    const described = live.map((each) => ({ ...each, occurredAt: NOON - 300 * DAY, knownAt: NOON - 300 * DAY }));
    const told: Decision[] = [];
    const rulebook = prepareRulebook(inForceSince(NOON - 250 * DAY));
    replayJournal(
      rulebook,
      writeJournal(rulebook, [...described, ...past], 'backtest'),
      recordDecisions((decision) => told.push(decision)),
      { mode: 'backtest', start: NOON - 250 * DAY, until: NOON },
    );
    expect(told.filter((decision) => decision.kind === 'hand-off').length).toBeGreaterThanOrEqual(8);
  });
});

/** The same history with everybody in one company for good. */
function settled(history: readonly Entry[]): Entry[] {
  const moving = ['handed', 'release', 'merge', 'alias', 'move', 'unmerge'];
  return stamped(history)
    .filter((each) => !moving.includes(each.kind) && each.userId !== undefined)
    .map(
      ({ anonymousId: _, email: __, domain: ___, ...each }) =>
        ({ ...each, accountId: each.userId === 'u1' ? 'a' : 'b' }) as Entry,
    );
}

describe('[R16, R19] hand-offs', () => {
  it('never stand open twice in an account, and each rests on evidence after the last mark', () => {
    for (let seed = 1; seed <= CASES; seed++) {
      const random = createRandom(seed);
      const history = settled(randomHistory(random, 60));
      const decisions = replayEntries(inForceSince(0), history, { mode: 'exact', until: NOON + 300 * DAY });
      const open = new Map<string, string>();
      const marks = new Map<string, number>();
      const occurred = new Map(history.map((each) => [`${each.source} ${each.id}`, each.occurredAt]));
      for (const decision of decisions) {
        if (decision.kind === 'hand-off') {
          if (decision.because !== undefined) {
            expect(
              occurred.get(`${decision.because.source} ${decision.because.id}`) ?? 0,
              `seed ${seed}`,
            ).toBeGreaterThan(marks.get(decision.account) ?? Number.NEGATIVE_INFINITY);
          }
          expect(open.get(decision.account), `seed ${seed}`).toBeUndefined();
          open.set(decision.account, decision.id);
          marks.set(decision.account, decision.at);
        } else if (
          'handoff' in decision &&
          ['rejected', 'invalid', 'recycled', 'lapsed', 'won', 'lost', 'recalled', 'merged'].includes(decision.kind)
        ) {
          for (const [account, id] of open) if (id === decision.handoff) open.delete(account);
          if (!['recalled', 'merged'].includes(decision.kind)) marks.set(decision.account, decision.at);
          else marks.delete(decision.account);
        }
      }
    }
  });
});
