// Who is who, decided once for units in which it never changes; other units get their assertions as effects of their entries, and regroup as they go.
import { groupIdentifiers } from '../../lead/grouping.ts';
import { type Assertion, isPerson, namedWithCompanies } from '../../lead/identity.ts';
import type { Partition } from '../../lead/partition.ts';
import { type Columns, isCorrection, type UnitRows } from './columns.ts';
import type { IdentityEffect } from './effect.ts';
import type { SignatureBook } from './signature-book.ts';

/** The identifiers and groupings of a journal's units, written unit after unit. */
export class FixedGroupings {
  private readonly atoms: (readonly string[])[] = [];
  private readonly leadOf: (Int32Array | undefined)[] = [];
  private readonly accountOf: Int32Array[] = [];

  constructor(
    private readonly partition: Partition,
    private readonly assertions: readonly Assertion[],
    private readonly columns: Columns,
    private readonly book: SignatureBook,
    /** Units regroup as they go, even where nothing will change: the way of live work. */
    private readonly alwaysRegroup: boolean,
  ) {}

  /** Writes the next unit: its identifiers, the subject of each row, and where needed each row's assertion. */
  write(
    from: number,
    entries: Uint32Array,
    subjectOf: (entry: number) => number,
    assertionAt: (entry: number) => number,
  ): void {
    const asserted = Array.from(entries, (entry) => this.assertions[assertionAt(entry)] as Assertion);
    const names = [...new Set(asserted.flatMap(namedWithCompanies))];
    const fixed = !this.alwaysRegroup && neverChanges(asserted) && !this.hasCorrections(from, entries.length);
    const grouped = fixed ? this.group(names, asserted, from) : undefined;
    const ordered = grouped?.names ?? names;
    const positions = new Map(ordered.map((name, i) => [name, i]));
    entries.forEach((entry, i) => {
      this.columns.atom[from + i] = positions.get(this.partition.names[subjectOf(entry)] as string) as number;
      if (fixed) return;
      const signature = this.columns.signature[from + i] as number;
      this.columns.signature[from + i] = this.book.withIdentity(
        signature,
        identityEffect(asserted[i] as Assertion, positions),
      );
    });
    this.atoms.push(ordered);
    this.leadOf.push(grouped?.leadOf);
    this.accountOf.push(grouped?.accountOf ?? new Int32Array(0));
  }

  unit(index: number, from: number, until: number): UnitRows {
    const atoms = this.atoms[index] as readonly string[];
    const leadOf = this.leadOf[index];
    const accountOf = this.accountOf[index] as Int32Array;
    return { from, until, atoms, fixed: leadOf && this.fixedOf(leadOf, accountOf) };
  }

  private fixedOf(leadOf: Int32Array, accountOf: Int32Array): NonNullable<UnitRows['fixed']> {
    let leads = 0;
    let accounts = 0;
    for (const lead of leadOf) if (lead >= leads) leads = lead + 1;
    for (const account of accountOf) if (account >= accounts) accounts = account + 1;
    return { leadOf, accountOf, from: 0, count: leadOf.length, leads, accounts };
  }

  /** Flags, withdrawals and unmerges take assertions back (R24, I5). */
  private hasCorrections(from: number, rows: number): boolean {
    for (let row = from; row < from + rows; row++) if (isCorrection(this.columns, row)) return true;
    return false;
  }

  /** Groups for good, and puts the identifiers that name a lead or an account before the others. */
  private group(names: readonly string[], asserted: readonly Assertion[], from: number) {
    const positions = new Map(names.map((name, i) => [name, i]));
    const claims = [...new Set(asserted)].map((assertion) => {
      const first = asserted.indexOf(assertion);
      const last = asserted.lastIndexOf(assertion);
      const when = (i: number) => ({
        occurredAt: this.columns.occurredAt[from + i] as number,
        ref: this.columns.refOf(from + i),
      });
      return { ...identityEffect(assertion, positions), first: when(first), last: when(last) };
    });
    const grouping = groupIdentifiers(names, claims);
    const naming = new Set([...grouping.leadAtom, ...grouping.accountAtom]);
    const order = names.map((_, i) => i).sort((a, b) => Number(naming.has(b)) - Number(naming.has(a)) || a - b);
    return {
      names: order.map((i) => names[i] as string),
      leadOf: Int32Array.from(order, (i) => grouping.leadOf[i] as number),
      accountOf: Int32Array.from(order, (i) => grouping.accountOf[i] as number),
    };
  }
}

/** An assertion over the unit's identifiers by position. */
export function identityEffect(assertion: Assertion, positions: ReadonlyMap<string, number>): IdentityEffect {
  const at = (name: string): number => positions.get(name) as number;
  const { domainOf } = assertion;
  return {
    people: assertion.people.map(at),
    join: assertion.join,
    companies: assertion.companies.map(at),
    claim: assertion.claim === undefined ? -1 : at(assertion.claim),
    domainOf: domainOf && [at(domainOf[0]), at(domainOf[1])],
  };
}

/**
 * Whether every subject's first entry says all that its later ones say, no identifier has two subjects, and nobody gives a domain to a company: then who is who is known from each
 * subject's first entry on, and never changes.
 */
function neverChanges(asserted: readonly Assertion[]): boolean {
  const first = new Map<string, Assertion>();
  const subjectOf = new Map<string, string>();
  for (const assertion of asserted) {
    if (assertion.join !== 'seen' || assertion.domainOf !== undefined || assertion.companies.length > 1) return false;
    const held = first.get(assertion.subject);
    if (held === undefined) first.set(assertion.subject, assertion);
    else if (!saysNoMore(assertion, held)) return false;
    for (const person of assertion.people) {
      if ((subjectOf.get(person) ?? assertion.subject) !== assertion.subject) return false;
      subjectOf.set(person, assertion.subject);
    }
  }
  return [...first.values()].every(isPlain);
}

function saysNoMore(assertion: Assertion, first: Assertion): boolean {
  const claims = assertion.claim === undefined || assertion.claim === first.claim;
  return claims && assertion.people.every((person) => first.people.includes(person));
}

/** One person with at most one e-mail; a role address or a second identifier of a kind would make the grouping less plain. */
function isPlain(assertion: Assertion): boolean {
  if (!isPerson(assertion.subject)) return true;
  return assertion.people.filter((person) => person.startsWith('email:')).length <= 1;
}
