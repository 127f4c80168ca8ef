// Leads: lists of standings, and one lead with everything behind it. Tenths are tenths of a point.
import { change, get } from './call.ts';
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

/** Something that is known, with the entry that said it. */
export interface Fact {
  readonly of: 'lead' | 'account';
  readonly name: string;
  readonly value: unknown;
  readonly since: number;
  readonly source: string;
  readonly id: string;
  /** The rule that made it of an export's row. */
  readonly rule?: string;
  readonly confidence?: string;
}

/** A lead by one definition at an instant. Scores 0–100. */
export interface HistoryPoint {
  readonly at: number;
  readonly definition: string;
  readonly grade: string;
  readonly engagement: number;
  readonly usage: number;
}

export interface Lead {
  readonly at: number;
  readonly facts: readonly Fact[];
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

/** How the scores went, as they were known then. */
export const readHistory = (lead: string): Promise<{ points: readonly HistoryPoint[] }> =>
  get(`/leads/${encodeURIComponent(lead)}/history`);

/** Says that another lead is the same person. */
export const mergeLeads = (lead: string, other: string, once: string): Promise<unknown> =>
  change('POST', `/leads/${encodeURIComponent(lead)}/merge`, { with: other }, once);

/** Takes back what an entry said about who is who. */
export const unmergeLeads = (
  lead: string,
  { source, id }: { readonly source: string; readonly id: string },
  once: string,
): Promise<unknown> => change('POST', `/leads/${encodeURIComponent(lead)}/unmerge`, { source, id }, once);

/** Where a lead stands as raw JSON. */
export const leadAsJson = (lead: string, at: number | undefined): string =>
  `/api/v1/leads/${encodeURIComponent(lead)}${at === undefined ? '' : `?at=${at}`}`;
