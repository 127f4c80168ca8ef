// What flags of hygiene do to scores and decisions (R24): the entries stay, their points go; undone they come back; what was decided before stands, byte for byte.
import { canonicalJson } from '@baton/core/base/canonical-json';
import { definitionDigest } from '@baton/core/definition/canonical';
import { parseDefinition } from '@baton/core/definition/parse-definition';
import { FlagJournal } from '@baton/core/hygiene/corrections/flag-journal';
import { NO_SETTINGS } from '@baton/core/hygiene/settings';
import type { Entry } from '@baton/core/journal/entry';
import { standingOf } from '@baton/core/kernel/judging/standing';
import { prepareRulebook, replayEntries, replayJournal, SILENT, writeJournal } from '@baton/core/replay/replay';
import { simulate } from '@baton/core/simulate/simulate';
import { describe, expect, it } from 'vitest';

const parsed = parseDefinition(`
definition: mail
language: 1
engagement:
  signals:
    open: { when: 'entry.name == "Email Opened"', points: 5, within: 90d, atMost: 10 }
    click: { when: 'entry.name == "Email Link Clicked"', points: 15, within: 90d, atMost: 10 }
qualify:
  mql: { engagement: 30 }
`);
if (!parsed.ok) throw new Error('the definition does not parse');
const definition = parsed.value;
const source = {
  order: [definition.name],
  activations: [{ definition, version: 1, digest: definitionDigest(definition), effectiveAt: 0 }],
};

const history: Entry[] = [
  ...simulate({ seed: 'scores', leads: 250, years: 1, faults: ['machine-wave'] }).accounts,
].flatMap(({ entries }) => entries);
const until = Math.max(...history.map(({ knownAt }) => knownAt));

/** Engagement in tenths by lead. */
function scores(entries: readonly Entry[]): ReadonlyMap<string, number> {
  const rulebook = prepareRulebook(source);
  const found = new Map<string, number>();
  replayJournal(rulebook, writeJournal(rulebook, entries, 'backtest'), SILENT, {
    mode: 'backtest',
    until,
    visit: (state) => {
      for (let lead = 0; lead < state.evidence.leads; lead++) {
        const standing = standingOf(state, lead, 0);
        if (standing !== undefined) found.set(standing.lead, standing.engagement);
      }
    },
  });
  return found;
}

function flagged(entries: readonly Entry[]): FlagJournal {
  const journal = new FlagJournal(NO_SETTINGS);
  for (const entry of entries) journal.add(entry);
  return journal;
}

describe('[H7] flags of hygiene', () => {
  const before = scores(history);
  const { flags } = flagged(history).rejudge(0);
  const after = scores([...history, ...flags]);

  it('take points from some and give none to anybody; nobody disappears', () => {
    expect(flags.length).toBeGreaterThan(50);
    expect([...after.keys()]).toEqual([...before.keys()]);
    const lost = [...before].filter(([lead, score]) => (after.get(lead) as number) < score);
    expect(lost.length).toBeGreaterThan(10);
    expect([...before].filter(([lead, score]) => (after.get(lead) as number) > score)).toEqual([]);
  });

  it('score as if no machine had ever been there', () => {
    const named = new Set(flags.flatMap(({ entries = [] }) => entries.map(({ id }) => id)));
    expect([...after]).toEqual([...scores(history.filter(({ id }) => !named.has(id)))]);
  });

  it('undone, give every point back', () => {
    const all = [...new Set(flags.map(({ id }) => id.split(':')[0] as string))];
    const { withdrawals } = flagged([...history, ...flags]).undo(all, 0);
    expect(withdrawals).toHaveLength(flags.length);
    expect([...scores([...history, ...flags, ...withdrawals])]).toEqual([...before]);
  });
});

describe('[R24] flags that come later, in a journal that was admitted live', () => {
  const live = history.map((entry) => ({ ...entry, admittedAt: entry.knownAt }) as Entry);
  const decide = (entries: readonly Entry[], at: number): string[] =>
    replayEntries(source, entries, { mode: 'exact', until: at }).map((decision) => canonicalJson(decision));
  const decided = decide(live, until);

  it('leave every earlier decision as it was, byte for byte', () => {
    const { flags } = flagged(live).rejudge(until + 1000);
    expect(decided.length).toBeGreaterThan(10);
    const then = new Set(decide([...live, ...flags], until + 10_000));
    expect(decided.filter((decision) => !then.has(decision))).toEqual([]);
    expect(then.size).toBeGreaterThan(decided.length);
  });
});
