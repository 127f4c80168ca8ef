// What comes in: the ledger, what was refused, and keys.
import { change, get, type Problem } from './call.ts';

/** Entries of a source in an hour: accepted + duplicate + conflict + refused = received. */
export interface LedgerHour {
  readonly source: string;
  readonly hour: number;
  readonly received: number;
  readonly accepted: number;
  readonly duplicate: number;
  readonly conflict: number;
  readonly refused: number;
}

export interface Refused {
  readonly id: number;
  readonly receivedAt: number;
  readonly source: string;
  readonly verdict: string;
  readonly raw: string;
  readonly problems: readonly Problem[];
}

export interface Key {
  readonly id: string;
  readonly kind: string;
  readonly shown: string;
  readonly label: string;
  readonly source: string | null;
  readonly scopes: readonly string[];
  readonly madeAt: number;
  readonly origins: readonly string[];
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
  /** To the minute or so. */
  readonly usedAt: number | null;
}

export type NewKey =
  | { readonly kind: 'write'; readonly label: string; readonly source: string; readonly origins?: readonly string[] }
  | { readonly kind: 'secret'; readonly label: string; readonly scopes: readonly string[] };

/** The ledger of the last seven days. */
export const readLedger = (): Promise<{ hours: readonly LedgerHour[] }> => get('/ledger');

/** What waits to be mended, the newest first; so many, older than `before`. */
export const readRefused = (before?: number): Promise<{ refused: readonly Refused[] }> =>
  get('/refused', { before, limit: MOST_REFUSED });

/** Refused entries of one page. */
export const MOST_REFUSED = 50;

/** Sends something refused again, mended. */
export const replayRefused = (id: number, entry: unknown): Promise<{ verdict: string }> =>
  change('POST', `/refused/${id}/replay`, { entry });

/** All keys, without what is secret. */
export const readKeys = (): Promise<{ keys: readonly Key[] }> => get('/keys');

/** Makes a key; its text is in this answer alone. */
export const makeKey = (key: NewKey): Promise<Key & { key: string }> => change('POST', '/keys', key);

/** Revokes a key. */
export const revokeKey = (id: string): Promise<void> => change('DELETE', `/keys/${encodeURIComponent(id)}`);
