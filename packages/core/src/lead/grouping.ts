// Who is who in one unit: leads are sets of people's identifiers, accounts sets of companies' (I2–I8). A pure function of the assertions made so far,
// in whatever order they came.
import { compareText } from '../base/text-order.ts';
import { compareOccurrence, type Occurrence } from '../journal/entry-order.ts';
import { companyOfEmail, type JoinKind } from './identity.ts';

/** An assertion over the unit's identifiers by position, with all the times it was made (none: it does not count). */
export interface Claimed {
  readonly people: readonly number[];
  readonly join: JoinKind;
  readonly companies: readonly number[];
  /** −1 where none is claimed. */
  readonly claim: number;
  /** `[domain, company]`, or undefined. */
  readonly domainOf: readonly [number, number] | undefined;
  readonly first: Occurrence;
  readonly last: Occurrence;
}

/** Leads and accounts by position; both stand in order of their ids by code point. */
export interface Grouping {
  /** Lead of a person's identifier, −1 for others and for identifiers nobody has named yet. */
  readonly leadOf: Int32Array;
  /** Account of any identifier (a person's: its lead's), −1 where unknown. */
  readonly accountOf: Int32Array;
  /** Account of a lead. */
  readonly accountOfLead: Int32Array;
  /** The identifier that names the lead: its id (I6). */
  readonly leadAtom: Int32Array;
  /** The identifier that names the account: a company's, or the lead's of an account of one (I7, I8). */
  readonly accountAtom: Int32Array;
}

/** More distinct others than this, and an identifier joins nobody (I4). */
export const MOST_IDENTITIES = 20;

/** Groups a unit's identifiers. `atoms` are their texts with prefix. */
export function groupIdentifiers(atoms: readonly string[], claims: readonly Claimed[]): Grouping {
  const seen = namedIn(atoms, claims);
  const sets = new DisjointSets(atoms.length);
  for (const [a, b] of countedLinks(atoms, claims)) sets.union(a, b);
  joinCompanies(atoms, claims, sets);
  const leads = namedSets(atoms, sets, (atom) => seen[atom] === 1 && isPersonAtom(atoms, atom), comparePeople);
  const homes = homesOfLeads(atoms, claims, leads);
  return assemble(atoms, sets, leads, homes, seen);
}

/** 1 for each identifier that is named, and for the company that a named e-mail address stands for. */
function namedIn(atoms: readonly string[], claims: readonly Claimed[]): Uint8Array {
  const seen = new Uint8Array(atoms.length);
  for (const claim of claims) {
    for (const atom of [...claim.people, ...claim.companies]) seen[atom] = 1;
    if (claim.claim >= 0) seen[claim.claim] = 1;
  }
  const mailed = new Set(atoms.flatMap((text, atom) => (seen[atom] === 1 ? (companyOfEmail(text) ?? []) : [])));
  atoms.forEach((text, atom) => {
    if (mailed.has(text)) seen[atom] = 1;
  });
  return seen;
}

/** Disjoint sets of positions, with path halving. */
export class DisjointSets {
  private readonly parent: Int32Array;

  constructor(size: number) {
    this.parent = Int32Array.from({ length: size }, (_, i) => i);
  }

  find(a: number): number {
    let here = a;
    for (;;) {
      const up = this.parent[here] as number;
      if (up === here) return here;
      this.parent[here] = this.parent[up] as number;
      here = up;
    }
  }

  union(a: number, b: number): void {
    this.parent[this.find(a)] = this.find(b);
  }
}

/** The links between people's identifiers that I3 and I4 leave. */
function countedLinks(atoms: readonly string[], claims: readonly Claimed[]): [number, number][] {
  const links = claims.flatMap((claim) =>
    claim.people.slice(1).map((other) => ({ a: claim.people[0] as number, b: other, claim })),
  );
  const crowded = crowdedAtoms(atoms.length, links);
  const free = links.filter((link) => link.a !== link.b && !crowded.has(link.a) && !crowded.has(link.b));
  const firstOfDevice = new Map<number, (typeof links)[number]>();
  for (const link of free) {
    const device = link.claim.join === 'seen' ? deviceOf(atoms, link) : -1;
    if (device < 0) continue;
    const held = firstOfDevice.get(device);
    if (held === undefined || compareOccurrence(link.claim.first, held.claim.first) < 0)
      firstOfDevice.set(device, link);
  }
  return free
    .filter((link) => {
      const device = link.claim.join === 'seen' ? deviceOf(atoms, link) : -1;
      return device < 0 || firstOfDevice.get(device) === link;
    })
    .map((link) => [link.a, link.b]);
}

function crowdedAtoms(size: number, links: readonly { a: number; b: number; claim: Claimed }[]): Set<number> {
  const others = Array.from({ length: size }, () => new Set<number>());
  for (const { a, b, claim } of links) {
    if (claim.join === 'merge' || a === b) continue;
    others[a]?.add(b);
    others[b]?.add(a);
  }
  return new Set(others.flatMap((set, atom) => (set.size > MOST_IDENTITIES ? [atom] : [])));
}

function deviceOf(atoms: readonly string[], link: { readonly a: number; readonly b: number }): number {
  if (atoms[link.b]?.startsWith('anon:')) return link.b;
  return atoms[link.a]?.startsWith('anon:') ? link.a : -1;
}

function joinCompanies(_atoms: readonly string[], claims: readonly Claimed[], sets: DisjointSets): void {
  const owner = new Map<number, Claimed>();
  for (const claim of claims) {
    for (const other of claim.companies.slice(1)) sets.union(claim.companies[0] as number, other);
    if (claim.domainOf === undefined) continue;
    const held = owner.get(claim.domainOf[0]);
    if (held === undefined || compareOccurrence(claim.first, held.first) < 0) owner.set(claim.domainOf[0], claim);
  }
  for (const claim of owner.values()) if (claim.domainOf !== undefined) sets.union(...claim.domainOf);
}

interface NamedSets {
  /** Set of a position, −1 where it is in none. */
  readonly of: Int32Array;
  /** The least position of each set, sets in order of its text. */
  readonly names: Int32Array;
}

function namedSets(
  atoms: readonly string[],
  sets: DisjointSets,
  belongs: (atom: number) => boolean,
  compare: (a: string, b: string) => number,
): NamedSets {
  const least = new Map<number, number>();
  atoms.forEach((text, atom) => {
    if (!belongs(atom)) return;
    const held = least.get(sets.find(atom));
    if (held === undefined || compare(text, atoms[held] ?? '') < 0) least.set(sets.find(atom), atom);
  });
  const names = Int32Array.from([...least.values()].sort((a, b) => compareText(atoms[a] ?? '', atoms[b] ?? '')));
  const of = new Int32Array(atoms.length).fill(-1);
  const position = new Map([...names].map((atom, i) => [sets.find(atom), i]));
  atoms.forEach((_, atom) => {
    if (belongs(atom)) of[atom] = position.get(sets.find(atom)) ?? -1;
  });
  return { of, names };
}

/** The company identifier each lead belongs to, −1 for an account of one (I7). */
function homesOfLeads(atoms: readonly string[], claims: readonly Claimed[], leads: NamedSets): Int32Array {
  const position = new Map(atoms.map((text, atom) => [text, atom]));
  const claimed: (Claimed | undefined)[] = [];
  const mailed: ({ readonly home: number; readonly last: Occurrence } | undefined)[] = [];
  for (const claim of claims) {
    const lead = claim.people.length > 0 ? (leads.of[claim.people[0] as number] ?? -1) : -1;
    if (lead >= 0 && claim.claim >= 0) {
      const held = claimed[lead];
      if (held === undefined || compareOccurrence(claim.last, held.last) > 0) claimed[lead] = claim;
    }
    for (const atom of claim.people) {
      if (!atoms[atom]?.startsWith('email:')) continue;
      const owner = leads.of[atom] as number;
      const held = mailed[owner];
      const home = position.get(companyOfEmail(atoms[atom] ?? '') ?? '') ?? -1;
      if (held === undefined || compareOccurrence(claim.last, held.last) > 0)
        mailed[owner] = { home, last: claim.last };
    }
  }
  return Int32Array.from(leads.names, (_, lead) => claimed[lead]?.claim ?? mailed[lead]?.home ?? -1);
}

function assemble(
  atoms: readonly string[],
  sets: DisjointSets,
  leads: NamedSets,
  homes: Int32Array,
  seen: Uint8Array,
): Grouping {
  for (const home of homes) if (home >= 0) seen[home] = 1;
  const reached = new Set([...seen.keys()].filter((atom) => seen[atom] === 1).map((atom) => sets.find(atom)));
  const companies = namedSets(
    atoms,
    sets,
    (atom) => !isPersonAtom(atoms, atom) && reached.has(sets.find(atom)),
    compareCompanies,
  );
  const alone = [...leads.names].filter((_, lead) => (homes[lead] ?? -1) < 0);
  const idOf = (atom: number): string => accountId(atoms[atom] ?? '');
  const accountAtom = Int32Array.from([...companies.names, ...alone].sort((a, b) => compareText(idOf(a), idOf(b))));
  const position = new Map([...accountAtom].map((atom, account) => [atom, account]));
  const accountOfLead = Int32Array.from(leads.names, (own, lead) => {
    const home = homes[lead] as number;
    return position.get(home < 0 ? own : (companies.names[companies.of[home] as number] as number)) ?? -1;
  });
  const accountOf = Int32Array.from(atoms, (_, atom) => {
    const lead = leads.of[atom] as number;
    if (lead >= 0) return accountOfLead[lead] as number;
    const company = companies.of[atom] as number;
    return company < 0 ? -1 : (position.get(companies.names[company] as number) ?? -1);
  });
  return { leadOf: leads.of, accountOf, accountOfLead, leadAtom: leads.names, accountAtom };
}

/** An account's id: the company's identifier, or `lead:` and the lead's id (I7, I8). */
export function accountId(atom: string): string {
  return atom.startsWith('company:') || atom.startsWith('domain:') ? atom : `lead:${atom}`;
}

function isPersonAtom(atoms: readonly string[], atom: number): boolean {
  const text = atoms[atom] ?? '';
  return !text.startsWith('company:') && !text.startsWith('domain:');
}

const PEOPLE = ['user:', 'email:', 'anon:'];

function comparePeople(a: string, b: string): number {
  const kind = (text: string): number => PEOPLE.findIndex((prefix) => text.startsWith(prefix));
  return kind(a) - kind(b) || compareText(a, b);
}

/** `company:` stands before `domain:` by code point already. */
function compareCompanies(a: string, b: string): number {
  return compareText(a, b);
}
