// What only grows (R23): hand-offs, marks, cool-downs, nurture, the last verdicts; and how they unite when people and companies join (R25).
import type { Gate } from '@baton/core/definition/definition';
import type { Instant } from '@baton/core/journal/entry';
import type { Activation } from '@baton/core/kernel/rulebook-source';
import { type Account, type Grouping, identifiersOf, type Lead } from '../identity/grouping.ts';

export interface Mark {
  readonly at: Instant;
  void: boolean;
}

export interface Handoff {
  /** As the kernel hashes it; only ties ask for it (R25). */
  readonly id: string;
  readonly key: string;
  readonly openedAt: Instant;
  /** The lead's id at the opening: the identifier that the hand-off follows. */
  readonly lead: string;
  readonly under: Activation;
  /** Absent in continuous mode. */
  readonly gate?: Gate;
  readonly ofAccount: boolean;
  /** How many entries were admitted at its opening. */
  readonly admitted: number;
  readonly mark: Mark;
  dueAt?: Instant;
  rejectUntil?: Instant;
  closed: boolean;
  accepted: boolean;
  /** Or recycled: closed by an answer, maybe after a lapse. */
  rejected: boolean;
  sql: boolean;
  /** A disposition that was not refused. */
  answered: boolean;
  flagSaid: boolean;
  silence?: { readonly kind: 'accepted-by-silence' | 'lapsed'; readonly at: Instant };
  breach?: { readonly at: Instant; stands: boolean };
}

export interface Nurture {
  readonly definition: string;
  readonly gate: string;
}

interface SaidVerdict {
  readonly definition: string;
  readonly lead?: string;
  readonly account: string;
  readonly open: readonly string[];
  readonly disqualified: readonly string[];
}

export interface Commitments {
  readonly handoffs: Handoff[];
  /** By identifier of people and companies. */
  readonly marks: Map<string, Set<Mark>>;
  /** Ends of leads' cool-downs, by the lead id of then (H7). */
  readonly leadRests: Map<string, Instant>;
  /** Ends of accounts' cool-downs, by identifier. */
  readonly accountRests: Map<string, Instant>;
  /** By the lead id of then. */
  readonly leadNurtures: Map<string, readonly Nurture[]>;
  /** By identifier. */
  readonly accountNurtures: Map<string, readonly Nurture[]>;
  readonly verdicts: SaidVerdict[];
}

export function noCommitments(): Commitments {
  return {
    handoffs: [],
    marks: new Map(),
    leadRests: new Map(),
    accountRests: new Map(),
    leadNurtures: new Map(),
    accountNurtures: new Map(),
    verdicts: [],
  };
}

/** After a regrouping: each account has the marks, cool-downs and nurtures that any of its identifiers ever shared (R25, H7). */
export function unite(held: Commitments, grouping: Grouping): void {
  for (const account of grouping.accounts.values()) {
    const identifiers = identifiersOf(account);
    const marks = marksOf(held, account);
    const rest = accountRest(held, account);
    const nurtures = accountNurtures(held, account);
    for (const identifier of identifiers) {
      if (marks.size > 0) held.marks.set(identifier, new Set(marks));
      if (nurtures.length > 0) held.accountNurtures.set(identifier, nurtures);
      if (rest !== undefined) held.accountRests.set(identifier, rest);
    }
  }
}

function marksOf(held: Commitments, account: Account): Set<Mark> {
  return new Set([...identifiersOf(account)].flatMap((each) => [...(held.marks.get(each) ?? [])]));
}

/** The account's latest opening or closing that left a mark; 0 where there is none. */
export function lastMark(held: Commitments, account: Account): Instant {
  return Math.max(0, ...[...marksOf(held, account)].filter((each) => !each.void).map((each) => each.at));
}

export function leaveMark(held: Commitments, account: Account, mark: Mark): void {
  for (const identifier of identifiersOf(account)) {
    held.marks.set(identifier, (held.marks.get(identifier) ?? new Set()).add(mark));
  }
}

/** When the account's cool-down ends or ended. */
export function accountRest(held: Commitments, account: Account): Instant | undefined {
  return latest([...identifiersOf(account)].flatMap((each) => held.accountRests.get(each) ?? []));
}

export function restAccount(held: Commitments, account: Account, until: Instant): void {
  const end = Math.max(until, accountRest(held, account) ?? 0);
  for (const identifier of identifiersOf(account)) held.accountRests.set(identifier, end);
}

export function leadRest(held: Commitments, lead: Lead): Instant | undefined {
  return latest([...lead.identifiers].flatMap((each) => held.leadRests.get(each) ?? []));
}

export function restLead(held: Commitments, lead: Lead, until: Instant): void {
  held.leadRests.set(lead.id, Math.max(until, held.leadRests.get(lead.id) ?? 0));
}

/** A hand-raise ends both cool-downs (R19). */
export function endRests(held: Commitments, account: Account, lead: Lead): void {
  for (const identifier of lead.identifiers) held.leadRests.delete(identifier);
  for (const identifier of identifiersOf(account)) held.accountRests.delete(identifier);
}

function latest(instants: readonly Instant[]): Instant | undefined {
  return instants.length === 0 ? undefined : Math.max(...instants);
}

function accountNurtures(held: Commitments, account: Account): Nurture[] {
  return [...new Set([...identifiersOf(account)].flatMap((each) => held.accountNurtures.get(each) ?? []))];
}

/** By which gate a lead, or the account, is in nurture under a definition. */
export function nurtureOf(held: Commitments, definition: string, account: Account, lead?: Lead): string | undefined {
  const all =
    lead === undefined
      ? accountNurtures(held, account)
      : [...lead.identifiers].flatMap((each) => held.leadNurtures.get(each) ?? []);
  return all.find((each) => each.definition === definition)?.gate;
}

export function enterNurture(held: Commitments, what: Nurture, account: Account, lead?: Lead): void {
  if (lead !== undefined) held.leadNurtures.set(lead.id, [...(held.leadNurtures.get(lead.id) ?? []), what]);
  else {
    const nurtures = [...accountNurtures(held, account), what];
    for (const identifier of identifiersOf(account)) held.accountNurtures.set(identifier, nurtures);
  }
}

/** A hand-off (or the draw that holds it back) takes its lead, and an account's its account, out of nurture. */
export function leaveNurture(held: Commitments, account: Account, lead: Lead, ofAccount: boolean): void {
  for (const identifier of lead.identifiers) held.leadNurtures.delete(identifier);
  if (ofAccount) for (const identifier of identifiersOf(account)) held.accountNurtures.delete(identifier);
}

/** The last verdict that names this lead's id, or the account's, under a definition. */
export function lastVerdict(
  held: Commitments,
  definition: string,
  account: Account,
  lead?: Lead,
): SaidVerdict | undefined {
  return held.verdicts.findLast(
    (each) =>
      each.definition === definition && each.lead === lead?.id && (lead !== undefined || each.account === account.id),
  );
}
