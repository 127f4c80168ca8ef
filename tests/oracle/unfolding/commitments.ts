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
  sql: boolean;
  /** A disposition that was not refused. */
  answered: boolean;
  flagSaid: boolean;
  silence?: { readonly kind: 'accepted-by-silence' | 'lapsed'; readonly at: Instant; stands: boolean };
  breach?: { readonly at: Instant; stands: boolean };
}

interface Nurture {
  readonly definition: string;
  readonly gate: string;
  /** The lead's id then; absent where the account is in nurture. */
  readonly lead?: string;
  readonly account: string;
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
  nurtured: Nurture[];
  readonly verdicts: SaidVerdict[];
}

export function noCommitments(): Commitments {
  return {
    handoffs: [],
    marks: new Map(),
    leadRests: new Map(),
    accountRests: new Map(),
    nurtured: [],
    verdicts: [],
  };
}

/** After a regrouping: each account has the marks and cool-downs that any of its identifiers ever shared (R25, H7). */
export function unite(held: Commitments, grouping: Grouping): void {
  for (const account of grouping.accounts.values()) {
    const identifiers = identifiersOf(account);
    const marks = marksOf(held, account);
    const rest = accountRest(held, account);
    for (const identifier of identifiers) {
      if (marks.size > 0) held.marks.set(identifier, new Set(marks));
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

/** Whether an account's id of some time before is this account's. */
function wasAccount(id: string, account: Account): boolean {
  if (account.companies.size > 0) return account.companies.has(id);
  return account.leads.some((lead) => id.startsWith('lead:') && lead.identifiers.has(id.slice('lead:'.length)));
}

/** By which gate a lead, or the account, is in nurture under a definition. */
export function nurtureOf(held: Commitments, definition: string, account: Account, lead?: Lead): string | undefined {
  return held.nurtured.find((each) => each.definition === definition && concerns(each, account, lead))?.gate;
}

/** A hand-off (or the draw that holds it back) takes its lead, and an account's its account, out of nurture. */
export function leaveNurture(held: Commitments, account: Account, lead: Lead, ofAccount: boolean): void {
  held.nurtured = held.nurtured.filter(
    (each) => !concerns(each, account, lead) && !(ofAccount && concerns(each, account, undefined)),
  );
}

/** The last verdict on a lead, or on the account, under a definition. */
export function lastVerdict(
  held: Commitments,
  definition: string,
  account: Account,
  lead?: Lead,
): SaidVerdict | undefined {
  return held.verdicts.findLast((each) => each.definition === definition && concerns(each, account, lead));
}

function concerns(
  what: { readonly lead?: string; readonly account: string },
  account: Account,
  lead: Lead | undefined,
): boolean {
  if (lead === undefined || what.lead === undefined)
    return lead === undefined && what.lead === undefined && wasAccount(what.account, account);
  return lead.identifiers.has(what.lead);
}
