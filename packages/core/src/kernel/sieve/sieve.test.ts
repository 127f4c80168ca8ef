// A sieved replay decides what a replay decides that plays every unit and judges every entry.
import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../base/random.ts';
import { definitionDigest } from '../../definition/canonical.ts';
import type { Definition } from '../../definition/definition.ts';
import { parseDefinition } from '../../definition/parse-definition.ts';
import type { Entry } from '../../journal/entry.ts';
import {
  prepareRulebook,
  type ReplayOptions,
  replayJournal,
  rulebookOf,
  SILENT,
  writeJournal,
} from '../../replay/replay.ts';
import type { Journal, ReplayOrder } from '../columns/columns-writer.ts';
import { GroupingMemory } from '../columns/grouping-memory.ts';
import type { Decision } from '../decision.ts';
import { recordDecisions } from '../recording/record-decisions.ts';
import type { Rulebook } from '../rulebook.ts';
import type { Recorder } from '../unit/unit-state.ts';

const DAY = 86_400_000;
const UNTIL = 400 * DAY;
const parsed = parseDefinition(`
definition: sieved
language: 1
fit:
  criteria:
    size:    { when: 'account.employees >= 200', points: 50 }
    region:  { when: 'account.country == "DE"', points: 20 }
    senior:  { when: 'lead.seniority == "vp"', points: 30 }
    student: { when: 'lead.seniority == "student"', points: -40 }
  grades: { A: 80, B: 50, C: 20 }
engagement:
  signals:
    demo:    { when: 'entry.name == "Demo"', points: 40, within: 30d, halfLife: 10d }
    guide:   { when: 'entry.name == "Guide"', points: 10, within: 60d, atMost: 3, oncePer: 1d }
    pricing: { when: 'entry.name == "Pricing"', points: 15, within: 20d, atMost: 2, linear: true }
    unsub:   { when: 'entry.name == "Unsubscribed"', points: -30, within: 40d }
qualify:
  chain: { pattern: [guide, pricing x2], within: 10d, fit: B }
  mql:   { any: [ { fit: A, engagement: 40 }, { fit: B, engagement: 55 } ] }
handoff: { respondWithin: 24h, reject: { until: 5d }, recycle: { coolDown: 20d } }
`);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const definition = parsed.value;
const LIST = { continuous: { perWorkingDay: 5, at: '08:00', fit: ['A', 'B', 'C', 'D', '?'] } } as const;

/** The same in continuous mode. */
const listed: Definition = { ...definition, gates: [], handoff: { ...definition.handoff, ...LIST } };

function history(random: Random): Entry[] {
  return Array.from({ length: 60 + random.integer(0, 60) }, (_, i): Entry => {
    const person = random.integer(0, 5);
    const at = random.integer(0, 90) * DAY + random.integer(0, 23) * 3_600_000;
    const who = { userId: `u${person}`, accountId: `c${person % 3}` };
    const base = { source: 'web', id: `e${i}`, occurredAt: at, knownAt: at + random.pick([0, 500, DAY]), ...who };
    return { ...base, ...said(random) } as Entry;
  });
}

function said(random: Random): object {
  if (random.chance(0.1)) return { kind: 'identify', account: { employees: random.pick([20, 300, null]) } };
  if (random.chance(0.06)) return { kind: 'identify', account: { country: random.pick(['DE', 'FR']) } };
  if (random.chance(0.1)) return { kind: 'identify', lead: { seniority: random.pick(['vp', 'student', 'junior']) } };
  if (random.chance(0.03)) return { kind: 'disposition', answer: 'rejected', reason: 'no' };
  if (random.chance(0.02)) return { kind: 'conversation' };
  if (random.chance(0.4)) return { kind: 'track', name: 'Heartbeat' };
  return { kind: 'track', name: random.pick(['Demo', 'Guide', 'Guide', 'Pricing', 'Pricing', 'Unsubscribed']) };
}

/** The same, of people who are found to be one, change companies, and have entries flagged. */
function unsettledHistory(random: Random): Entry[] {
  const told = history(random);
  const people = told.map((entry, i): Entry => {
    const who = random.pick([
      { userId: `u${i % 6}`, accountId: `c${(i * 7) % 3}` },
      { anonymousId: `a${i % 5}` },
      { userId: `u${i % 6}`, anonymousId: `a${random.integer(0, 4)}` },
      { userId: `u${i % 6}`, email: `u${i % 6}@firm${i % 2}.example` },
    ]);
    const { userId: _, accountId: __, ...rest } = entry;
    return { ...rest, ...who } as Entry;
  });
  const flagged = told
    .filter(() => random.chance(0.02))
    .map(({ id, occurredAt, source }, i) => {
      const at = occurredAt + DAY;
      return {
        kind: 'flag',
        source: 'baton',
        id: `f${i}`,
        occurredAt: at,
        knownAt: at,
        flags: [{ source, id }],
        label: 'spam',
      };
    });
  return [...people, ...(flagged as unknown as Entry[])];
}

/** Whom a replay hands over, and when. */
function handoffsOf(journal: Journal, rulebook: Rulebook, options: Partial<ReplayOptions>): string[] {
  const told: string[] = [];
  const handoff: Recorder['handoff'] = (state, _, __, contact) => {
    told.push(`${state.now} ${state.evidence.leadId(contact)}`);
    return '';
  };
  replayJournal(rulebook, journal, { ...SILENT, handoff }, { mode: 'backtest', until: UNTIL, ...options });
  return told;
}

function decisionsOf(
  entries: readonly Entry[],
  isSieved: boolean,
  under: Definition = definition,
  mode: ReplayOrder = 'backtest',
): Decision[] {
  const rulebook = prepareRulebook({
    order: [under.name],
    activations: [{ definition: under, version: 1, digest: definitionDigest(under), effectiveAt: 0 }],
  });
  const decisions: Decision[] = [];
  const recorder = recordDecisions((decision) => decisions.push(decision));
  // Whoever wants to see every unit gets every unit played.
  const visit = isSieved ? {} : { visit: () => {} };
  replayJournal(rulebook, writeJournal(rulebook, entries, mode), recorder, { mode, until: UNTIL, ...visit });
  return decisions;
}

describe('a sieved replay', () => {
  it('decides the same in 400 random histories, and hands over in a quarter', () => {
    let decided = 0;
    for (let seed = 1; seed <= 400; seed++) {
      const entries = history(createRandom(seed));
      const sieved = decisionsOf(entries, true);
      expect(sieved, `seed ${seed}`).toEqual(decisionsOf(entries, false));
      if (sieved.some(({ kind }) => kind === 'hand-off')) decided += 1;
    }
    expect(decided).toBeGreaterThan(100);
  });

  it('knows the score of whom a list hands over, though no gate ever opens', () => {
    let scored = 0;
    for (let seed = 1; seed <= 100; seed++) {
      const random = createRandom(seed);
      const entries = history(random).map((entry, i): Entry => {
        const { kind: _, ...base } = entry;
        const taken = { ...base, kind: 'handed', definition: 'sieved' } as Entry;
        return { ...(random.chance(0.05) ? taken : entry), admittedAt: entry.knownAt, seq: i + 1 } as Entry;
      });
      const sieved = decisionsOf(entries, true, listed, 'exact');
      expect(sieved, `seed ${seed}`).toEqual(decisionsOf(entries, false, listed, 'exact'));
      scored += sieved.filter((each) => each.kind === 'hand-off' && each.engagement > 0).length;
    }
    expect(scored).toBeGreaterThan(100);
  });

  it('that listens to hand-offs alone and remembers who is who hands over the same in 60 unsettled histories', () => {
    const rulebook = rulebookOf(definition);
    let handedOver = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const random = createRandom(seed);
      // Several accounts that have nothing to do with each other.
      const entries = [0, 1, 2].flatMap((company) =>
        unsettledHistory(random).map((entry) => elsewhere(entry, company)),
      );
      const plain = writeJournal(rulebook, entries, 'backtest');
      const groupings = new GroupingMemory();
      const journal = { ...plain, columns: { ...plain.columns, groupings } };
      const exact = handoffsOf(plain, rulebook, { visit: () => {} });
      expect(handoffsOf(journal, rulebook, { visit: () => {} }), `seed ${seed}, first`).toEqual(exact);
      groupings.isWhole = true;
      expect(handoffsOf(journal, rulebook, { handoffsOnly: true }), `seed ${seed}, again`).toEqual(exact);
      handedOver += exact.length;
    }
    expect(handedOver).toBeGreaterThan(40);
  });
});

function elsewhere(entry: Entry, company: number): Entry {
  const moved = JSON.stringify(entry).replace(/"(u|a|c|e|f|firm)(\d+)/g, `"$1${company}x$2`);
  return JSON.parse(moved.replace(/@firm/g, `@at${company}x`)) as Entry;
}
