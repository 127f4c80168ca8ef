// What cannot be: bounds over undecayed points that spare most evaluations. They never err on the side of *no*.
import { type CompiledGate, ENGAGEMENT } from '../../definition/compile.ts';
import { couldOpen } from '../../qualification/gate.ts';
import { HAS_HITS } from '../columns/effect.ts';
import type { Version } from '../rulebook.ts';
import type { UnitState } from '../unit/unit-state.ts';

/** Whether some gate of the version could open for the lead at all. The grade is worked out only where the rest would allow it. */
export function leadCouldQualify(state: UnitState, lead: number, version: Version): boolean {
  const { evidence } = state;
  const row = evidence.admitted - 1;
  if (state.outlook?.isQuiet(lead, row, isHitOf(state, lead, row))) return false;
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

function isHitOf({ evidence, columns }: UnitState, lead: number, row: number): boolean {
  return (
    evidence.leadOf[columns.atom[row] as number] === lead &&
    (evidence.kindOf(columns.signature[row] as number) & HAS_HITS) !== 0
  );
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
