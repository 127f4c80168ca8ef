// Who is who over a whole journal that is read as a stream: what entries assert is held once however often they assert it, and units are grouped when somebody asks (I1–I9).
import type { Entry } from '../journal/entry.ts';
import { compareOccurrence, type Occurrence } from '../journal/entry-order.ts';
import { accountId, type Claimed, type Grouping, groupIdentifiers } from './grouping.ts';
import { type Assertion, assertionOf, companyOfEmail, namedBy, namedWithCompanies } from './identity.ts';
import { Partition } from './partition.ts';
import { TakenBack } from './taken-back.ts';

interface Held {
  readonly assertion: Assertion;
  /** The two earliest and the two latest times at which it was asserted: an unmerge may cancel one. */
  earliest: readonly Occurrence[];
  latest: readonly Occurrence[];
}

/** An assertion that counts, with its first and last time. */
interface Counted {
  readonly assertion: Assertion;
  readonly first: Occurrence;
  readonly last: Occurrence;
}

interface Unit {
  readonly atoms: readonly string[];
  readonly positions: ReadonlyMap<string, number>;
  readonly grouping: Grouping;
}

/**
 * Takes every entry in, in any order, then names leads and accounts as they stand at the end. Memory grows with identifiers, not with entries: of what is asserted
 * over and over the two first and the two last times are held, so that of several unmerges of one and the same link the second may leave its time inexact.
 *
 * @example const who = new WhoIsWho(); for (const entry of entries) who.add(entry); who.leadOf('email:ada@one.example')
 */
export class WhoIsWho {
  readonly takenBack = new TakenBack();
  private readonly held = new Map<string, Held>();
  private unitOf: ((identifier: string) => Unit | undefined) | undefined;

  add(entry: Entry): void {
    this.takenBack.add(entry);
    const assertion = assertionOf(entry);
    if (assertion === undefined || isAlone(assertion)) return;
    const when = { occurredAt: entry.occurredAt, ref: { source: entry.source, id: entry.id } };
    const key = keyOf(assertion, when);
    const known = this.held.get(key);
    if (known === undefined) this.held.set(key, { assertion, earliest: [when], latest: [when] });
    else {
      known.earliest = twoFirst(known.earliest, when, compareOccurrence);
      known.latest = twoFirst(known.latest, when, (a, b) => compareOccurrence(b, a));
    }
  }

  /** The lead that an identifier of a person belongs to, by its id (I6): the identifier itself where nothing else is known of it. */
  leadOf(identifier: string): string {
    const unit = this.unit(identifier);
    const lead = unit?.grouping.leadOf[unit.positions.get(identifier) as number] ?? -1;
    return unit === undefined || lead < 0 ? identifier : (unit.atoms[unit.grouping.leadAtom[lead] as number] as string);
  }

  /** The account that an identifier of a person or a company belongs to (I7, I8). */
  accountOf(identifier: string): string {
    const unit = this.unit(identifier);
    const account = unit?.grouping.accountOf[unit.positions.get(identifier) as number] ?? -1;
    if (unit !== undefined && account >= 0)
      return accountId(unit.atoms[unit.grouping.accountAtom[account] as number] as string);
    return accountId(companyOfEmail(identifier) ?? identifier);
  }

  /** All identifiers of a lead. */
  identifiersOf(lead: string): readonly string[] {
    const unit = this.unit(lead);
    if (unit === undefined) return [lead];
    const own = unit.grouping.leadOf[unit.positions.get(lead) as number] ?? -1;
    return own < 0 ? [lead] : unit.atoms.filter((_, atom) => unit.grouping.leadOf[atom] === own);
  }

  private unit(identifier: string): Unit | undefined {
    this.unitOf ??= this.units();
    return this.unitOf(identifier);
  }

  /** Joins what was asserted together into units, and groups each when it is first asked for. */
  private units(): (identifier: string) => Unit | undefined {
    const partition = new Partition();
    const counted = [...this.held.values()].flatMap((each) => this.counted(each));
    for (const { assertion } of counted) partition.add(assertion);
    const numbers = new Map(partition.names.map((name, number) => [name, number]));
    const inUnit = new Map<number, Counted[]>();
    for (const each of counted) {
      const unit = partition.unitOf(numbers.get(each.assertion.subject) as number);
      const before = inUnit.get(unit);
      if (before === undefined) inUnit.set(unit, [each]);
      else before.push(each);
    }
    const grouped = new Map<number, Unit>();
    return (identifier) => {
      const number = numbers.get(identifier);
      if (number === undefined) return undefined;
      const root = partition.unitOf(number);
      const known = grouped.get(root) ?? unitFrom(inUnit.get(root) ?? []);
      grouped.set(root, known);
      return known;
    };
  }

  /** Nothing but an unmerge takes links back: flagged entries keep theirs (I5). */
  private counted({ assertion, earliest, latest }: Held): Counted[] {
    const counts = ({ ref }: Occurrence): boolean => !this.takenBack.isUnlinked(ref);
    const [first, last] = [earliest.find(counts), latest.find(counts)];
    return first === undefined || last === undefined ? [] : [{ assertion, first, last }];
  }
}

function twoFirst(
  held: readonly Occurrence[],
  when: Occurrence,
  compare: (a: Occurrence, b: Occurrence) => number,
): readonly Occurrence[] {
  const [, second] = held;
  if (second !== undefined && compare(when, second) >= 0) return held;
  return [...held, when].sort(compare).slice(0, 2);
}

/** One identifier alone joins nothing; an e-mail address is held all the same, since it may tell the company (I7). */
function isAlone(assertion: Assertion): boolean {
  return namedBy(assertion).length <= 1 && !assertion.subject.startsWith('email:');
}

function keyOf({ subject, people, join, companies, claim, domainOf }: Assertion, { ref }: Occurrence): string {
  const own = join === 'seen' ? '' : `${ref.source}\u0002${ref.id}`;
  return [subject, people.join('\u0002'), own, companies.join('\u0002'), claim, domainOf?.join('\u0002')].join(
    '\u0001',
  );
}

function unitFrom(held: readonly Counted[]): Unit {
  const atoms = [...new Set(held.flatMap(({ assertion }) => namedWithCompanies(assertion)))];
  const positions = new Map(atoms.map((name, i) => [name, i]));
  const at = (name: string): number => positions.get(name) as number;
  const claims = held.map(
    ({ assertion, first, last }): Claimed => ({
      people: assertion.people.map(at),
      join: assertion.join,
      companies: assertion.companies.map(at),
      claim: assertion.claim === undefined ? -1 : at(assertion.claim),
      domainOf: assertion.domainOf && [at(assertion.domainOf[0]), at(assertion.domainOf[1])],
      first,
      last,
    }),
  );
  return { atoms, positions, grouping: groupIdentifiers(atoms, claims) };
}
