// Leads: lists of standings, and one lead with everything behind it. Tenths are tenths of a point.
import { get } from './call.ts';
import type { Handoff } from './queue.ts';

export interface LeadRow {
  readonly lead: string;
  readonly definition: string;
  readonly account: string;
  readonly label: string;
  readonly company: string | null;
  readonly grade: string;
  readonly engagement: number;
  readonly usage: number;
  readonly open: readonly string[];
  readonly keptBack: readonly string[];
  readonly reasons: readonly string[];
  readonly source: string;
  readonly asOf: number;
}

export type Line =
  | {
      readonly signal: string;
      readonly entry: { readonly source: string; readonly id: string };
      readonly occurredAt: number;
      readonly points: number;
      /** thousandths */
      readonly weight: number;
      /** millionths */
      readonly decay: number;
      readonly tenths: number;
    }
  | { readonly reduction: 'group'; readonly group: string; readonly tenths: number }
  | { readonly reduction: 'ceiling' | 'floor'; readonly tenths: number }
  | { readonly lead: string; readonly tenths: number };

/** A score and the lines that add up to it. */
export interface Track {
  readonly tenths: number;
  readonly lines: readonly Line[];
}

export interface Fit {
  readonly grade: string;
  readonly tenths: number;
  /** thousandths */
  readonly known: number;
  readonly couldBe: readonly [string, string];
  readonly criteria: readonly {
    readonly criterion: string;
    readonly outcome: 'true' | 'false' | 'unknown';
    readonly tenths: number;
  }[];
}

export interface Standing {
  readonly lead: string;
  readonly account: string;
  readonly definition: string;
  readonly grade: string;
  readonly engagement: number;
  readonly usage: number;
  readonly open: readonly string[];
  readonly disqualified: readonly string[];
  readonly fit?: Fit;
  readonly engagementLines?: Track;
  readonly usageLines?: Track;
}

export interface StandingInWords {
  readonly standing: Standing;
  readonly words: readonly string[];
  /** What would change it. */
  readonly steps: readonly string[];
  readonly keptBack?: string;
  readonly version: number;
  readonly labels: Readonly<Record<'signals' | 'criteria' | 'gates', Readonly<Record<string, string>>>>;
}

/** An entry of the journal, as it came; only what every kind has is named. */
export interface Entry {
  readonly kind: string;
  readonly source: string;
  readonly id: string;
  readonly occurredAt: number;
  readonly admittedAt: number;
  readonly [field: string]: unknown;
}

export interface Lead {
  readonly at: number;
  readonly lead: string;
  readonly label: string;
  readonly company: string | null;
  readonly account: string;
  readonly source: string;
  readonly names: readonly string[];
  readonly standings: readonly StandingInWords[];
  readonly committee: readonly { readonly lead: string; readonly label: string; readonly standing: Standing }[];
  readonly handoffs: readonly Handoff[];
  readonly happened: readonly { readonly at: number; readonly kind: string; readonly words: string }[];
  readonly timeline: readonly Entry[];
  /** How many entries there are; the timeline holds the newest. */
  readonly entries: number;
}

export interface LeadSearch {
  readonly search?: string | undefined;
  readonly grade?: string | undefined;
  readonly cursor?: string | undefined;
}

/** Leads, the most engaged first. */
export const findLeads = (search: LeadSearch): Promise<{ leads: readonly LeadRow[]; next: string | null }> =>
  get('/leads', { ...search, limit: 25 });

/** One lead by an id, an e-mail or another name, as of an instant or now. */
export const readLead = (lead: string, at: number | undefined): Promise<Lead> =>
  get(`/leads/${encodeURIComponent(lead)}`, { at });
