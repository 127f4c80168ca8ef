// Verdicts: which gates are open for each lead and for the account at this instant, and a record where that changed (R22). Skips what cannot have changed; never what could.
import { type CompiledGate, ENGAGEMENT, USAGE } from '../../definition/compile.ts';
import type { AccountClause } from '../../definition/definition.ts';
import { clauseHolds, couldOpen } from '../../qualification/gate.ts';
import { close, NO_EXTRA, scoreAxis } from '../../qualification/score-axis.ts';
import type { Version } from '../rulebook.ts';
import type { LeadScore, UnitState } from '../unit/unit-state.ts';

/** Bits of the labels in a set of disqualifications; the conditions stand below them. */
export const COMPETITOR_BIT = 1 << 28;
export const INTERNAL_BIT = 1 << 29;

/** Judges every lead of an account and the account itself, under every definition in force. */
export function judgeAccount(state: UnitState, account: number): void {
  const { evidence, commitments } = state;
  for (let definition = 0; definition < state.rulebook.names.length; definition++) {
    const version = state.version(definition);
    if (version === undefined) continue;
    for (let lead = 0; lead < evidence.leads; lead++) {
      if (evidence.accountOfLead[lead] !== account || evidence.leadSeen[lead] === 0) continue;
      const standing = state.leadName(lead) * state.rulebook.names.length + definition;
      if (state.dirty[lead] === 0 && commitments.leads.open[standing] === 0) continue;
      judgeLead(state, account, lead, definition, version);
    }
    if (version.compiled.accountGates.length > 0) judgeTogether(state, account, definition, version);
  }
}

/** Whether some gate of the version could open for the lead at all. The grade is worked out only where the rest would allow it. */
export function leadCouldQualify(state: UnitState, lead: number, version: Version): boolean {
  const { evidence } = state;
  const { gates, leadGates } = version.compiled;
  const most = (lead * state.rulebook.versions.length + version.index) * 2;
  const mostEngagement = evidence.most[most] as number;
  const mostUsage = evidence.most[most + 1] as number;
  const chain = lead * evidence.hits.slots + version.firstSlot;
  let grade = -1;
  for (let i = 0; i < leadGates.length; i++) {
    const gate = gates[leadGates[i] as number] as CompiledGate;
    if (!couldOpen(gate, mostEngagement, mostUsage, evidence.hits, chain)) continue;
    if (grade < 0) grade = evidence.classOfLead(lead, version.index).grade;
    if ((gate.needs.fit & (1 << grade)) !== 0) return true;
  }
  return false;
}

/** Whether some account gate of the version could open for the account: a bound over undecayed points (R15). */
export function accountCouldQualify(state: UnitState, account: number, version: Version): boolean {
  const { evidence } = state;
  const perPerson = version.compiled.tracks[ENGAGEMENT]?.perPerson ?? 0;
  const mostOf = (lead: number): number =>
    evidence.most[(lead * state.rulebook.versions.length + version.index) * 2] as number;
  return version.compiled.accountGates.some((position) => {
    const clause = version.compiled.gates[position]?.clause.account;
    if (clause === undefined) return true;
    let engaged = 0;
    let together = 0;
    for (let lead = 0; lead < evidence.leads; lead++) {
      if (evidence.accountOfLead[lead] !== account) continue;
      if (mostOf(lead) >= clause.engagedAt && evidence.leadSeen[lead] === 1) engaged += 1;
      together += Math.min(perPerson, mostOf(lead));
    }
    return engaged >= clause.engagedLeads && together >= (clause.engagement ?? 0);
  });
}

function judgeLead(state: UnitState, account: number, lead: number, definition: number, version: Version): void {
  const open = leadCouldQualify(state, lead, version) ? openGatesOf(state, lead, definition, version) : 0;
  const disqualified = state.evidence.classOfLead(lead, version.index).disqualified | labelBits(state, account);
  settle(state, account, lead, definition, version, open, disqualified);
}

/** The open lead gates of a version as a bit set, at this instant. */
export function openGatesOf(state: UnitState, lead: number, definition: number, version: Version): number {
  const view = leadView(state, lead, definition, version);
  let open = 0;
  for (const gate of version.compiled.leadGates) {
    const compiled = version.compiled.gates[gate];
    if (compiled !== undefined && clauseHolds(compiled.clause, view)) open |= 1 << gate;
  }
  return open;
}

/** The view of a lead's clauses at this instant, its scores worked out. One object: use it before asking for another. */
export function leadView(
  state: UnitState,
  lead: number,
  definition: number,
  version: Version,
  extra = NO_EXTRA,
): UnitState['view'] {
  const score =
    extra === NO_EXTRA ? scoreLead(state, lead, definition, version) : scoreWithExtra(state, lead, version, extra);
  const { view } = state;
  view.fit = state.evidence.classOfLead(lead, version.index);
  view.engagement = score.axes[ENGAGEMENT].score;
  view.usage = score.axes[USAGE].score;
  view.holdsForAccount = never;
  view.hits = state.evidence.hits;
  view.lead = lead;
  view.firstSlot = version.firstSlot;
  view.t = state.now;
  view.extra = extra;
  return view;
}

const never = (): boolean => false;
let supposed: LeadScore | undefined;

function scoreWithExtra(state: UnitState, lead: number, version: Version, extra: number): LeadScore {
  supposed ??= { stamp: -1, axes: [newAxis(state), newAxis(state)] };
  const [engagement, usage] = version.compiled.tracks;
  supposed.axes[ENGAGEMENT].reset();
  supposed.axes[USAGE].reset();
  const { hits } = state.evidence;
  if (engagement !== undefined)
    scoreAxis(hits, lead, engagement, version.firstSlot, state.now, supposed.axes[ENGAGEMENT], extra);
  if (usage !== undefined) scoreAxis(hits, lead, usage, version.firstSlot, state.now, supposed.axes[USAGE], extra);
  return supposed;
}

function newAxis(state: UnitState): LeadScore['axes'][0] {
  return new (state.pooled.constructor as new () => LeadScore['axes'][0])();
}

/** Both scores of a lead under a version at this instant, worked out once per evaluation. */
export function scoreLead(state: UnitState, lead: number, definition: number, version: Version): LeadScore {
  const score = state.scoreOf(lead, definition);
  if (score.stamp === state.evaluation) return score;
  score.stamp = state.evaluation;
  const [engagement, usage] = version.compiled.tracks;
  const { hits } = state.evidence;
  if (engagement === undefined) score.axes[ENGAGEMENT].reset();
  else scoreAxis(hits, lead, engagement, version.firstSlot, state.now, score.axes[ENGAGEMENT]);
  if (usage === undefined) score.axes[USAGE].reset();
  else scoreAxis(hits, lead, usage, version.firstSlot, state.now, score.axes[USAGE]);
  return score;
}

function judgeTogether(state: UnitState, account: number, definition: number, version: Version): void {
  const view = accountView(state, account, definition, version);
  let open = 0;
  for (const gate of version.compiled.accountGates) {
    const compiled = version.compiled.gates[gate];
    if (compiled !== undefined && clauseHolds(compiled.clause, view)) open |= 1 << gate;
  }
  const disqualified = disqualifiedBitsOfAccount(state, account, version);
  settle(state, account, -1, definition, version, open, disqualified);
}

/** The view of an account's clauses: pooled engagement, fit of what reads the account alone (R13, R15). */
export function accountView(
  state: UnitState,
  account: number,
  definition: number,
  version: Version,
): UnitState['view'] {
  pool(state, account, definition, version);
  const { view } = state;
  view.fit = state.evidence.classOfAccount(account, version.index);
  view.engagement = state.pooled.score;
  view.usage = 0;
  view.holdsForAccount = (clause) => accountClauseHolds(state, account, definition, version, clause);
  view.hits = state.evidence.hits;
  view.lead = 0;
  view.firstSlot = version.firstSlot;
  view.t = state.now;
  view.extra = NO_EXTRA;
  return view;
}

/** Leads of the account that count for it: seen, and not disqualified. */
export function countedLeads(state: UnitState, account: number, version: Version): number[] {
  const { evidence } = state;
  if (labelBits(state, account) !== 0) return [];
  const leads: number[] = [];
  for (let lead = 0; lead < evidence.leads; lead++) {
    if (evidence.accountOfLead[lead] !== account || evidence.leadSeen[lead] === 0) continue;
    if (evidence.classOfLead(lead, version.index).disqualified === 0) leads.push(lead);
  }
  return leads;
}

/** R15: each lead's positive contributions, capped, summed; ceiling; negatives of all; floor. */
function pool(state: UnitState, account: number, definition: number, version: Version): void {
  const { pooled } = state;
  pooled.reset();
  const perPerson = version.compiled.tracks[ENGAGEMENT]?.perPerson ?? 0;
  for (const lead of countedLeads(state, account, version)) {
    const axis = scoreLead(state, lead, definition, version).axes[ENGAGEMENT];
    pooled.positive += Math.min(perPerson, axis.positive);
    pooled.negative += axis.negative;
    if (axis.freshRow < 0) continue;
    if (pooled.freshRow < 0 || state.evidence.hits.isAfter(axis.freshRow, pooled.freshRow)) {
      pooled.freshAt = axis.freshAt;
      pooled.freshRow = axis.freshRow;
    }
  }
  close(pooled);
}

/** Engaged leads: own engagement at or over the clause's bar (R15). */
export function engagedLeads(
  state: UnitState,
  account: number,
  definition: number,
  version: Version,
  clause: AccountClause,
): number[] {
  return countedLeads(state, account, version).filter(
    (lead) => scoreLead(state, lead, definition, version).axes[ENGAGEMENT].score >= clause.engagedAt,
  );
}

function accountClauseHolds(
  state: UnitState,
  account: number,
  definition: number,
  version: Version,
  clause: AccountClause,
): boolean {
  if ((clause.engagement ?? 0) > state.pooled.score) return false;
  const engaged = engagedLeads(state, account, definition, version, clause);
  if (engaged.length < clause.engagedLeads) return false;
  if (clause.roles.length === 0) return true;
  const { attributes } = state.rulebook;
  const role = attributes.lead.indexOf('role');
  const held = engaged.map((lead) => attributes.valueAt(state.evidence.leadAttribute(lead, role)));
  return clause.roles.every((wanted) => held.includes(wanted));
}

/** What disqualifies the account itself: rules that read `account` alone, and labels (R19). */
export function disqualifiedBitsOfAccount(state: UnitState, account: number, version: Version): number {
  return state.evidence.classOfAccount(account, version.index).disqualified | labelBits(state, account);
}

/** Competitor and internal labels of an account, as bits. */
export function labelBits(state: UnitState, account: number): number {
  const labels = state.evidence.facts.labels(account);
  return (labels.includes('competitor') ? COMPETITOR_BIT : 0) | (labels.includes('internal') ? INTERNAL_BIT : 0);
}

/** Writes down a verdict where it differs from the one that stands. */
function settle(
  state: UnitState,
  account: number,
  lead: number,
  definition: number,
  version: Version,
  open: number,
  disqualified: number,
): void {
  const standings = lead < 0 ? state.commitments.accounts : state.commitments.leads;
  const atom = lead < 0 ? state.accountName(account) : state.leadName(lead);
  const at = atom * state.rulebook.names.length + definition;
  const was = standings.open[at] as number;
  if (
    was === open &&
    standings.disqualified[at] === disqualified &&
    (standings.version[at] === version.index || (open | disqualified) === 0)
  ) {
    return;
  }
  if (
    !saysTheSame(
      state,
      standings.version[at] as number,
      was,
      standings.disqualified[at] as number,
      version,
      open,
      disqualified,
    )
  ) {
    state.recorder.verdict(state, account, lead, definition, open, disqualified);
  }
  state.commitments.alive += Number(open !== 0) - Number(was !== 0);
  standings.set(at, open, disqualified, version.index);
}

function saysTheSame(
  state: UnitState,
  before: number,
  wasOpen: number,
  wasDisqualified: number,
  version: Version,
  open: number,
  disqualified: number,
): boolean {
  const earlier = state.rulebook.versions[before];
  if (earlier === undefined) return (open | disqualified) === 0;
  return (
    openNames(earlier, wasOpen).join('\n') === openNames(version, open).join('\n') &&
    disqualifiedNames(earlier, wasDisqualified).join('\n') === disqualifiedNames(version, disqualified).join('\n')
  );
}

/** The names of the gates in a bit set, as written. */
export function openNames(version: Version, open: number): string[] {
  return version.compiled.gates.filter((_, gate) => (open & (1 << gate)) !== 0).map((gate) => gate.name);
}

/** The names of the disqualifications in a bit set, conditions first. */
export function disqualifiedNames(version: Version, disqualified: number): string[] {
  const rules = version.compiled.definition.fit?.disqualify ?? [];
  const names = rules.filter((_, rule) => (disqualified & (1 << rule)) !== 0).map((rule) => rule.name);
  if ((disqualified & COMPETITOR_BIT) !== 0) names.push('competitor');
  if ((disqualified & INTERNAL_BIT) !== 0) names.push('internal');
  return names;
}
