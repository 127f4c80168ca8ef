// What people said about being written to, as far as it is known: a list of marks, from which what may be sent to whom follows. Evidence: a mark stands by the identifier it came with, and so follows who is who.
import type { Instant } from '../../journal/entry.ts';
import type { Say } from '../programme/meaning.ts';
import type { Programme } from '../programme/programme.ts';
import type { StopReason } from './nurture-decision.ts';

/** One thing somebody said. `atom` is the position of the identifier in its unit, `order` the unit's step in which it became known. */
export interface Mark {
  readonly atom: number;
  readonly say: Say;
  readonly occurredAt: Instant;
  readonly order: number;
}

/**
 * Why a programme may not write to somebody by what they said themselves; undefined where it may. `marks` are the person's. Of consent the latest word for the purpose stands (of one instant: the one that became
 * known later); leaving all mail withdraws every purpose; a bounce and a complaint stand for ever. Who `optedOut` by an attribute has left all mail until that is taken back.
 */
export function mayNotWrite(
  programme: Pick<Programme, 'purpose' | 'consent'>,
  marks: readonly Mark[],
  optedOut: boolean,
): StopReason | undefined {
  let latest: Mark | undefined;
  for (const mark of marks) {
    const { kind, purpose } = mark.say;
    if (kind === 'bounced' || kind === 'complained') return kind;
    if (kind === 'replied' || (purpose !== undefined && purpose !== programme.purpose)) continue;
    if (latest === undefined || mark.occurredAt >= latest.occurredAt) latest = mark;
  }
  if (optedOut) return 'unsubscribed';
  if (latest?.say.kind === 'given') return undefined;
  if (latest !== undefined) return 'unsubscribed';
  return programme.consent === 'opt-in' ? 'no consent' : undefined;
}
