// What a definition agrees about its hand-offs, as the report asks it: which track a gate is, when an answer is due, what silence means.
import { BusinessCalendar } from '../../../base/business-calendar.ts';
import type { Clause, Definition } from '../../../definition/definition.ts';
import type { SilenceContract } from './acceptance.ts';

/** Which kind of qualified lead a hand-off is. */
export type TrackKind = 'MQL' | 'PQL' | 'AQL';

/** A definition's agreement on hand-offs. */
export interface Contract extends SilenceContract {
  readonly trackOf: (gate: string | undefined) => TrackKind;
  readonly dueAt: (at: number, gate: string | undefined) => number;
}

/** The contract of a definition. */
export function contractOf(definition: Definition): Contract {
  const calendar = new BusinessCalendar(definition.handoff.calendar);
  const { respondWithin, reject } = definition.handoff;
  const gates = new Map(definition.gates.map((gate) => [gate.name, gate]));
  const usage = new Set((definition.usage?.signals ?? []).map(({ name }) => name));
  const tracks = new Map(definition.gates.map(({ name, clause }) => [name, trackOf(clause, usage)]));
  return {
    trackOf: (gate) => tracks.get(gate ?? '') ?? 'MQL',
    dueAt: (at, gate) => {
      const { amount, unit } = gates.get(gate ?? '')?.respondWithin ?? respondWithin;
      return calendar.after(at, amount, unit);
    },
    rejectUntil: (at) => calendar.after(at, reject.until.amount, reject.until.unit),
    silence: reject.silence,
  };
}

/** AQL where the account is judged; PQL where use of the product alone opens the gate; else MQL. */
function trackOf(clause: Clause, usage: ReadonlySet<string>): TrackKind {
  const parts = flat(clause);
  if (parts.some(({ account }) => account !== undefined)) return 'AQL';
  const isMarketing = (part: Clause): boolean =>
    part.engagement !== undefined ||
    part.total !== undefined ||
    (part.signal !== undefined && !usage.has(part.signal)) ||
    (part.pattern?.places.some(({ signal }) => !usage.has(signal)) ?? false);
  const isProduct = (part: Clause): boolean =>
    part.usage !== undefined ||
    (part.signal !== undefined && usage.has(part.signal)) ||
    (part.pattern?.places.some(({ signal }) => usage.has(signal)) ?? false);
  return parts.some(isProduct) && !parts.some(isMarketing) ? 'PQL' : 'MQL';
}

function flat(clause: Clause): Clause[] {
  return [clause, ...[...(clause.any ?? []), ...(clause.all ?? [])].flatMap(flat)];
}
