// Live feeding with random wake-ups gives the same decisions, byte for byte, as an exact replay of the journal; and units group the same whether their grouping is fixed or found as they go.
import { readFileSync } from 'node:fs';
import { canonicalJson } from '@baton/core/base/canonical-json';
import { createRandom } from '@baton/core/base/random';
import { definitionDigest } from '@baton/core/definition/canonical';
import type { Definition } from '@baton/core/definition/definition';
import { parseDefinition } from '@baton/core/definition/parse-definition';
import type { Entry } from '@baton/core/journal/entry';
import { ColumnsWriter } from '@baton/core/kernel/columns/columns-writer';
import type { Decision } from '@baton/core/kernel/decision';
import { LiveFeed } from '@baton/core/kernel/live/live-feed';
import { recordDecisions } from '@baton/core/kernel/recording/record-decisions';
import { prepareRulebook, replayJournal } from '@baton/core/replay/replay';
import { describe, expect, it } from 'vitest';
import { randomHistory } from './random-history.ts';

const HOUR = 3_600_000;
const CASES = process.env.BATON_PROOF ? 20_000 : 500;

function definition(text: string): Definition {
  const parsed = parseDefinition(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}
const enterprise = readFileSync(
  new URL('../../examples/definitions/enterprise/definition.yaml', import.meta.url),
  'utf8',
);
const direct = definition(enterprise);
const nurture = definition(
  enterprise
    .replace('definition: enterprise', 'definition: nurtured')
    .replace('mode: direct', 'mode: nurture-first\n  ready: { engagement: 60 }'),
);
const looser = definition(
  enterprise
    .replace('{ fit: A, engagement: 45 }', '{ fit: A, engagement: 15 }')
    .replace('points: 15, within: 30d, atMost: 3', 'points: 20, within: 30d, atMost: 3'),
);

const START = Date.UTC(2025, 0, 1);
const activation = (each: Definition, version: number, effectiveAt: number) => ({
  definition: each,
  version,
  digest: definitionDigest(each),
  effectiveAt,
});
const rulebook = prepareRulebook({
  order: ['enterprise', 'nurtured'],
  activations: [
    activation(direct, 1, START),
    activation(nurture, 1, START + 400 * HOUR),
    activation(looser, 2, START + 900 * HOUR),
  ],
});

function replayed(entries: readonly Entry[], until: number, alwaysRegroup = false): Decision[] {
  const decisions: Decision[] = [];
  const writer = new ColumnsWriter(rulebook, 'exact', { alwaysRegroup });
  for (const entry of entries) writer.add(entry);
  replayJournal(
    rulebook,
    writer.finish(),
    recordDecisions((decision) => decisions.push(decision)),
    { mode: 'exact', until },
  );
  return decisions;
}
const bytes = (decisions: readonly Decision[]): string[] => decisions.map((decision) => canonicalJson(decision)).sort();

function firstDifference(one: readonly Decision[], other: readonly Decision[]): string | undefined {
  const [a, b] = [bytes(one), bytes(other)];
  const at = a.findIndex((text, i) => text !== b[i]);
  if (at < 0 && a.length === b.length) return undefined;
  return `${a.length} and ${b.length} decisions; first: ${(a[at] ?? 'none').slice(0, 330)} against ${(b[at < 0 ? a.length : at] ?? 'none').slice(0, 330)}`;
}

describe('[R1] live feeding and exact replay', () => {
  it(`decide the same in ${CASES} random histories, whenever the clock wakes them`, () => {
    const kinds = new Map<string, number>();
    for (let seed = 1; seed <= CASES; seed++) {
      const random = createRandom(seed);
      const feed = new LiveFeed(rulebook);
      let clock = 0;
      for (const entry of randomHistory(random, random.integer(3, 60))) {
        clock = Math.max(clock, entry.knownAt) + (random.chance(0.2) ? random.integer(0, 48) * HOUR : 0);
        if (random.chance(0.3)) feed.wake(clock - random.integer(0, 20) * HOUR);
        feed.admit(entry, clock);
      }
      const until = clock + 3000 * HOUR;
      feed.wake(until);
      const again = replayed(feed.journal, until);
      expect(firstDifference(feed.decisions, again), `seed ${seed}`).toBeUndefined();
      for (const decision of again) kinds.set(decision.kind, (kinds.get(decision.kind) ?? 0) + 1);
    }
    for (const kind of [
      'verdict',
      'nurture',
      'hand-off',
      'routed',
      'breach',
      'accepted',
      'rejected',
      'recycled',
      'won',
      'lost',
      'merged',
      'recalled',
      'unbound',
    ]) {
      expect(kinds.get(kind) ?? 0, kind).toBeGreaterThan(0);
    }
  });
});

describe('[I1–I9] fixed groupings', () => {
  it(`give the same decisions as regrouping in ${CASES} random histories`, () => {
    for (let seed = 1; seed <= CASES; seed++) {
      const random = createRandom(seed);
      const entries = randomHistory(random, random.integer(3, 40)).map((entry, seq) => ({
        ...entry,
        admittedAt: entry.knownAt,
        seq,
      }));
      const until = Date.UTC(2026, 0, 1);
      expect(firstDifference(replayed(entries, until), replayed(entries, until, true)), `seed ${seed}`).toBeUndefined();
    }
  });
});
