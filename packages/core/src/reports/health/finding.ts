// What data health has found: one fault or gap, where and when, and what would mend it.

/** Kinds of findings; docs/data-health.md says of each how it is told and when it is not. */
export type FindingKind =
  | 'feed-stopped'
  | 'feed-started'
  | 'feed-renamed'
  | 'feed-gap'
  | 'attribute-dropped'
  | 'attribute-leaks'
  | 'late-data'
  | 'clock-skew'
  | 'out-of-order'
  | 'duplicate-entries'
  | 'conflicting-entries'
  | 'broken-rows'
  | 'duplicate-people'
  | 'test-records'
  | 'bulk-load'
  | 'junk-campaign'
  | 'reads-everything'
  | 'machine-clicks'
  | 'deals-without-people'
  | 'dark-wins'
  | 'bulk-closing'
  | 'late-stages'
  | 'accepts-everything'
  | 'rejects-alike'
  | 'slow-response'
  | 'threshold-gamed'
  | 'assumed-conversations'
  | 'refused-cells'
  | 'unmapped-columns'
  | 'duplicate-rows';

/** The counts that a finding stands on: how many of how many are so where and when it is, and everywhere else. */
export interface FindingCounts {
  readonly count: number;
  readonly of: number;
  readonly otherCount: number;
  readonly otherOf: number;
}

/** One finding. */
export interface Finding {
  readonly kind: FindingKind;
  /** What it is about: an event, an attribute, a source, a rep. */
  readonly place: string;
  /** `2026-03`, where it has a month. */
  readonly month?: string;
  /** How many entries, people or deals it touches. */
  readonly size: number;
  readonly message: string;
  /** What to do about it. */
  readonly repair: string;
  /** Of what is told as a share that stands out. */
  readonly counts?: FindingCounts;
  /** The reason that is given too often. */
  readonly reason?: string;
  /** Share of what should be learned from that it spoils, 0…1: the order of repairs. */
  readonly weight: number;
}
