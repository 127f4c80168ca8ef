// Machine flags against the truth of made-up companies, which hygiene knows nothing of: how many of those it flags are machines', how many of the machines' it flags. With user agents, and by time alone.
import { FlagJournal } from '@baton/core/hygiene/corrections/flag-journal';
import { NO_SETTINGS } from '@baton/core/hygiene/settings';
import type { Entry } from '@baton/core/journal/entry';
import { refKey } from '@baton/core/journal/entry-order';
import type { SimulationOptions } from '@baton/core/simulate/options';
import { simulate } from '@baton/core/simulate/simulate';
import { describe, expect, it } from 'vitest';

interface Quality {
  readonly precision: number;
  readonly recall: number;
  /** Of clicks alone. */
  readonly clickRecall: number;
  /** Of the clicks of people, those that are flagged. */
  readonly peopleLost: number;
  /** What the truth holds: a measure of nothing would be perfect. */
  readonly machines: number;
}

function qualityOf(options: Omit<SimulationOptions, 'years'>, change: (entry: Entry) => Entry): Quality {
  const journal = new FlagJournal(NO_SETTINGS);
  const truth = new Set<string>();
  const clicks = new Set<string>();
  for (const { entries, truth: told } of simulate({ ...options, years: 2 }).accounts) {
    for (const entry of entries) {
      journal.add(change(entry));
      if (entry.kind === 'track' && entry.name === 'Email Link Clicked') clicks.add(refKey(entry));
    }
    for (const { machine } of told.leads) for (const ref of machine) truth.add(refKey(ref));
  }
  const { standing } = journal.rejudge(0);
  const flagged = new Set(standing.filter(({ flag }) => flag.flag === 'machine').flatMap(({ keys }) => keys));
  const share = (of: ReadonlySet<string>, among: (key: string) => boolean): number =>
    [...of].filter(among).length / Math.max(1, of.size);
  const clicksOf = (isMachine: boolean) => new Set([...clicks].filter((key) => truth.has(key) === isMachine));
  return {
    precision: share(flagged, (key) => truth.has(key)),
    recall: share(truth, (key) => flagged.has(key)),
    clickRecall: share(clicksOf(true), (key) => flagged.has(key)),
    peopleLost: share(clicksOf(false), (key) => flagged.has(key)),
    machines: truth.size,
  };
}

/** Mail services that tell no user agent: only time is left. */
function withoutAgent(entry: Entry): Entry {
  if (entry.kind !== 'track' || entry.properties === undefined) return entry;
  const { userAgent: _, ...properties } = entry.properties;
  return { ...entry, properties };
}

describe.each([
  ['a company without faults', 'none'],
  ['a company with a wave of scanners', ['machine-wave']],
  ['a company with every fault', 'all'],
] as const)('%s', (_, faults) => {
  const options = { seed: 'hygiene', leads: 1500, faults };

  it('with user agents: at least 99 % of each, and at most 1 % of people’s clicks lost', () => {
    const { machines, precision, recall, peopleLost } = qualityOf(options, (entry) => entry);
    expect(machines).toBeGreaterThan(1000);
    expect(precision).toBeGreaterThan(0.99);
    expect(recall).toBeGreaterThan(0.99);
    expect(peopleLost).toBeLessThanOrEqual(0.01);
  });

  it('by time alone: nearly every click; opens that come by themselves are told by nothing', () => {
    const { precision, recall, clickRecall, peopleLost } = qualityOf(options, withoutAgent);
    expect(precision).toBeGreaterThan(0.99);
    expect(clickRecall).toBeGreaterThan(0.9);
    expect(recall).toBeGreaterThan(0.4);
    expect(recall).toBeLessThan(0.95);
    expect(peopleLost).toBeLessThanOrEqual(0.01);
  });
});
