// [R28a] The router of continuous mode against one that forgets everything overnight and looks at everybody again each morning.
import { describe, expect, it } from 'vitest';
import { createRandom } from '../base/random.ts';
import { definitionDigest } from '../definition/canonical.ts';
import { parseDefinition } from '../definition/parse-definition.ts';
import type { Entry } from '../journal/entry.ts';
import type { Decision } from '../kernel/decision.ts';
import { comparePlaces, listPlaces } from '../kernel/handing-over/daily-list.ts';
import { recordDecisions } from '../kernel/recording/record-decisions.ts';
import { dailyLists } from './daily-list.ts';
import { type FromList, prepareRulebook, replayJournal, SILENT, writeJournal } from './replay.ts';

const DAY = 86_400_000;
const START = Date.UTC(2025, 2, 3);
const UNTIL = START + 45 * DAY;
const parsed = parseDefinition(`
definition: daily
language: 1
fit:
  criteria: { size: { when: 'account.employees >= 100', points: 60 }, role: { when: 'lead.role == "buyer"', points: 40 } }
  grades: { A: 80, B: 50, C: 20 }
engagement:
  signals:
    pricing: { when: 'entry.path == "/pricing"', points: 20, within: 30d, atMost: 3, halfLife: 7d }
    demo:    { when: 'entry.name == "Demo Requested"', points: 40, within: 30d }
    careers: { when: 'entry.path == "/careers"', points: -30, within: 30d }
handoff:
  continuous: { perWorkingDay: 2, at: '08:30', fit: C }
  respondWithin: 1 business day
  reject: { until: 3 business days, reasons: { no: {} } }
  recycle: { coolDown: 10d }
  calendar: { zone: Europe/Berlin, open: { mon-fri: '09:00-17:00' }, holidays: [2025-03-10] }
`);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const definition = parsed.value;
const rulebook = prepareRulebook({
  order: ['daily'],
  activations: [{ definition, version: 1, digest: definitionDigest(definition), effectiveAt: START }],
});

function history(seed: number): Entry[] {
  const random = createRandom(seed);
  const entries: Entry[] = [];
  const add = (entry: object, at: number): void => {
    entries.push({ source: 'web', id: `e${entries.length}`, occurredAt: at, knownAt: at, ...entry } as Entry);
  };
  for (let person = 0; person < 30; person++) {
    const who = { userId: `u${person}`, accountId: `c${Math.floor(person / 2)}` };
    const born = START - 10 * DAY + random.uniform() * 30 * DAY;
    const account = { employees: random.pick([20, 500]) };
    add({ kind: 'identify', ...who, lead: { role: random.pick(['buyer', 'user']) }, account }, born);
    for (let i = random.integer(0, 8); i > 0; i--) {
      const at = born + random.uniform() * 40 * DAY;
      if (random.chance(0.15)) add({ kind: 'track', ...who, name: 'Demo Requested', properties: {} }, at);
      else add({ kind: 'page', ...who, path: random.pick(['/pricing', '/pricing', '/careers']), properties: {} }, at);
    }
    const answer = random.pick(['accepted', 'rejected', 'recycled']);
    if (random.chance(0.6)) add({ kind: 'disposition', ...who, answer }, born + random.uniform() * 45 * DAY);
    if (random.chance(0.1)) add({ kind: 'conversation', ...who }, born + random.uniform() * 20 * DAY);
  }
  return entries;
}

/** Weekdays at half past eight in Berlin but for the holiday; summer time begins on the 30th of March. */
function mornings(): number[] {
  const days = Array.from({ length: 46 }, (_, i) => START + i * DAY);
  return days
    .filter(
      (day) => ![0, 6].includes(new Date(day).getUTCDay()) && new Date(day).toISOString().slice(0, 10) !== '2025-03-10',
    )
    .map((day) => day + (day < Date.UTC(2025, 2, 30) ? 7.5 : 6.5) * 3_600_000)
    .filter((at) => at <= UNTIL);
}

describe('[R28a] the daily list', () => {
  it.each([1, 2, 3, 4, 5, 6])('takes the best of everybody each working day (history %i)', (seed) => {
    const journal = writeJournal(rulebook, history(seed), 'backtest');
    const naive = new Map<number, FromList[]>();
    for (const at of mornings()) {
      const standing: { unit: number; atom: number; id: string; grade: number; score: number }[] = [];
      const options = { mode: 'backtest', start: START, until: at, lists: new Map(naive) } as const;
      replayJournal(rulebook, journal, SILENT, {
        ...options,
        visit: (state, unit) => {
          for (const place of listPlaces(state, 0)) standing.push({ ...place, unit, atom: state.leadName(place.lead) });
        },
      });
      // Of one account only the first stands: the others find it taken.
      const accounts = new Set<number>();
      const best = standing.sort(comparePlaces).filter(({ unit }) => !accounts.has(unit) && accounts.add(unit));
      for (const { unit, atom } of best.slice(0, 2))
        naive.set(unit, [...(naive.get(unit) ?? []), { at, atom, definition: 0 }]);
    }
    const lists = dailyLists(rulebook, journal, 0, { start: START, until: UNTIL });
    expect(lists.size).toBeGreaterThan(3);
    expect(new Map([...lists].sort(([a], [b]) => a - b))).toEqual(new Map([...naive].sort(([a], [b]) => a - b)));

    const decisions: Decision[] = [];
    const recorder = recordDecisions((decision) => decisions.push(decision));
    replayJournal(rulebook, journal, recorder, { mode: 'backtest', start: START, until: UNTIL, lists });
    const handoffs = decisions.filter((each) => each.kind === 'hand-off');
    expect(handoffs.map(({ gate }) => gate)).toEqual(handoffs.map(() => 'continuous'));
    expect(handoffs).toHaveLength([...lists.values()].flat().length);
  });
});
