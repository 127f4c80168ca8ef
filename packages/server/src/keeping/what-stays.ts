// What stays of a person's entries: nothing, but of the deals and talks that the company had by them that there were any. Revenue reconciles with the CRM, and sales is not handed a customer's colleague.
import type { Entry, Json } from '@baton/core/journal/entry';
import type { PersonalWords } from './personal-words.ts';

/** Kinds that tell what became of a company's purchase: sales' own records, which the person is only a contact of. */
const OF_SALES: ReadonlySet<Entry['kind']> = new Set([
  ...(['conversation', 'meeting', 'touch', 'opportunity', 'stage', 'won', 'lost', 'reopened', 'subscription'] as const),
]);
/** Of those, what is kept: no names, no texts that somebody wrote. */
const KEPT = [
  ...['kind', 'source', 'occurredAt', 'knownAt', 'confidence', 'owner', 'direction', 'outcome'],
  ...['deal', 'stage', 'amountMinor', 'currency', 'business', 'people', 'latePeople', 'subscription', 'change'],
] as const;

/** The text that stands for an entry of an erased person; empty where nothing stays. `id` is what it is called now, `account` the company's identifier. */
export function whatStays(
  body: string,
  called: string,
  id: string,
  account: string | undefined,
  words: PersonalWords,
): string {
  const entry = JSON.parse(body) as Entry;
  if (!OF_SALES.has(entry.kind)) return '';
  const said = entry as unknown as Readonly<Record<string, Json>>;
  const kept = Object.fromEntries(KEPT.flatMap((key) => (said[key] === undefined ? [] : [[key, said[key]]])));
  return JSON.stringify({
    ...(words.without(kept as Json, called, () => undefined) as object),
    ...{ id, userId: called },
    ...companyOf(account),
  });
}

/** A company's identifier as the part of an identity that names it. */
export function companyOf(account: string | undefined): { readonly accountId?: string; readonly domain?: string } {
  if (account?.startsWith('company:')) return { accountId: account.slice('company:'.length) };
  return account?.startsWith('domain:') ? { domain: account.slice('domain:'.length) } : {};
}
