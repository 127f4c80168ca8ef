// The truth about one account: what no export shows, written beside the data.
import type { EntryRef, Instant } from '../../journal/entry.ts';
import type { AccountKind } from '../faults/strange-accounts.ts';
import type { Causes, Intent, Segment } from './model.ts';

/** How an account buys, if it buys. */
export type Route = 'sales' | 'self-serve';

export interface AccountTruth {
  /** The company's id; of a person alone the person's. */
  readonly account: string;
  /** The month in which it was first seen, by the company's calendar. */
  readonly cohort: string;
  /** As the CRM calls it. */
  readonly source: string;
  readonly channel: string;
  readonly segment: Segment;
  readonly intent: Intent;
  /** When it began to look, and when it decides: whether or not anybody is there to sell. */
  readonly onsetAt: Instant;
  readonly decidesAt: Instant;
  readonly causes: Causes;
  readonly accompanying: { readonly trial: boolean; readonly demoRequested: boolean };
  /** The true probability that it would buy if somebody sold to it in time. */
  readonly probability: number;
  /** Drawn with that probability. */
  readonly wouldBuy: boolean;
  /** Whether sales worked it in time, or it takes the self-serve way: known before the draw, so that `probability` where reached, else 0, is the exact probability of a purchase. */
  readonly isReached: boolean;
  readonly route: Route;
  /** When it bought; may lie after the end of the history. Undefined where it does not. */
  readonly boughtAt: Instant | undefined;
  readonly amountMinor: number | undefined;
  readonly kind: AccountKind;
  readonly leads: readonly LeadTruth[];
}

export interface LeadTruth {
  readonly lead: string;
  readonly email: string;
  readonly role: string;
  readonly firstSeenAt: Instant;
  readonly knownAt: Instant;
  readonly isReader: boolean;
  /** The person's entries that a machine made. */
  readonly machine: readonly EntryRef[];
}

/** The exact probability that an account was going to buy, given what it had done and whether it was reached. */
export function expectedOf({ probability, isReached }: AccountTruth): number {
  return isReached ? probability : 0;
}
