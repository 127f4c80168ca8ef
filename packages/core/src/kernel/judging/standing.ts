// How a lead stands at an instant, read without deciding anything (R22): grade, scores, open gates, what suppresses it, and the step that would change it.
import { ENGAGEMENT, USAGE } from '../../definition/compile.ts';
import { GRADES } from '../../definition/definition.ts';
import { clauseHolds } from '../../qualification/gate.ts';
import type { Counterfactual, FitGrade, TrackScore } from '../decision.ts';
import { isLeadInNurture } from '../handing-over/candidates.ts';
import { isAccountCooling, isLeadCooling } from '../handing-over/cool-down.ts';
import type { Version } from '../rulebook.ts';
import type { UnitState } from '../unit/unit-state.ts';
import { accountView, disqualifiedBitsOfAccount, labelBits } from './account-view.ts';
import { leadCouldQualify } from './bounds.ts';
import { counterfactuals } from './counterfactual.ts';
import { explainFit, explainTrack } from './explain.ts';
import { type ExplainedTogether, explainAccountGates } from './explain-account.ts';
import { openGatesOf, scoreLead } from './lead-view.ts';
import { disqualifiedNames, openNames } from './verdict-names.ts';

/** Why a lead that qualifies is not handed over. */
export type Suppression = 'open hand-off' | 'in talks' | 'open deal or customer' | 'cool-down' | 'disqualified';

/** A lead under one definition. Scores in tenths. */
export interface Standing {
  readonly lead: string;
  readonly account: string;
  readonly definition: string;
  readonly grade: string;
  readonly fitTenths: number;
  readonly engagement: number;
  readonly usage: number;
  /** Names of the lead's open gates, then of its account's. */
  readonly open: readonly string[];
  readonly disqualified: readonly string[];
  readonly suppressedBy: readonly Suppression[];
  /** A `signal:` gate is open: the first key of the rank (R18). */
  readonly raisesHand: boolean;
  readonly inNurture: boolean;
}

/** An account under one definition, by what reads the account alone (R13, R15). Engagement in tenths. */
export interface AccountStanding {
  readonly account: string;
  readonly grade: string;
  readonly engagement: number;
  /** Names of open account gates; none while the account is disqualified. */
  readonly open: readonly string[];
  readonly inNurture: boolean;
}

/** A standing with all its lines. */
export interface ExplainedStanding extends Standing {
  readonly fit?: FitGrade;
  readonly engagementLines?: TrackScore;
  readonly usageLines?: TrackScore;
  readonly counterfactual: readonly Counterfactual[];
  /** What the people of the account bring together; absent where the definition has no account gate. */
  readonly together?: ExplainedTogether;
}

/** Reads the standing of a lead under the definition at a position of the rulebook, at the state's present instant; undefined where nothing is in force. */
export function standingOf(state: UnitState, lead: number, definition: number): Standing | undefined {
  const version = state.version(definition);
  if (version === undefined) return undefined;
  state.evaluation += 1;
  const { evidence } = state;
  const account = evidence.accountOfLead[lead] as number;
  const score = scoreLead(state, lead, definition, version);
  const fit = evidence.classOfLead(lead, version.index);
  const open = leadCouldQualify(state, lead, version) ? openGatesOf(state, lead, definition, version) : 0;
  const disqualified = fit.disqualified | labelBits(state, account);
  const standing: Standing = {
    lead: evidence.leadId(lead),
    account: evidence.accountIdOf(account),
    definition: state.rulebook.names[definition] as string,
    grade: GRADES[fit.grade] as string,
    fitTenths: fit.tenths,
    engagement: score.axes[ENGAGEMENT].score,
    usage: score.axes[USAGE].score,
    open: [...openNames(version, open), ...openAccountGates(state, account, definition, version)],
    disqualified: disqualifiedNames(version, disqualified),
    suppressedBy: suppressions(state, account, lead, disqualified),
    raisesHand: version.compiled.gates.some((gate, i) => gate.signalAtTop && (open & (1 << i)) !== 0),
    inNurture: isLeadInNurture(state, lead, definition),
  };
  state.evaluation += 1;
  return standing;
}

/** Reads a standing with every line of its scores. */
export function explainStanding(state: UnitState, lead: number, definition: number): ExplainedStanding | undefined {
  const standing = standingOf(state, lead, definition);
  const version = state.version(definition);
  if (standing === undefined || version === undefined) return undefined;
  const account = state.evidence.accountOfLead[lead] as number;
  const fit = explainFit(state, account, lead, version);
  const engagementLines = explainTrack(state, lead, version, ENGAGEMENT);
  const usageLines = explainTrack(state, lead, version, USAGE);
  const open = openGatesOf(state, lead, definition, version);
  const together = explainAccountGates(state, account, definition, version);
  return {
    ...standing,
    ...(fit && { fit }),
    ...(engagementLines && { engagementLines }),
    ...(usageLines && { usageLines }),
    counterfactual: counterfactuals(state, lead, definition, version, open),
    ...(together && { together }),
  };
}

/** Reads the standing of an account under the definition at a position of the rulebook; undefined where nothing is in force. */
export function accountStandingOf(state: UnitState, account: number, definition: number): AccountStanding | undefined {
  const version = state.version(definition);
  if (version === undefined) return undefined;
  state.evaluation += 1;
  const { commitments } = state;
  const isDisqualified = disqualifiedBitsOfAccount(state, account, version) !== 0;
  const open = openAccountGates(state, account, definition, version);
  accountView(state, account, definition, version);
  return {
    account: state.evidence.accountIdOf(account),
    grade: GRADES[state.evidence.classOfAccount(account, version.index).grade] as string,
    engagement: state.pooled.score,
    open: isDisqualified ? [] : open,
    inNurture: commitments.isInNurture(commitments.accountNurture, state.accountName(account), definition),
  };
}

function openAccountGates(state: UnitState, account: number, definition: number, version: Version): string[] {
  if (version.compiled.accountGates.length === 0) return [];
  const view = accountView(state, account, definition, version);
  return version.compiled.accountGates.flatMap((position) => {
    const gate = version.compiled.gates[position];
    return gate !== undefined && clauseHolds(gate.clause, view) ? [gate.name] : [];
  });
}

function suppressions(state: UnitState, account: number, lead: number, disqualified: number): Suppression[] {
  const { facts } = state.evidence;
  const found: Suppression[] = [];
  if (disqualified !== 0) found.push('disqualified');
  if (state.commitments.openOf(state.accountName(account)) !== undefined) found.push('open hand-off');
  if (state.now < facts.talkEnd(account)) found.push('in talks');
  if (facts.isInSales(account)) found.push('open deal or customer');
  if (isLeadCooling(state, lead) || isAccountCooling(state, account)) found.push('cool-down');
  return found;
}
