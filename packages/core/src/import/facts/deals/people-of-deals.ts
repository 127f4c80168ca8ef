// Who a deal's people are (K5): those attached to it, else its converted lead, else the account's leads who did something in the half year before.
import type { Confidence, Identity } from '../../../journal/entry.ts';
import type { DealPerson } from './deal-record.ts';

const HOUR_MS = 3_600_000;
/** Behaviour, a hand-off or a touch so long before the deal's creation names a person. */
export const LOOK_BACK_MS = 180 * 24 * HOUR_MS;

/** A person as the files know them. */
export interface KnownPerson {
  readonly who: Identity;
  readonly createdAt: number | undefined;
}

/** The people of a deal. `late` were created or attached more than an hour after its creation: they source nothing. */
export interface DealPeople {
  readonly people: readonly Identity[];
  readonly late: readonly Identity[];
  readonly confidence: Confidence;
  /** Nobody was found: the deal counts in revenue totals only. */
  readonly isUnlinked: boolean;
}

/** The first of three sources that is not empty. `known` finds what the files say of a person. */
export function peopleOfDeal(
  openedAt: number | undefined,
  sources: {
    readonly attached: readonly DealPerson[];
    readonly converted: readonly KnownPerson[];
    readonly active: readonly KnownPerson[];
  },
  known: (who: Identity) => KnownPerson | undefined,
): DealPeople {
  const isLate = (at: number | undefined): boolean =>
    at !== undefined && openedAt !== undefined && at > openedAt + HOUR_MS;
  const divide = (
    found: readonly (KnownPerson & { readonly attachedAt?: number | undefined })[],
    confidence: Confidence,
  ): DealPeople => {
    const late = found.filter((each) => isLate(each.createdAt) || isLate(each.attachedAt));
    return {
      people: found.filter((each) => !late.includes(each)).map(({ who }) => who),
      late: late.map(({ who }) => who),
      confidence,
      isUnlinked: false,
    };
  };
  if (sources.attached.length > 0)
    return divide(
      sources.attached.map(({ who, attachedAt }) => ({ who, createdAt: known(who)?.createdAt, attachedAt })),
      'recorded',
    );
  if (sources.converted.length > 0) return divide(sources.converted, 'recorded');
  if (sources.active.length > 0) return divide(sources.active, 'inferred');
  return { people: [], late: [], confidence: 'recorded', isUnlinked: true };
}
