// One deal out of its entries: when it was opened and closed, how it stands now, whose it is, who its people are, what it is worth (K4, K5, K8, K10).
import type { Confidence, Identity } from '../../journal/entry.ts';
import { compareOccurrence } from '../../journal/entry-order.ts';
import { subjectOf } from '../../journal/identifiers.ts';
import type { DealEntry } from '../../journal/sales-entries.ts';
import { isPerson } from '../../lead/identity.ts';
import type { WhoIsWho } from '../../lead/who-is-who.ts';
import { dealAt } from '../../replay/backtest/deal-life.ts';
import type { Money } from '../funnel-facts.ts';

/** A deal as its entries tell it by now. */
export interface Deal {
  readonly id: string;
  readonly name: string | undefined;
  readonly account: string;
  readonly isExisting: boolean;
  readonly openedAt: number | undefined;
  /** Its opening, else the first that is told of it: by then it was there. */
  readonly thereBy: number | undefined;
  readonly state: 'open' | 'won' | 'lost';
  readonly closedAt: number | undefined;
  readonly reason: string | undefined;
  readonly owner: string | undefined;
  /** It was won at an instant and is not any more. */
  readonly isTakenBack: boolean;
  readonly money: Money | undefined;
  /** Leads that were there when it was opened. */
  readonly people: ReadonlySet<string>;
  /** Leads that came later: they source nothing (K5). */
  readonly latePeople: ReadonlySet<string>;
  readonly confidence: Confidence;
  /** Instants at which its stage changed after its opening, ascending. */
  readonly stageChanges: readonly number[];
}

/** Reads a deal's entries, in any order, as of `now`. An export that tells a deal anew is believed over an older one. */
export function dealOf(id: string, entries: readonly DealEntry[], who: WhoIsWho, now: number): Deal {
  const told = [...entries].sort((a, b) => a.knownAt - b.knownAt || compareOccurrence(occurrence(a), occurrence(b)));
  const newest = <T>(read: (entry: DealEntry) => T | undefined): T | undefined =>
    told.reduce<T | undefined>((found, entry) => read(entry) ?? found, undefined);
  const opening = newest((entry) => (entry.kind === 'opportunity' ? entry : undefined));
  const openedAt = opening?.occurredAt;
  const steps = [...entries]
    .filter((entry) => entry.kind !== 'opportunity' || entry === opening)
    .sort((a, b) => compareOccurrence(occurrence(a), occurrence(b)))
    .map((entry): { at: number; state: Deal['state']; kind: DealEntry['kind'] } => ({
      at: entry.occurredAt,
      state: entry.kind === 'won' || entry.kind === 'lost' ? entry.kind : 'open',
      kind: entry.kind,
    }));
  const { state, at } = dealAt({ deal: id, isExisting: false, steps }, now, now);
  const currency = newest((entry) => (entry.amountMinor === undefined ? undefined : (entry.currency ?? '')));
  const minor = newest((entry) => entry.amountMinor);
  const [first] = told;
  const subject = subjectOf(opening ?? (first as DealEntry));
  const leads = (people: readonly Identity[] | undefined): string[] =>
    (people ?? []).flatMap((person) => {
      const name = subjectOf(person);
      return name !== undefined && isPerson(name) ? [who.leadOf(name)] : [];
    });
  const about = opening ?? (first as DealEntry);
  const own = leads([about]);
  const late = leads(about.latePeople);
  const people = new Set([...leads(about.people), ...own.filter((lead) => !late.includes(lead))]);
  return {
    id,
    name: newest((entry) => entry.name),
    account: who.accountOf(subject ?? `company:deal:${id}`),
    isExisting: newest((entry) => entry.business) === 'existing',
    openedAt,
    thereBy: openedAt ?? steps[0]?.at,
    state,
    closedAt: state === 'open' ? undefined : at,
    reason: newest((entry) => (entry.kind === 'lost' ? entry.reason : undefined)),
    owner: newest((entry) => entry.owner),
    isTakenBack: state !== 'won' && steps.some((step) => step.kind === 'won'),
    money: minor === undefined ? undefined : { minor, currency: currency ?? '' },
    people,
    latePeople: new Set(late.filter((lead) => !people.has(lead))),
    confidence: opening?.confidence ?? 'recorded',
    stageChanges: steps.filter(({ kind }) => kind === 'stage' || kind === 'reopened').map((step) => step.at),
  };
}

function occurrence(entry: DealEntry) {
  return { occurredAt: entry.occurredAt, ref: entry };
}
