// An account's gates taken apart (C5, R15): what each asks of the people together, what they bring, and who and what is missing.
import { GRADES } from '../../definition/definition.ts';
import { clauseHolds } from '../../qualification/gate.ts';
import type { TrackScore } from '../decision.ts';
import type { Version } from '../rulebook.ts';
import type { UnitState } from '../unit/unit-state.ts';
import { accountClausesOf, accountView, countedLeads, engagedLeads, heldRoles } from './account-view.ts';
import { explainTogether } from './explain.ts';
import { scoreLead } from './lead-view.ts';

/** One person's share. Engagement in tenths. */
export interface EngagedPerson {
  readonly lead: string;
  readonly engagement: number;
}

/** One account gate. Thresholds and engagement in tenths. */
export interface ExplainedAccountGate {
  readonly gate: string;
  readonly open: boolean;
  /** So many people at `engagedAt` or more are asked for. */
  readonly engagedLeads: number;
  readonly engagedAt: number;
  /** Who they are now. */
  readonly engaged: readonly EngagedPerson[];
  /** Pooled engagement asked for, 0 where none is. */
  readonly engagement: number;
  /** Roles asked for that no engaged person holds, and those that somebody does. */
  readonly rolesMissing: readonly string[];
  readonly rolesHeld: readonly string[];
}

/** What all people of an account bring together, under one version. */
export interface ExplainedTogether {
  /** The account's own grade: of criteria that read the account alone (R13). */
  readonly grade: string;
  /** Pooled engagement with its lines: each person's share, reductions, negatives. */
  readonly engagement: TrackScore | undefined;
  readonly gates: readonly ExplainedAccountGate[];
}

/** Undefined where the version has no account gate. */
export function explainAccountGates(
  state: UnitState,
  account: number,
  definition: number,
  version: Version,
): ExplainedTogether | undefined {
  const { accountGates, gates } = version.compiled;
  if (accountGates.length === 0) return undefined;
  const engagementOf = (lead: number): number => scoreLead(state, lead, definition, version).axes[0].score;
  const explained = accountGates.flatMap((position) => {
    const gate = gates[position];
    if (gate === undefined) return [];
    const open = clauseHolds(gate.clause, accountView(state, account, definition, version));
    return accountClausesOf(gate.clause).map((clause): ExplainedAccountGate => {
      const engaged = engagedLeads(state, account, definition, version, clause);
      const held = heldRoles(state, engaged);
      return {
        gate: gate.name,
        open,
        engagedLeads: clause.engagedLeads,
        engagedAt: clause.engagedAt,
        engaged: engaged
          .map((lead) => ({ lead: state.evidence.leadId(lead), engagement: engagementOf(lead) }))
          .sort((a, b) => b.engagement - a.engagement || (a.lead < b.lead ? -1 : 1)),
        engagement: clause.engagement ?? 0,
        rolesMissing: clause.roles.filter((role) => !held.has(role)),
        rolesHeld: clause.roles.filter((role) => held.has(role)),
      };
    });
  });
  return {
    grade: GRADES[state.evidence.classOfAccount(account, version.index).grade] as string,
    engagement: countedLeads(state, account, version).length > 0 ? explainTogether(state, account, version) : undefined,
    gates: explained,
  };
}
