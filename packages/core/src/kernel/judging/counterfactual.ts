// The one step that would change a lead's verdict (J12): one more entry of a signal and until when that would still do, one unknown criterion learned, or how long an open gate lasts.
import { HOUR } from '../../base/duration.ts';
import { TRUE, UNKNOWN } from '../../base/trilean.ts';
import { type CompiledGate, ENGAGEMENT, USAGE } from '../../definition/compile.ts';
import { GRADES } from '../../definition/definition.ts';
import type { FitClass } from '../../qualification/fit-table.ts';
import { gradeOf, pointsOf } from '../../qualification/fit-table.ts';
import { clauseHolds } from '../../qualification/gate.ts';
import { NO_EXTRA } from '../../qualification/score-axis.ts';
import type { Counterfactual } from '../decision.ts';
import type { Version } from '../rulebook.ts';
import type { UnitState } from '../unit/unit-state.ts';
import { Ahead } from './ahead.ts';
import { leadView } from './lead-view.ts';

type View = UnitState['view'];

/** How far ahead a step is looked for. */
const HORIZON_HOURS = 30 * 24;
/** An open gate is not looked at further ahead than this. */
const LONGEST_HOURS = 365 * 24;

/** Steps for a lead at the state's instant: first how long what is open lasts, then what would open what is shut, in the order of the gates. Of signals and criteria only those that are `wanted`. */
export function counterfactuals(
  state: UnitState,
  lead: number,
  definition: number,
  version: Version,
  open: number,
  wanted: (name: string) => boolean = () => true,
): Counterfactual[] {
  const steps: Counterfactual[] = [];
  const ahead = new Ahead(state, lead, version);
  const view = leadView(state, lead, definition, version);
  for (const position of version.compiled.leadGates) {
    const gate = version.compiled.gates[position] as CompiledGate;
    if ((open & (1 << position)) === 0) continue;
    const until = lastsUntil(state, view, ahead, gate);
    if (until !== undefined) steps.push({ lasts: gate.name, until });
  }
  if (open !== 0) return steps;
  return [
    ...oneMoreSignal(state, view, ahead, version, wanted),
    ...oneMoreCriterion(state, lead, definition, version, wanted),
  ];
}

function lastsUntil({ now }: UnitState, view: View, ahead: Ahead, gate: CompiledGate): number | undefined {
  const holds = (hours: number): boolean => holdsAt(now, view, ahead, gate, hours, NO_EXTRA);
  if (holds(LONGEST_HOURS)) return undefined;
  return now + firstFalse(holds, LONGEST_HOURS) * HOUR;
}

/** Whether the gate is open so many hours from now, if nothing else happens than one entry of the signal `extra` then. */
function holdsAt(now: number, view: View, ahead: Ahead, gate: CompiledGate, hours: number, extra: number): boolean {
  view.t = now + hours * HOUR;
  view.extra = extra;
  if (gate.readsEngagement) view.engagement = ahead.score(ENGAGEMENT, hours, extra);
  if (gate.readsUsage) view.usage = ahead.score(USAGE, hours, extra);
  return clauseHolds(gate.clause, view);
}

type Wanted = (name: string) => boolean;

function oneMoreSignal(
  { now }: UnitState,
  view: View,
  ahead: Ahead,
  version: Version,
  wanted: Wanted,
): Counterfactual[] {
  const steps: Counterfactual[] = [];
  const { signals } = version.compiled;
  const gates = version.compiled.leadGates.map((position) => version.compiled.gates[position] as CompiledGate);
  const { engagement, usage } = view;
  for (let signal = 0; signal < signals.length; signal++) {
    const name = signals[signal]?.name as string;
    if (!wanted(name)) continue;
    for (const gate of gates) {
      if (!isRead(gate, signal, version) || !couldDo(view.fit, engagement, usage, version, gate, signal)) continue;
      const holds = (hours: number): boolean => holdsAt(now, view, ahead, gate, hours, signal);
      if (!holds(0)) continue;
      const lasting = holds(HORIZON_HOURS);
      const before = lasting ? undefined : now + (firstFalse(holds, HORIZON_HOURS) - 1) * HOUR;
      steps.push({ ...(before !== undefined && { before }), gate: gate.name, needs: 'signal', signal: name });
    }
  }
  return steps;
}

/** Whether one more entry could be enough: never *no* where it would be. It adds its points at most, and no entry changes a grade. */
function couldDo(
  fit: FitClass,
  engagement: number,
  usage: number,
  version: Version,
  { needs }: CompiledGate,
  signal: number,
): boolean {
  if ((needs.fit & (1 << fit.grade)) === 0) return false;
  const { track = 0, most = 0 } = version.compiled.signals[signal] ?? {};
  if (needs.engagement > engagement + (track === ENGAGEMENT ? most : 0)) return false;
  return needs.usage <= usage + (track === USAGE ? most : 0);
}

/** Whether one more entry of the signal can matter to the gate at all. */
function isRead(gate: CompiledGate, signal: number, version: Version): boolean {
  if (gate.patterns.some((pattern) => pattern.places.includes(signal))) return true;
  const compiled = version.compiled.signals[signal];
  if (compiled === undefined || compiled.points <= 0) return false;
  return compiled.track === 0 ? gate.readsEngagement : gate.readsUsage;
}

function oneMoreCriterion(
  state: UnitState,
  lead: number,
  definition: number,
  version: Version,
  wanted: Wanted,
): Counterfactual[] {
  const { fit } = version.compiled.definition;
  if (fit === undefined) return [];
  const found = state.evidence.classOfLead(lead, version.index);
  const steps: Counterfactual[] = [];
  fit.criteria.forEach((criterion, i) => {
    if (found.criteria[i] !== UNKNOWN || !wanted(criterion.name)) return;
    const criteria = found.criteria.map((outcome, j) => (j === i ? TRUE : outcome));
    const learned: FitClass = {
      ...found,
      criteria,
      tenths: pointsOf(fit, criteria),
      grade: GRADES.indexOf(gradeOf(fit, criteria)),
    };
    for (const position of version.compiled.leadGates) {
      const gate = version.compiled.gates[position] as CompiledGate;
      const view = leadView(state, lead, definition, version);
      view.fit = learned;
      if (clauseHolds(gate.clause, view))
        steps.push({ criterion: criterion.name, gate: gate.name, needs: 'criterion' });
    }
  });
  return steps;
}

/** The least number of hours at which `holds` is false, given that it holds at 0 and not at `most`. */
function firstFalse(holds: (hours: number) => boolean, most: number): number {
  let low = 0;
  let high = most;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return high;
}
