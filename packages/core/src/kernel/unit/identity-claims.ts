// The assertions about who is who that a unit's entries have made so far, equal ones written once with all their rows.
import type { EntryRef } from '../../journal/entry.ts';
import { compareOccurrence, type Occurrence } from '../../journal/entry-order.ts';
import type { Claimed } from '../../lead/grouping.ts';
import type { IdentityEffect } from '../columns/effect.ts';

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
      const live = rows.filter((row) => !isTakenBack(row)).map((row) => this.occurrence(row));
      const [start] = live;
      if (start !== undefined) {
        const first = live.reduce((a, b) => (compareOccurrence(b, a) < 0 ? b : a), start);
        const last = live.reduce((a, b) => (compareOccurrence(b, a) > 0 ? b : a), start);
        counted.push({ ...identity, first, last });
      }
      if (live.length < rows.length) counted.push(onlyNamed(identity, this.occurrence(rows[0] as number)));
    }
    return counted;
  }

  private occurrence(row: number): Occurrence {
    return { occurredAt: this.columns.occurredAt[row] as number, ref: this.columns.refOf(row) };
  }
}

/** The subject alone: an entry whose links were taken back still is somebody's. */
function onlyNamed(identity: IdentityEffect, when: Occurrence): Claimed {
  return {
    people: identity.people.slice(0, 1),
    companies: identity.companies.slice(0, 1),
    join: 'seen',
    claim: -1,
    domainOf: undefined,
    first: when,
    last: when,
  };
}
