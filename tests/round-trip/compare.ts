// The hand-offs of two journals of one company, person by person; and where they differ, in what the evidence behind them differs.
import type { Definition } from '@baton/core/definition/definition';
import type { Entry } from '@baton/core/journal/entry';
import type { HandoffDecision } from '@baton/core/kernel/decision';
import { recordDecisions } from '@baton/core/kernel/recording/record-decisions';
import { replayJournal, rulebookOf, writeJournal } from '@baton/core/replay/replay';
import { Evidence, type Kind } from './evidence.ts';

const MINUTE = 60_000;
/** Cut to the minute, and to when it happened instead of when it was known, a little later. */
const NEAR = 2 * MINUTE;

/** A person with other hand-offs in one journal than in the other. */
export interface Difference {
  readonly person: string;
  readonly direct: readonly string[];
  readonly back: readonly string[];
  /** In what the evidence differs, the person's own and that of colleagues. */
  readonly kinds: readonly (Kind | 'seconds')[];
}

export interface Comparison {
  readonly people: number;
  readonly same: number;
  readonly differences: readonly Difference[];
}

/** Compares what would have been handed over by `until`. */
export function compareDecisions(
  definition: Definition,
  journals: { readonly direct: readonly Entry[]; readonly back: readonly Entry[] },
  until: number,
  attributes: readonly string[],
): Comparison {
  const sides = [journals.direct, journals.back].map((entries) => {
    const evidence = new Evidence(entries);
    return { evidence, handed: handoffsOf(definition, entries, until, evidence) };
  });
  const [direct, back] = sides as [(typeof sides)[0], (typeof sides)[0]];
  const people = new Set([...direct.handed.keys(), ...back.handed.keys()]);
  const differences = [...people].flatMap((person): Difference[] => {
    const [a, b] = [direct.handed.get(person) ?? [], back.handed.get(person) ?? []];
    if (a.map(textOf).join() === b.map(textOf).join()) return [];
    const kinds = new Set<Kind | 'seconds'>();
    const around = new Set([...direct.evidence.colleagues(person), ...back.evidence.colleagues(person)]);
    // A company has one hand-off at a time: what a colleague got earlier keeps this person waiting.
    const instants = [...around].flatMap((name) =>
      [...(direct.handed.get(name) ?? []), ...(back.handed.get(name) ?? [])].map(({ at }) => at + MINUTE),
    );
    for (const name of around)
      for (const by of instants) {
        const [x, y] = [direct.evidence.of(name, by, attributes), back.evidence.of(name, by, attributes)];
        for (const kind of Object.keys(x) as Kind[]) if (x[kind].join('\n') !== y[kind].join('\n')) kinds.add(kind);
      }
    const isNear = a.length === b.length && a.every(({ at }, i) => Math.abs(at - (b[i]?.at ?? 0)) <= NEAR);
    if (kinds.size === 0 && isNear) kinds.add('seconds');
    return [{ person, direct: a.map(textOf), back: b.map(textOf), kinds: [...kinds].sort() }];
  });
  return { people: people.size, same: people.size - differences.length, differences };
}

function handoffsOf(
  definition: Definition,
  entries: readonly Entry[],
  until: number,
  { people }: Evidence,
): Map<string, HandoffDecision[]> {
  const rulebook = rulebookOf(definition);
  const found = new Map<string, HandoffDecision[]>();
  const recorder = recordDecisions((decision) => {
    if (decision.kind !== 'hand-off') return;
    const person = people.named(decision.lead.includes(':') ? decision.lead : `user:${decision.lead}`);
    found.set(person, [...(found.get(person) ?? []), decision]);
  });
  replayJournal(rulebook, writeJournal(rulebook, entries, 'backtest'), recorder, { mode: 'backtest', until });
  return found;
}

/** To the minute: a portal knows no seconds. */
function textOf({ at, gate }: HandoffDecision): string {
  return `${new Date(at).toISOString().slice(0, 16)} ${gate}`;
}
