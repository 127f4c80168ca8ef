// A definition after parsing and checking: what marketing and sales agreed, in exact integers, with every condition parsed.
// The text it came from is the source of truth; its digest is taken over the canonical form (canonical.ts).
import type { Condition } from './condition.ts';

/** Tenths of a point (R7). */
export type Tenths = number;
/** Whole hours (R8). */
export type Hours = number;

export type Grade = 'A' | 'B' | 'C' | 'D' | '?';
export const GRADES = ['A', 'B', 'C', 'D', '?'] as const satisfies readonly Grade[];

export type Motion = 'sales-led' | 'product-led' | 'account-based' | 'outbound';

export interface Definition {
  readonly name: string;
  readonly language: 1;
  readonly motion: Motion;
  readonly title?: string;
  readonly fit?: Fit;
  readonly engagement?: Track;
  readonly usage?: Track;
  /** In the order written: the first goes first (R18). Empty in continuous mode. */
  readonly gates: readonly Gate[];
  readonly handoff: Handoff;
  readonly review: { readonly rate: 'monthly' | 'quarterly'; readonly definition: 'monthly' | 'quarterly' };
}

export interface Fit {
  readonly criteria: readonly Criterion[];
  /** Absolute cut-offs in tenths; below C is D. */
  readonly grades: { readonly A: Tenths; readonly B: Tenths; readonly C: Tenths };
  readonly disqualify: readonly Disqualification[];
}

export interface Criterion {
  readonly name: string;
  readonly label: string;
  readonly when: Condition;
  readonly points: Tenths;
}

export interface Disqualification {
  readonly name: string;
  readonly when: Condition;
  readonly because: string;
}

export type TrackName = 'engagement' | 'usage';

/** One behavioural score, 0–100. */
export interface Track {
  readonly signals: readonly Signal[];
  readonly groups: readonly Group[];
  /** The first that is true weighs an entry; else 1000 (thousandths). */
  readonly sources: readonly SourceWeight[];
  /** Cap on one person's share of the account's score (R15). Default 50 points. */
  readonly perPerson: Tenths;
}

export interface SourceWeight {
  readonly when: Condition;
  /** Thousandths. */
  readonly weight: number;
}

/** Positive signals may decay; negative ones never do (R11). */
export type Decay =
  | { readonly kind: 'none' }
  | { readonly kind: 'half-life'; readonly hours: Hours }
  | { readonly kind: 'linear' }
  | { readonly kind: 'steps'; readonly steps: readonly { readonly from: Hours; readonly millionths: number }[] };

export interface Signal {
  readonly name: string;
  readonly label: string;
  readonly when: Condition;
  readonly points: Tenths;
  readonly within: Hours;
  /** Keep the latest N (R10), 1–64. Absent where `atLeast` stands. */
  readonly atMost?: number;
  /** Counts once, when N or more are in the window, aged as the latest. */
  readonly atLeast?: number;
  /** Fixed buckets of so many hours, of which the latest entry counts. */
  readonly oncePer?: Hours;
  /** Path into the entry (`topic`, `properties.asset`), as written after `entry.`. */
  readonly distinctBy?: readonly string[];
  readonly decay: Decay;
}

export interface Group {
  readonly name: string;
  readonly signals: readonly string[];
  readonly limit: Tenths;
}

export interface Gate {
  readonly name: string;
  readonly label?: string;
  readonly clause: Clause;
  readonly respondWithin?: Duration;
}

/** All that is present must hold. `any` and `all` hold further clauses. */
export interface Clause {
  readonly fit?: readonly Grade[];
  readonly engagement?: Tenths;
  readonly usage?: Tenths;
  /** Fit points + engagement in one number: allowed, and warned about. */
  readonly total?: Tenths;
  readonly signal?: string;
  readonly pattern?: Pattern;
  readonly account?: AccountClause;
  /** Shuts the clause where it is true (unknown does not). */
  readonly unless?: Condition;
  readonly any?: readonly Clause[];
  readonly all?: readonly Clause[];
}

export interface Pattern {
  readonly places: readonly { readonly signal: string; readonly count: number }[];
  readonly within: Hours;
  readonly ordered: boolean;
}

export interface AccountClause {
  readonly engagedLeads: number;
  readonly engagedAt: Tenths;
  readonly engagement?: Tenths;
  readonly roles: readonly string[];
}

/** Wall-clock hours, business hours (open minutes), or business days (R20). */
export interface Duration {
  readonly amount: number;
  readonly unit: 'hours' | 'business hours' | 'business days';
}

export interface Handoff {
  readonly mode: 'direct' | 'nurture-first';
  readonly ready?: Clause;
  readonly continuous?: {
    readonly perWorkingDay: number;
    /** Local time `HH:MM` in the calendar's zone. */
    readonly at: string;
    readonly fit: readonly Grade[];
  };
  readonly respondWithin: Duration;
  readonly route: readonly { readonly when?: Condition; readonly to: string }[];
  readonly reject: {
    readonly until: Duration;
    readonly reasons: readonly { readonly name: string; readonly disputes?: string; readonly label?: string }[];
    readonly silence: 'accepted' | 'lapsed';
  };
  readonly recycle: { readonly coolDown: Hours; readonly reasons: Readonly<Record<string, Hours>> };
  readonly sql?: {
    readonly framework: 'BANT' | 'MEDDIC' | 'MEDDPICC';
    readonly require: number;
    readonly of: number;
    readonly after?: string;
  };
  readonly holdBack?: { /** Thousandths of the leads. */ readonly share: number; readonly salt: string };
  readonly calendar: CalendarDefinition;
}

/** Working hours of the sales team. Default: Monday to Friday, 09:00–17:00, UTC, no holidays. */
export interface CalendarDefinition {
  /** IANA zone, e.g. `Europe/Berlin`. */
  readonly zone: string;
  /** Seven days from Monday; each a list of [open, close) in minutes after local midnight. */
  readonly week: readonly (readonly (readonly [number, number])[])[];
  /** Local dates `YYYY-MM-DD`, closed all day. */
  readonly holidays: readonly string[];
}
