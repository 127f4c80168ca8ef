// Whether a gate is open: its clause over one lead (or one account) at one instant. Freshness and suppression are the hand-off's business.
import { TRUE } from '../base/trilean.ts';
import type { CompiledClause, CompiledGate } from '../definition/compile.ts';
import type { AccountClause } from '../definition/definition.ts';
import type { FitClass } from './fit-table.ts';
import type { Hits } from './hits.ts';
import { patternHolds } from './pattern.ts';

/** What a clause reads. `patterns` is absent for an account. */
export interface GateView {
  fit: FitClass;
  engagement: number;
  usage: number;
  /** Judges an `account` clause; a lead's view says no. */
  holdsForAccount(clause: AccountClause): boolean;
  hits: Hits;
  lead: number;
  firstSlot: number;
  t: number;
  /** Position of a signal of which one more entry is supposed, −1 for none. */
  extra: number;
}

/** Whether everything the clause asks for holds. */
export function clauseHolds(clause: CompiledClause, view: GateView): boolean {
  if ((clause.fit & (1 << view.fit.grade)) === 0) return false;
  if (clause.engagement > view.engagement || clause.usage > view.usage) return false;
  if (clause.total >= 0 && view.fit.tenths + view.engagement < clause.total) return false;
  if (clause.unless >= 0 && view.fit.unless[clause.unless] === TRUE) return false;
  if (clause.account !== undefined && !view.holdsForAccount(clause.account)) return false;
  if (
    clause.pattern !== undefined &&
    !patternHolds(view.hits, view.lead, clause.pattern, view.firstSlot, view.t, view.extra)
  ) {
    return false;
  }
  if (clause.all !== undefined) for (const inner of clause.all) if (!clauseHolds(inner, view)) return false;
  if (clause.any === undefined) return true;
  for (const inner of clause.any) if (clauseHolds(inner, view)) return true;
  return false;
}

/**
 * Whether the gate could open for a lead of some grade whose undecayed positive contributions are at most so many tenths: a bound that costs next to nothing and never errs on the
 * side of *no*. `chain` is the position of the version's first chain of the lead.
 */
export function couldOpen(
  gate: CompiledGate,
  mostEngagement: number,
  mostUsage: number,
  hits: Hits,
  chain: number,
): boolean {
  const needs = gate.needs;
  if (needs.engagement > mostEngagement || needs.usage > mostUsage) return false;
  const places = needs.places;
  for (let i = 0; i < places.length; i++) if ((hits.tail[chain + (places[i] as number)] as number) < 0) return false;
  return true;
}
