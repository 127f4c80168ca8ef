// What is kept for how long, what is held about a person, and their erasure.
import { change, get } from './call.ts';

/** Months by kind; null for ever. */
export interface Retention {
  readonly behaviour: number | null;
  readonly refused: number | null;
  readonly results: number | null;
}

export interface RetentionShown {
  readonly retention: Retention;
  /** How much would go now. */
  readonly wouldGo: { readonly [Kind in keyof Retention]: number };
}

/** Why somebody is erased. */
export type ErasureReason = 'request' | 'consent-withdrawn' | 'not-needed' | 'unlawful' | 'mistake';

export interface Erased {
  readonly entries: number;
  readonly mentions: number;
  readonly decisions: number;
  readonly beside: number;
  /** Whether the store’s own files hold nothing of it any more. */
  readonly scrubbed: boolean;
}

/** How long things are kept, and how much would go, by these months where they are given. */
export const readRetention = (asked: Partial<Retention> = {}): Promise<RetentionShown> =>
  get('/retention', {
    behaviour: asked.behaviour ?? undefined,
    refused: asked.refused ?? undefined,
    results: asked.results ?? undefined,
  });

/** Sets how long things are kept. */
export const setRetention = (retention: Retention): Promise<RetentionShown> => change('PUT', '/retention', retention);

/** Where everything that is held about a person is fetched. */
export const exportOf = (lead: string): string => `/api/v1/leads/${encodeURIComponent(lead)}/export`;

/** Erases a person for good. */
export const eraseLead = (
  lead: string,
  why: { readonly reason: ErasureReason; readonly reference?: string },
  once: string,
): Promise<Erased> => change('POST', `/leads/${encodeURIComponent(lead)}/erase`, why, once);
