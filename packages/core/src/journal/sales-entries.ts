// Entries of the sales side: what the CRM records of talks and deals, and what reps and the router say to hand-offs.
import type { EntryBase, Identity, Instant } from './entry-base.ts';

/** Sales and this lead have talked: a two-way exchange. */
export interface ConversationEntry extends EntryBase {
  readonly kind: 'conversation';
  readonly channel?: string;
}

/** A meeting that was held. */
export interface MeetingEntry extends EntryBase {
  readonly kind: 'meeting';
  readonly owner?: string;
}

/** A sales touch that is no conversation: an outbound mail, a call attempt. */
export interface TouchEntry extends EntryBase {
  readonly kind: 'touch';
  /** call, email, message, task; `status` where a rep's status says that the lead was contacted. */
  readonly channel?: string;
  readonly owner?: string;
  /** Absent: outbound. */
  readonly direction?: 'inbound' | 'outbound';
  /** What came of a call. Absent: not known. */
  readonly outcome?: 'connected' | 'unanswered';
}

/** A deal's life. Amounts are in minor units of `currency`. `opportunity` opens it; `reopened` voids an earlier outcome. */
export interface DealEntry extends EntryBase {
  readonly kind: 'opportunity' | 'stage' | 'won' | 'lost' | 'reopened';
  readonly deal: string;
  readonly name?: string;
  readonly stage?: string;
  readonly amountMinor?: number;
  readonly currency?: string;
  readonly reason?: string;
  readonly owner?: string;
  /** New business, or a renewal, upsell… which no report counts as new. Absent: new business. */
  readonly business?: 'new' | 'existing';
  /** The deal's people (K5), at its opening; they are named here and joined to nobody by it. */
  readonly people?: readonly Identity[];
  /** People created or attached more than an hour after its opening: they source nothing. */
  readonly latePeople?: readonly Identity[];
}

/** A self-serve subscription. */
export interface SubscriptionEntry extends EntryBase {
  readonly kind: 'subscription';
  readonly subscription: string;
  readonly change: 'started' | 'upgraded' | 'cancelled';
  readonly amountMinor?: number;
  readonly currency?: string;
}

/** What a rep answered. Without `handoff` it speaks of the lead's open hand-off. */
export interface DispositionEntry extends EntryBase {
  readonly kind: 'disposition';
  readonly handoff?: string;
  readonly answer: 'accepted' | 'rejected' | 'invalid' | 'recycled' | 'snoozed' | 'sql';
  readonly reason?: string;
  /** The criterion or track the rep disputes. */
  readonly disputes?: string;
  readonly rep?: string;
  readonly note?: string;
  /** Until when it is snoozed. Says nothing to the kernel: the clocks go on. */
  readonly until?: Instant;
}

/** What a rep found out: one question of BANT, MEDDIC or MEDDPICC. */
export interface EvidenceEntry extends EntryBase {
  readonly kind: 'evidence';
  readonly framework: 'BANT' | 'MEDDIC' | 'MEDDPICC';
  readonly question: string;
  readonly state: 'known' | 'unknown' | 'negative';
  readonly answer?: string;
  readonly rep?: string;
}

/** The router's answer to a hand-off (R20): who works it and until when. */
export interface RoutedEntry extends EntryBase {
  readonly kind: 'routed';
  readonly handoff?: string;
  readonly rep: string;
  /** Digest of the calendar the instants were computed with. */
  readonly calendar?: string;
  readonly dueAt: Instant;
  readonly rejectUntil: Instant;
}

/** Continuous mode (R28): the router hands this lead over now. */
export interface HandedEntry extends EntryBase {
  readonly kind: 'handed';
  readonly definition: string;
}

/** Metered release of backlog (R17): waives freshness for this lead and its account's AQL at this instant. */
export interface ReleaseEntry extends EntryBase {
  readonly kind: 'release';
}
