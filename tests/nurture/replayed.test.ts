// Replay of programmes: the same decisions live and replayed, however often and late anybody wakes the units, whole or in slices.
import { canonicalJson } from '@baton/core/base/canonical-json';
import { createRandom } from '@baton/core/base/random';
import type { Entry } from '@baton/core/journal/entry';
import { SignatureBook } from '@baton/core/kernel/columns/signature-book';
import type { Admitted } from '@baton/core/kernel/live/live-unit';
import type { NurtureDecision } from '@baton/core/nurture/moving/nurture-decision';
import { LiveProgrammes } from '@baton/core/nurture/replaying/live-programmes';
import { bookOf } from '@baton/core/nurture/replaying/programme-run';
import { ProgrammeWriter, replayProgrammes } from '@baton/core/nurture/replaying/replay-programmes';
import { describe, expect, it } from 'vitest';
import { direct, nurtureFirst, nurtureHistory, TOGETHER } from './nurture-cases.ts';

const HOUR = 3_600_000;
const CASES = process.env.BATON_PROOF ? 4000 : 60;
const books = [bookOf(TOGETHER, direct), bookOf(TOGETHER, nurtureFirst)];

/** Admits a history as a service would: stamped, at a clock that runs late, woken now and then. */
function live(book: (typeof books)[number], seed: number, entries: readonly Entry[]) {
  const random = createRandom(seed);
  const told: NurtureDecision[] = [];
  const unit = new LiveProgrammes(
    book,
    new SignatureBook(book.rulebook),
    () => {},
    (decision) => told.push(decision),
  );
  const journal: Admitted[] = [];
  let clock = 0;
  entries.forEach((entry, i) => {
    clock = Math.max(clock, entry.knownAt) + (random.chance(0.2) ? random.integer(0, 48) * HOUR : 0);
    if (random.chance(0.3)) unit.wake(clock - random.integer(0, 20) * HOUR - 1);
    const admittedAt = Math.max(clock, unit.clock);
    clock = admittedAt;
    const admitted = { ...entry, admittedAt, seq: i + 1 } as Admitted;
    journal.push(admitted);
    unit.admit(admitted);
  });
  const until = clock + 4000 * HOUR;
  unit.wake(until);
  expect(unit.stuck).toBeUndefined();
  return { told, journal, until };
}

function replayed(book: (typeof books)[number], journal: readonly Entry[], until: number, slice?: number) {
  const told: NurtureDecision[] = [];
  const writer = new ProgrammeWriter(book, 'exact');
  for (const entry of journal) writer.add(entry);
  const laid = writer.finish();
  const { units } = laid.journal;
  const options = { mode: 'exact', since: Number.NEGATIVE_INFINITY, until } as const;
  for (let from = 0; from < units; from += slice ?? units)
    replayProgrammes(book, laid, (decision) => told.push(decision), {
      ...options,
      units: [from, Math.min(units, from + (slice ?? units))],
    });
  return told;
}

const bytes = (decisions: readonly NurtureDecision[]): string[] => decisions.map((each) => canonicalJson(each)).sort();

describe('[N3] live work and replay', () => {
  it(`decide the same in ${CASES} random histories, whenever the clock wakes them`, () => {
    const kinds = new Map<string, number>();
    for (let seed = 1; seed <= CASES; seed++) {
      const book = books[seed % 2] as (typeof books)[number];
      const random = createRandom(seed);
      const { told, journal, until } = live(book, seed, nurtureHistory(random, random.integer(5, 60)));
      const again = replayed(book, journal, until);
      expect(bytes(again), `seed ${seed}`).toEqual(bytes(told));
      for (const { kind } of told) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    const often = ['branched', 'enrolled', 'finished', 'postponed', 'send', 'stopped', 'withheld'];
    expect([...kinds.keys()]).toEqual(expect.arrayContaining(often));
  });

  it('decide the same unit by unit and all at once', () => {
    const random = createRandom(7);
    const entries = Array.from({ length: 12 }, (_, i) =>
      nurtureHistory(random, 30).map((entry) => apart(entry, i)),
    ).flat();
    const [book] = books as [(typeof books)[number]];
    const until = Math.max(...entries.map(({ knownAt }) => knownAt)) + 4000 * HOUR;
    const whole = replayed(book, entries, until);
    expect(whole.length).toBeGreaterThan(50);
    expect(bytes(replayed(book, entries, until, 1))).toEqual(bytes(whole));
    expect(bytes(replayed(book, [...entries].reverse(), until, 5))).toEqual(bytes(whole));
  });
});

/** The same history of other people. */
function apart(entry: Entry, world: number): Entry {
  const text = JSON.stringify(entry)
    .replaceAll(/"(u|x)(\d)"/g, `"$1$2-${world}"`)
    .replaceAll(/"accountId":"(\w)"/g, `"accountId":"$1-${world}"`)
    .replaceAll(/(one|two)\.example/g, `$1-${world}.example`)
    .replaceAll(/"id":"(e\d+)"/g, `"id":"$1-${world}"`);
  return JSON.parse(text) as Entry;
}
