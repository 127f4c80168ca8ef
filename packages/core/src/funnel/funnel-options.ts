// What can be asked of the funnel. Shapes only.
import type { GivenHandoff } from './handoffs/given-handoff.ts';

/** What is asked of the funnel. */
export interface FunnelOptions {
  /** As of when: later news are none. Default: the newest instant at which anything happened (K0). */
  readonly asOf?: number;
  /** The hand-offs to hold deals against, such as a replay's. A function is asked once, between the passes. Default: those by the rule of before (K3). */
  readonly handoffs?: readonly GivenHandoff[] | (() => readonly GivenHandoff[]);
  /** Attributes to tell of each hand-off as of its instant: `account.industry`, `lead.seniority`. */
  readonly attributes?: readonly string[];
}
