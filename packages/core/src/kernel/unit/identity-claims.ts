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
  first: Occurrence;
  last: Occurrence;
  /** Whether it may say which company a person belongs to: the latest that does counts (I7). */
  readonly tellsHome: boolean;
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
  /** Of those that tell homes, the one that happened last. */
  private latestHome: Asserted | undefined;

  constructor(private readonly columns: RowOccurrences) {}

  clear(): void {
    this.asserted.clear();
    this.latestHome = undefined;
  }

  /**
   * Notes an assertion. Returns whether the grouping may have changed, as long as no link was taken back: a repetition changes something only where it happened before the first of its
   * kind, or tells a home and happened after another that does. `isEmail` says which of the unit's identifiers stand for a company.
   */
  add(row: number, identity: IdentityEffect, isEmail: (atom: number) => boolean): boolean {
    const when = this.occurrence(row);
    const known = this.asserted.get(identity);
    if (known === undefined) {
      const tellsHome = identity.claim >= 0 || identity.people.some(isEmail);
      const made = { identity, rows: [row], first: when, last: when, tellsHome };
      this.asserted.set(identity, made);
      this.noteHome(made);
      return true;
    }
    known.rows.push(row);
    const isEarlier = compareOccurrence(when, known.first) < 0;
    const isLater = compareOccurrence(when, known.last) > 0;
    if (isEarlier) known.first = when;
    if (isLater) known.last = when;
    const wasLatest = this.latestHome === known;
    if (isLater) this.noteHome(known);
    return this.asserted.size > 1 && (isEarlier || (isLater && known.tellsHome && !wasLatest));
  }

  private noteHome(asserted: Asserted): void {
    if (!asserted.tellsHome) return;
    if (this.latestHome === undefined || compareOccurrence(asserted.last, this.latestHome.last) > 0)
      this.latestHome = asserted;
  }

  /** The assertions that count, with their first and last time; `isTakenBack` where links of any row were. */
  counted(isTakenBack: ((row: number) => boolean) | undefined): Claimed[] {
    if (isTakenBack === undefined)
      return [...this.asserted.values()].map(({ identity, first, last }) => ({ ...identity, first, last }));
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
