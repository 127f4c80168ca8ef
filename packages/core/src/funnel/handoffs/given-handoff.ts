// The hand-offs that deals and answers are held against: those of the rule of before (K3), or those that a replay of any definition decided.
import type { Confidence, EntryRef } from '../../journal/entry.ts';
import { subjectOf } from '../../journal/identifiers.ts';
import type { HandedEntry } from '../../journal/sales-entries.ts';
import type { Decision } from '../../kernel/decision.ts';
import { isPerson } from '../../lead/identity.ts';

/** A hand-off, whoever decided it. */
export interface GivenHandoff {
  readonly id: string;
  readonly definition: string;
  /** Any identifier of its lead, with prefix: `user:u17`. */
  readonly lead: string;
  readonly at: number;
  readonly confidence: Confidence;
  /** The entry that opened the gate; a legacy hand-off has none. */
  readonly because?: EntryRef;
  /** The gate that handed over, and the first digits of its definition's digest; a legacy hand-off has neither. */
  readonly gate?: string;
  readonly version?: string;
  /** The signals that gave it points, where the replay was asked to tell. */
  readonly signals?: readonly string[];
}

/** So many digits of a digest name a version. */
const VERSION_DIGITS = 12;

/** Hand-offs out of `handed` entries. */
export function handoffsOfEntries(entries: readonly HandedEntry[]): GivenHandoff[] {
  return entries.flatMap((entry) => {
    const lead = subjectOf(entry);
    return lead === undefined || !isPerson(lead)
      ? []
      : [
          {
            id: `${entry.source}:${entry.id}`,
            definition: entry.definition,
            lead,
            at: entry.occurredAt,
            confidence: entry.confidence ?? 'recorded',
          },
        ];
  });
}

/** Hand-offs of one definition out of a replay's decisions, with the signals of each by its id where they are told. Recalled ones and those closed by a merge are none. */
export function handoffsOfDecisions(
  decisions: Iterable<Decision>,
  definition: string,
  signalsOf?: ReadonlyMap<string, readonly string[]>,
): GivenHandoff[] {
  const found = new Map<string, GivenHandoff>();
  for (const decision of decisions) {
    if (decision.kind === 'recalled' || decision.kind === 'merged') found.delete(decision.handoff);
    if (decision.kind !== 'hand-off' || decision.definition.name !== definition) continue;
    const { id, lead, at, because, gate } = decision;
    const signals = signalsOf?.get(id);
    const version = decision.definition.digest.slice(0, VERSION_DIGITS);
    found.set(id, {
      id,
      definition,
      lead,
      at,
      gate,
      version,
      confidence: 'recorded',
      ...(because !== undefined && { because }),
      ...(signals !== undefined && { signals }),
    });
  }
  return [...found.values()];
}
