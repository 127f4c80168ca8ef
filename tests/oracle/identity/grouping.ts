// Who is who, from scratch out of the admitted entries: leads (I2–I6), accounts (I8) and who belongs where (I7).
import type { Entry } from '@baton/core/journal/entry';
import { byOccurrence, byText, refKey } from '../reading/order.ts';
import {
  type Claim,
  claimOf,
  companiesOf,
  companyMergeOf,
  companyOfEmail,
  domainClaimOf,
  type Link,
  linksOf,
  once,
  peopleOf,
  subjectOf,
} from './named.ts';
import { Sets } from './sets.ts';

export interface Lead {
  readonly id: string;
  readonly identifiers: ReadonlySet<string>;
  /** Whether an admitted entry is about it; only such leads are judged. */
  readonly exists: boolean;
}

export interface Account {
  readonly id: string;
  readonly companies: ReadonlySet<string>;
  readonly leads: readonly Lead[];
  /** R3d. */
  readonly exists: boolean;
}

export interface Grouping {
  readonly accounts: ReadonlyMap<string, Account>;
  leadOf(person: string): Lead;
  /** The account of a person or a company. */
  accountOf(identifier: string): Account;
}

const MOST_LINKED = 20;

/** Groups what the admitted entries name. */
export function group(admitted: readonly Entry[]): Grouping {
  const takenBack = new Set(admitted.flatMap((entry) => (entry.kind === 'unmerge' ? [refKey(entry.link)] : [])));
  const standing = admitted.filter((entry) => !takenBack.has(refKey(entry)));
  const subjects = new Set(admitted.flatMap((entry) => subjectOf(entry) ?? []));

  const people = new Sets();
  for (const person of admitted.flatMap(everyoneIn)) people.of(person);
  for (const link of counted(standing.flatMap(linksOf))) people.join(...link.between);

  const companies = new Sets();
  for (const company of admitted.flatMap(companiesIn)) companies.of(company);
  for (const link of companyLinks(standing)) companies.join(...link.between);

  const leads = people.all().map((identifiers): Lead => {
    return { id: least(identifiers), identifiers, exists: [...identifiers].some((each) => subjects.has(each)) };
  });
  const said = belonging(admitted, standing);
  const placed = leads.map((lead) => [lead, companyOf(lead, said)] as const);
  for (const [, company] of placed) if (company !== undefined) companies.of(company);

  const accounts = new Map<string, Account>();
  for (const set of companies.all()) {
    const own = placed.filter(([, company]) => company !== undefined && set.has(company)).map(([lead]) => lead);
    const exists = own.some((lead) => lead.exists) || [...set].some((each) => subjects.has(each));
    accounts.set(least(set), { id: least(set), companies: set, leads: sorted(own), exists });
  }
  for (const [lead, company] of placed) {
    if (company !== undefined) continue;
    const id = `lead:${lead.id}`;
    accounts.set(id, { id, companies: new Set(), leads: [lead], exists: lead.exists });
  }
  return lookUp(accounts);
}

function lookUp(accounts: ReadonlyMap<string, Account>): Grouping {
  const leadOf = new Map<string, Lead>();
  const accountOf = new Map<string, Account>();
  for (const account of accounts.values()) {
    for (const company of account.companies) accountOf.set(company, account);
    for (const lead of account.leads) {
      for (const identifier of lead.identifiers) {
        leadOf.set(identifier, lead);
        accountOf.set(identifier, account);
      }
    }
  }
  return { accounts, leadOf: (person) => leadOf.get(person)!, accountOf: (identifier) => accountOf.get(identifier)! };
}

const sorted = (leads: readonly Lead[]): Lead[] => [...leads].sort((a, b) => byText(a.id, b.id));

/** The people an entry names, also those of its alias or merge. */
const everyoneIn = once((entry) => {
  const linked = linksOf(entry).flatMap((link) => link.between);
  return [...peopleOf(entry), ...(entry.kind === 'merge' ? peopleOf(entry.from) : []), ...linked];
});

/** The companies an entry names, also the one it moves somebody to and those its e-mail addresses stand for. */
function companiesIn(entry: Entry): string[] {
  const moved = entry.kind === 'move' ? companiesOf(entry.to).slice(0, 1) : (companyMergeOf(entry)?.between ?? []);
  return [...companiesOf(entry), ...moved, ...everyoneIn(entry).flatMap((each) => companyOfEmail(each) ?? [])];
}

/** I3 and I4: the links that count. */
function counted(links: readonly Link[]): Link[] {
  const others = new Map<string, Set<string>>();
  for (const { between, how } of links) {
    if (how === 'merge') continue;
    for (const [one, other] of [between, [between[1], between[0]] as const])
      if (one !== other) others.set(one, (others.get(one) ?? new Set()).add(other));
  }
  const shared = (identifier: string): boolean => (others.get(identifier)?.size ?? 0) > MOST_LINKED;
  const firstOwner = (link: Link, device: string): boolean =>
    links.every((rival) => rival.how !== 'together' || !rival.between.includes(device) || !isBefore(rival, link));
  return links.filter((link) => {
    if (link.between.some(shared)) return false;
    const devices = link.between.filter((each) => each.startsWith('anon:'));
    return link.how !== 'together' || devices.every((device) => firstOwner(link, device));
  });
}

const isBefore = (a: Link, b: Link): boolean => a.by !== b.by && byOccurrence(a.by, b.by) < 0;

/** I8: merges of companies, and of each domain its first company. */
function companyLinks(standing: readonly Entry[]): Link[] {
  const domains = standing.flatMap((entry) => domainClaimOf(entry) ?? []);
  const first = domains.filter((link) =>
    domains.every((rival) => rival.between[1] !== link.between[1] || !isBefore(rival, link)),
  );
  return [...standing.flatMap((entry) => companyMergeOf(entry) ?? []), ...first];
}

/** I7: every claim and every mention of an e-mail, the latest first. */
interface Belonging {
  readonly claims: readonly Claim[];
  readonly mentions: readonly { readonly email: string; readonly by: Entry }[];
}

function belonging(admitted: readonly Entry[], standing: readonly Entry[]): Belonging {
  const latestFirst = (a: { readonly by: Entry }, b: { readonly by: Entry }): number => byOccurrence(b.by, a.by);
  const mentions = admitted.flatMap((by) =>
    everyoneIn(by).flatMap((email) => (email.startsWith('email:') ? [{ email, by }] : [])),
  );
  return {
    claims: standing.flatMap((entry) => claimOf(entry) ?? []).sort(latestFirst),
    mentions: mentions.sort(latestFirst),
  };
}

/** I7. */
function companyOf(lead: Lead, { claims, mentions }: Belonging): string | undefined {
  const latest = claims.find((claim) => lead.identifiers.has(claim.person));
  if (latest !== undefined) return latest.to;
  const last = mentions.find(({ email }) => lead.identifiers.has(email));
  return last === undefined ? undefined : companyOfEmail(last.email);
}

const RANK = ['user:', 'email:', 'anon:', 'company:', 'domain:'];

/** I6 and I8: the least identifier of a set. */
function least(identifiers: ReadonlySet<string>): string {
  const rank = (identifier: string): number => RANK.findIndex((prefix) => identifier.startsWith(prefix));
  return [...identifiers].sort((a, b) => rank(a) - rank(b) || byText(a, b))[0]!;
}

/** All identifiers of an account: its companies' and its people's. */
export function identifiersOf(account: Account): Set<string> {
  const all = new Set(account.companies);
  for (const lead of account.leads) for (const identifier of lead.identifiers) all.add(identifier);
  return all;
}
