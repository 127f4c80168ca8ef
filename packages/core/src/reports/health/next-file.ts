// Which export would help most next: the first thing on the way from a person to closed-won that the data does not show.
import type { DealHealth } from './deals.ts';

/** What is there already. */
export interface Present {
  /** Records of people, and entries of what they did. */
  readonly people: number;
  readonly deeds: number;
  readonly deals: Pick<DealHealth, 'deals' | 'withPeople' | 'conversations' | 'seen' | 'dark'>;
  /** Entries by kind. */
  readonly kinds: ReadonlyMap<string, number>;
}

/** The export to ask for next and what it would show; undefined where nothing is missing. */
export function nextFile({ people, deeds, deals, kinds }: Present): string | undefined {
  const { withPeople, conversations, seen, dark } = deals;
  const opened = withPeople.recorded + withPeople.inferred + withPeople.none;
  const talks = conversations.recorded + conversations.inferred + conversations.assumed;
  if (people === 0) return 'contacts or leads with the dates of their creation: whom all this is about';
  if (deals.deals === 0) return 'deals with stages, amounts and dates: what became of people';
  if (withPeople.none > 0.3 * opened)
    return 'contact roles, or the contacts associated with deals: whose deals they are';
  if (deeds === 0)
    return 'events of the website, forms, webinars or the product: what people did before sales talked to them';
  if (conversations.assumed > 0.3 * talks)
    return 'calls and meetings with owners, outcomes and dates: when sales really began to talk';
  if (dark > 0.3 * (seen + dark)) return 'older or other events: too many wins have nothing before them';
  if (!kinds.has('disposition')) return 'the history of lead statuses: what sales made of leads, and why';
  if (!kinds.has('spend')) return 'spend by campaign and month: what leads and customers cost';
  return undefined;
}
