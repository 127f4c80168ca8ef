// What came of an account's working.
import type { Instant } from '../../journal/entry.ts';

/** What came of an account's working: undefined instants where it came to nothing. */
export interface Sold {
  readonly conversationAt: Instant | undefined;
  readonly wonAt: Instant | undefined;
  readonly amountMinor: number | undefined;
}

export const NOTHING: Sold = { conversationAt: undefined, wonAt: undefined, amountMinor: undefined };
