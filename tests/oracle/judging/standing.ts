// How the leads of an account and the account itself stand under one definition now: fit, scores, disqualifications, open gates, rank.
import type { AccountClause, Definition, Gate, Grade } from '@baton/core/definition/definition';
import type { FitGrade, TrackScore } from '@baton/core/kernel/decision';
import { attributeReader, disqualifiedBy, fitOf } from '../evidence/attributes.ts';
import { accountScore, type LeadScore, scoreOf } from '../evidence/score.ts';
import type { View } from '../evidence/view.ts';
import type { Account, Lead } from '../identity/grouping.ts';
import type { Reader } from '../reading/conditions.ts';
import { byText } from '../reading/order.ts';
import { gatesOf, isAccountGate, withInner } from './activations.ts';
import { clauseHolds, type Standpoint } from './clause.ts';
import { holds, patternOfSignal } from './pattern.ts';

interface Standing {
  readonly fit?: FitGrade;
  readonly grade: Grade;
  readonly disqualified: readonly string[];
  /** The gates whose clause holds, `ready` among them. */
  readonly open: ReadonlySet<string>;
}

export interface LeadStanding extends Standing {
  readonly lead: Lead;
  readonly read: Reader;
  readonly engagement?: LeadScore;
  readonly usage?: LeadScore;
}

export interface AccountStanding extends Standing {
  readonly account: Account;
  /** By lead id. */
  readonly leads: readonly LeadStanding[];
  readonly engagement?: TrackScore;
}

/** Whether a gate is a lane of its own (R19): `signal` at its top. */
export function isHandRaise(gate: Gate): boolean {
  return gate.clause.signal !== undefined;
}

function leadStanding(view: View, definition: Definition, account: Account, lead: Lead): LeadStanding {
  const read = attributeReader(view, account, lead);
  const fit = fitOf(definition, read, false);
  const grade = (fit?.grade ?? '?') as Grade;
  const engagement = definition.engagement && scoreOf(view, lead, definition.engagement);
  const usage = definition.usage && scoreOf(view, lead, definition.usage);
  const from: Standpoint = {
    grade,
    fitTenths: fit?.tenths ?? 0,
    engagement: engagement?.tenths ?? 0,
    usage: usage?.tenths ?? 0,
    read,
    holdsPattern: (pattern) => holds(view, definition, lead, pattern),
    holdsSignal: (name) => holds(view, definition, lead, patternOfSignal(definition, name)),
    holdsAccount: () => false,
  };
  const gates = gatesOf(definition).filter((gate) => !isAccountGate(gate) && clauseHolds(gate.clause, from));
  return {
    lead,
    read,
    grade,
    disqualified: disqualifiedBy(view, definition, account, read, false),
    open: new Set(gates.map((gate) => gate.name)),
    ...(fit && { fit }),
    ...(engagement && { engagement }),
    ...(usage && { usage }),
  };
}

/** How everybody in an account stands under a definition. */
export function standingOf(view: View, definition: Definition, account: Account): AccountStanding {
  const leads = account.leads
    .filter((each) => each.exists)
    .map((each) => leadStanding(view, definition, account, each));
  const able = leads.filter((each) => each.disqualified.length === 0);
  const read = attributeReader(view, account);
  const fit = fitOf(definition, read, true);
  const grade = (fit?.grade ?? '?') as Grade;
  const track = definition.engagement;
  const engagement =
    track &&
    accountScore(
      track,
      able.map(({ lead, engagement }) => ({ lead, score: engagement! })),
    );
  const from: Standpoint = {
    grade,
    fitTenths: fit?.tenths ?? 0,
    engagement: engagement?.tenths ?? 0,
    usage: 0,
    read,
    holdsPattern: () => false,
    holdsSignal: () => false,
    holdsAccount: (clause) => holdsAccount(clause, leads, engagement?.tenths ?? 0),
  };
  const open = gatesOf(definition).filter(
    (gate) => (isAccountGate(gate) || gate.name === 'ready') && clauseHolds(gate.clause, from),
  );
  return {
    account,
    leads,
    grade,
    disqualified: disqualifiedBy(view, definition, account, read, true),
    open: new Set(open.map((gate) => gate.name)),
    ...(fit && { fit }),
    ...(engagement && { engagement }),
  };
}

function isEngaged(standing: LeadStanding, engagedAt: number): boolean {
  return standing.disqualified.length === 0 && (standing.engagement?.tenths ?? 0) >= engagedAt;
}

/** R15. */
function holdsAccount(clause: AccountClause, leads: readonly LeadStanding[], engagement: number): boolean {
  const engaged = leads.filter((each) => isEngaged(each, clause.engagedAt));
  if (engaged.length < clause.engagedLeads) return false;
  if (clause.engagement !== undefined && engagement < clause.engagement) return false;
  const roles = engaged.map((each) => each.read({ root: 'lead', path: ['role'] }));
  return clause.roles.every((role) => roles.includes(role));
}

/** R18: who goes first. */
export function byRank(definition: Definition): (a: LeadStanding, b: LeadStanding) => number {
  const raised = (each: LeadStanding): number =>
    definition.gates.some((gate) => isHandRaise(gate) && each.open.has(gate.name)) ? 0 : 1;
  const grade = (each: LeadStanding): number => ['A', 'B', 'C', '?', 'D'].indexOf(each.grade);
  const score = (each: LeadStanding): number => Math.max(each.engagement?.tenths ?? 0, each.usage?.tenths ?? 0);
  return (a, b) => raised(a) - raised(b) || grade(a) - grade(b) || score(b) - score(a) || byText(a.lead.id, b.lead.id);
}

/** The lead that an account's hand-off by this gate follows (R15); undefined where nobody is engaged. */
export function contactOf(standing: AccountStanding, definition: Definition, gate: Gate): LeadStanding | undefined {
  const levels = withInner(gate.clause).flatMap((each) => each.account?.engagedAt ?? []);
  const engaged = standing.leads.filter((each) => levels.some((level) => isEngaged(each, level)));
  return engaged.sort(byRank(definition))[0];
}

/** The contact of `ready`, which has no `account` clause of its own: the first who is not disqualified (R17). */
export function firstAble(standing: AccountStanding, definition: Definition): LeadStanding | undefined {
  return standing.leads.filter((each) => each.disqualified.length === 0).sort(byRank(definition))[0];
}
