// When the next look at the rate and the next review of a definition are due, and whether they are late: one answer for every surface (G3, I7).
import { Temporal } from 'temporal-polyfill';
import { definitionDigest } from '../../definition/canonical.ts';
import type { Definition } from '../../definition/definition.ts';
import type { ActivationEntry, ReviewEntry } from '../../journal/entry.ts';

/** One of the two cadences. */
export interface Due {
  readonly cadence: 'monthly' | 'quarterly';
  /** The last review of the kind, else the activation, else the first entry. */
  readonly last: number;
  readonly lastWas: 'review' | 'activation' | 'first entry';
  readonly dueAt: number;
  readonly state: 'in time' | 'overdue';
}

/** What every surface says of reviews. */
export interface ReviewDue {
  readonly rate: Due;
  readonly definition: Due;
  /** Nobody reviewed the definition for two quarters (I7). */
  readonly isStale: boolean;
}

const MONTHS = { monthly: 1, quarterly: 3 } as const;
const STALE_MONTHS = 6;

/** What is known of reviews. Instants in milliseconds. */
export interface ReviewHistory {
  readonly reviews: readonly ReviewEntry[];
  readonly activations: readonly ActivationEntry[];
  /** When the first entry happened: from then on there was something to review. */
  readonly first: number;
  readonly asOf: number;
}

/**
 * A quarterly review looks at the rate too. Dates are of the definition's calendar: what was reviewed on 31 January is due again on 28 February, at the same hour.
 *
 * @example reviewDue(definition, { reviews: [], activations: [], first: Date.UTC(2026, 0, 1), asOf: Date.UTC(2026, 6, 2) }).isStale // true
 */
export function reviewDue(definition: Definition, history: ReviewHistory): ReviewDue {
  const { review, handoff } = definition;
  const { zone } = handoff.calendar;
  const known = history.reviews.filter(({ occurredAt }) => occurredAt <= history.asOf);
  const of = (kinds: readonly ReviewEntry['review'][]): number[] =>
    known.filter((each) => kinds.includes(each.review)).map(({ occurredAt }) => occurredAt);
  const due = (cadence: Due['cadence'], reviewed: readonly number[]): Due => {
    const begin = beginOf(definition, history);
    const last =
      reviewed.length === 0 ? begin : { last: Math.max(...reviewed, begin.last), lastWas: 'review' as const };
    const dueAt = monthsLater(last.last, MONTHS[cadence], zone);
    return { cadence, ...last, dueAt, state: history.asOf > dueAt ? 'overdue' : 'in time' };
  };
  // A definition that is reviewed every month is reviewed by monthly reviews.
  const whole = due(review.definition, of(review.definition === 'monthly' ? ['monthly', 'quarterly'] : ['quarterly']));
  return {
    rate: due(review.rate, of(['monthly', 'quarterly'])),
    definition: whole,
    isStale: history.asOf > monthsLater(whole.last, STALE_MONTHS, zone),
  };
}

/** A sentence on what is late; undefined where all is in time. */
export function lateWords({ rate, definition, isStale }: ReviewDue): string | undefined {
  const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
  if (isStale)
    return `Stale: nobody has reviewed this definition since ${day(definition.last)}, for two quarters or more.`;
  if (definition.state === 'overdue')
    return `The ${definition.cadence} review of the definition is overdue since ${day(definition.dueAt)}.`;
  if (rate.state === 'overdue') return `The ${rate.cadence} look at the rate is overdue since ${day(rate.dueAt)}.`;
  return undefined;
}

/** When the definition came into force: an activation of its very text, else of its name. */
function beginOf(definition: Definition, { activations, first, asOf }: ReviewHistory): Pick<Due, 'last' | 'lastWas'> {
  const named = activations.filter((each) => each.definition === definition.name && each.effectiveAt <= asOf);
  const digest = definitionDigest(definition);
  const exact = named.filter((each) => each.digest === digest);
  const found = (exact.length > 0 ? exact : named).map(({ effectiveAt }) => effectiveAt);
  return found.length === 0
    ? { last: first, lastWas: 'first entry' }
    : { last: Math.max(...found), lastWas: 'activation' };
}

function monthsLater(at: number, months: number, zone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).add({ months }).epochMilliseconds;
}
