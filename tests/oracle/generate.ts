// A random case out of a seed: a rulebook, a history strictly in order, a mode. The same seed gives the same case.
import type { Entry } from '@baton/core/journal/entry';
import { chance } from './generating/chance.ts';
import { rulebook } from './generating/definitions.ts';
import { answers, history, START } from './generating/histories.ts';
import { cast } from './generating/people.ts';
import { type OracleInput, oracleHandoffs } from './oracle.ts';
import { refKey } from './reading/order.ts';

const DAY = 86_400_000;

/** The case of a seed. */
export function generate(seed: number): OracleInput {
  const by = chance(seed);
  const who = cast(by);
  const rules = rulebook(by, START, 30 * DAY);
  const mode = by.happens(0.8) ? 'exact' : 'backtest';
  const start = START + by.pick([-1, 0, 1, 5]) * DAY;
  const common = { rulebook: rules, mode, ...(mode === 'backtest' && { start }) } as const;
  let entries = admitted(history(by, who));
  for (let round = 0; round < 2; round++) {
    const asked = { ...common, entries, until: untilOf(entries) };
    const known = new Set(entries.map(refKey));
    const more = answers(by, oracleHandoffs(asked), entries).map(
      (each) => ({ ...each, id: `${each.id}-${round}` }) as Entry,
    );
    entries = admitted([...entries, ...mended(more, round).filter((each) => !known.has(refKey(each)))]);
    if (by.happens(0.6)) break;
  }
  return { ...common, entries, until: untilOf(entries) };
}

/** Citations among the answers follow their new ids. */
function mended(entries: readonly Entry[], round: number): Entry[] {
  return entries.map((each) =>
    each.kind === 'withdrawal' ? { ...each, flagged: { ...each.flagged, id: `${each.flagged.id}-${round}` } } : each,
  );
}

function untilOf(entries: readonly Entry[]): number {
  return Math.max(START, ...entries.map((each) => each.admittedAt ?? 0)) + 20 * DAY;
}

/** In order of admission, numbered as R2 says. */
export function admitted(entries: readonly Entry[]): Entry[] {
  const ordered = [...entries].sort((a, b) => (a.admittedAt ?? a.knownAt) - (b.admittedAt ?? b.knownAt));
  return ordered.map((entry, i) => ({ ...entry, seq: i + 1 }));
}
