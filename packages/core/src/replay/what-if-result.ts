// What a what-if tells: a draft beside what is compared with it, over the same history. Plain data; no outcomes, which is what a backtest is for.

/** One lead that a definition would have handed over. */
export interface WhatIfLead {
  readonly lead: string;
  /** Name, else e-mail, else id. */
  readonly label: string;
  readonly company?: string;
  readonly source: string;
  /** First hand-off, milliseconds since 1970. */
  readonly at: number;
  readonly gate: string;
}

/** What one definition would have handed over. */
export interface WhatIfSide {
  /** Leads, each counted once. */
  readonly leads: number;
  /** Hand-offs: a lead may be handed over again. */
  readonly handoffs: number;
  /** Leads by the month of their first hand-off (`2024-03`), every month of the period, in the definition's zone. */
  readonly months: readonly { readonly month: string; readonly leads: number }[];
  /** Leads by first-touch source, most first. */
  readonly sources: readonly { readonly source: string; readonly leads: number }[];
  /** Hand-offs a working day: mean, 95th percentile, most, and mean per rep. */
  readonly perWorkingDay: {
    readonly mean: number;
    readonly p95: number;
    readonly max: number;
    readonly perRep: number;
  };
}

/** How a lead would stand at the end of the history. Scores in tenths. */
export interface WhatIfStanding {
  readonly grade: string;
  readonly engagement: number;
  readonly usage: number;
  /** Names of open gates; none while disqualified. */
  readonly open: readonly string[];
}

/** A lead that somebody keeps an eye on. */
export interface WhatIfSample {
  readonly lead: string;
  readonly label: string;
  /** Absent where nothing is compared, or where the lead is not known. */
  readonly now?: WhatIfStanding;
  readonly draft?: WhatIfStanding;
}

/** Leads of which only the first are named. */
export interface NamedLeads {
  readonly count: number;
  readonly named: readonly WhatIfLead[];
}

export interface WhatIfResult {
  /** [from, until] of the period, milliseconds. */
  readonly from: number;
  readonly until: number;
  readonly zone: string;
  readonly reps: number;
  readonly entries: number;
  readonly draft: WhatIfSide;
  /** Of the definition that is compared; absent where there is none. */
  readonly now?: WhatIfSide;
  /** Leads that only the draft hands over, and leads that only the other does; newest first. */
  readonly enters: NamedLeads;
  readonly leaves: NamedLeads;
  readonly both: number;
  readonly samples: readonly WhatIfSample[];
}
