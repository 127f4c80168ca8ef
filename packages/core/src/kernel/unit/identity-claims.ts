// The assertions about who is who that a unit's entries have made so far, equal ones written once with all their rows.
import type { EntryRef } from '../../journal/entry.ts';
import { compareOccurrence, type Occurrence } from '../../journal/entry-order.ts';
import type { Claimed } from '../../lead/grouping.ts';
import type { IdentityEffect } from '../columns/effect.ts';

interface Span {
  readonly first: Occurrence;
  readonly last: Occurrence;
}

interface Asserted {
  readonly identity: IdentityEffect;
  readonly rows: number[];
}

/** What identity reads of the columns. */
interface RowOccurrences {
  readonly occurredAt: Float64Array;
  refOf(row: number): EntryRef;
}

/** Assertions about who is who, with the rows that made them. */
export class IdentityClaims {
  /** Equal assertions are one object: the columns' writer sees to that. */
  private readonly asserted = new Map<IdentityEffect, Asserted>();

  constructor(private readonly columns: RowOccurrences) {}

  clear(): void {
    this.asserted.clear();
  }

  /** Notes an assertion. Returns whether the grouping may have changed: a repetition of the only one of its kind changes nothing. */
  add(row: number, identity: IdentityEffect): boolean {
    const known = this.asserted.get(identity);
    if (known !== undefined) {
      known.rows.push(row);
      return this.asserted.size > 1;
    }
    this.asserted.set(identity, { identity, rows: [row] });
    return true;
  }

  /** The assertions that count, with their first and last time. */
  counted(isTakenBack: (row: number) => boolean): Claimed[] {
    const counted: Claimed[] = [];
    for (const { identity, rows } of this.asserted.values()) {
      const live = this.span(rows.filter((row) => !isTakenBack(row)));
      if (live !== undefined) counted.push({ ...identity, ...live });
      const named = this.span(rows.filter(isTakenBack));
      if (named !== undefined) counted.push(...onlyNamed(identity, named));
    }
    return counted;
  }

  private span(rows: readonly number[]): Span | undefined {
    const times = rows.map((row) => this.occurrence(row)).sort(compareOccurrence);
    const [first] = times;
    const last = times.at(-1);
    return first === undefined || last === undefined ? undefined : { first, last };
  }

  private occurrence(row: number): Occurrence {
    return { occurredAt: this.columns.occurredAt[row] as number, ref: this.columns.refOf(row) };
  }
}

/** Whom an entry names whose links and claims were taken back: each for itself (I5). */
function onlyNamed(identity: IdentityEffect, when: Span): Claimed[] {
  const nothing = { people: [], companies: [], join: 'seen', claim: -1, domainOf: undefined, ...when } as const;
  const claimed = [...(identity.claim < 0 ? [] : [identity.claim]), ...(identity.domainOf ?? [])];
  const companies = [...identity.companies, ...claimed];
  return [
    ...identity.people.map((person) => ({ ...nothing, people: [person] })),
    ...companies.map((company) => ({ ...nothing, companies: [company] })),
  ];
}
