// Parts that rows of several kinds have in common: who, when, how much.
import { minorDecimals } from '../../tables/cell-numbers.ts';
import { type Draft, type Fields, instantOf, pick, textOf, type WrittenAmount } from '../draft.ts';

const WHO = ['userId', 'email', 'anonymousId', 'accountId', 'domain'] as const;

/** Who the row is about. A user id that is the device's own names nobody. */
export function whoOf(draft: Draft): Fields {
  const who = pick(draft.fields, WHO);
  if (who.userId !== undefined && who.userId === who.anonymousId) delete who.userId;
  return who;
}

/** When it happened and was known. */
export function timesOf(draft: Draft): Fields {
  const at = instantOf(draft, 'occurredAt');
  const known = instantOf(draft, 'knownAt');
  const times: Fields = {};
  if (at !== undefined) times.occurredAt = at.at;
  if (at !== undefined && known !== undefined) times.knownAt = Math.max(known.at, at.at);
  return times;
}

/** The amount in minor units of its currency: the row's, else the answer of all files. */
export function moneyOf(draft: Draft, currency: string): { readonly amountMinor?: number; readonly currency?: string } {
  const written = draft.fields.amount as WrittenAmount | undefined;
  const own = textOf(draft, 'currency') ?? currency;
  const amountMinor = written?.(minorDecimals(own));
  return amountMinor === undefined ? {} : { amountMinor, currency: own };
}
