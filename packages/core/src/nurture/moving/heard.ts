// What programmes hear of the kernel's decisions while it makes them: nurture opened, hand-offs opened and given back. A recorder that passes everything on.

import { gatesAndReady, type Version } from '../../kernel/rulebook.ts';
import type { Recorder, UnitState } from '../../kernel/unit/unit-state.ts';

/** One decision that matters to programmes. `atom` names the lead; `definition` is a position in the rulebook's order. */
export type Heard =
  | { readonly kind: 'nurture'; readonly atom: number; readonly definition: number; readonly gate: string }
  | { readonly kind: 'handed'; readonly atom: number; readonly definition: number; readonly held: boolean }
  | { readonly kind: 'given-back'; readonly atom: number; readonly definition: number; readonly reason?: string };

/** Hand-off events by which sales gives a lead back. */
const GIVES_BACK: ReadonlySet<string> = new Set(['rejected', 'recycled', 'lapsed']);

/** A recorder that hears for programmes and passes on to `next`. */
export function overhear(next: Recorder, hear: (heard: Heard) => void): Recorder {
  return {
    ...next,
    nurture(state, account, candidate) {
      const version = state.version(candidate.definition) as Version;
      const gate = gatesAndReady(version.compiled)[candidate.gate]?.name as string;
      for (const lead of candidate.lead < 0 ? leadsOf(state, account) : [candidate.lead])
        hear({ kind: 'nurture', atom: state.leadName(lead), definition: candidate.definition, gate });
      next.nurture(state, account, candidate);
    },
    handoff(state, account, chosen, contact, because, also) {
      hear({ kind: 'handed', atom: state.leadName(contact), definition: chosen.definition, held: false });
      return next.handoff(state, account, chosen, contact, because, also);
    },
    heldBack(state, account, chosen, contact) {
      hear({ kind: 'handed', atom: state.leadName(contact), definition: chosen.definition, held: true });
      next.heldBack(state, account, chosen, contact);
    },
    event(state, handoff, kind, details) {
      const definition = state.rulebook.versions[handoff.version]?.name ?? -1;
      const { reason = kind === 'lapsed' ? 'lapsed' : undefined } = details;
      if (GIVES_BACK.has(kind))
        hear({ kind: 'given-back', atom: handoff.leadAtom, definition, ...(reason !== undefined && { reason }) });
      return next.event(state, handoff, kind, details);
    },
  };
}

function leadsOf({ evidence }: UnitState, account: number): number[] {
  return Array.from({ length: evidence.leads }, (_, lead) => lead).filter(
    (lead) => evidence.accountOfLead[lead] === account && evidence.leadSeen[lead] === 1,
  );
}
