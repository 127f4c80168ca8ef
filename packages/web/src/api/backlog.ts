// Leads that stand over a gate and have nothing new to show: who they are by a version, and letting some go to sales.
import { change } from './call.ts';

/** Scores in tenths. */
export interface StandingLead {
  readonly lead: string;
  readonly label: string;
  readonly company: string | null;
  readonly grade: string;
  readonly engagement: number;
  readonly usage: number;
  readonly gates: readonly string[];
}

/** What a job of the kind `backlog` finds. `standing` counts them all; `leads` names the best. */
export interface Backlog {
  readonly at: number;
  readonly standing: number;
  readonly gates: readonly { readonly gate: string; readonly leads: number }[];
  readonly leads: readonly StandingLead[];
}

/** At most so many go at once. */
export const MOST_RELEASED = 100;

/** Lets leads go to sales at once, where their gate is open; says which hand-offs that opened. */
export const releaseBacklog = (leads: readonly string[], once: string): Promise<{ handoffs: readonly string[] }> =>
  change('POST', '/backlog/release', { leads }, once);
