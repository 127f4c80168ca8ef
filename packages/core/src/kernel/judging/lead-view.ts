// What the clauses of one lead read at an instant: its scores, worked out once an evaluation, and its fit.
import { type CompiledGate, ENGAGEMENT, USAGE } from '../../definition/compile.ts';
import { clauseHolds } from '../../qualification/gate.ts';
import { NO_EXTRA, scoreAxis } from '../../qualification/score-axis.ts';
import type { Version } from '../rulebook.ts';
import type { LeadScore, UnitState } from '../unit/unit-state.ts';

/** The open lead gates of a version as a bit set, at this instant; worked out once per evaluation. */
export function openGatesOf(state: UnitState, lead: number, definition: number, version: Version): number {
  const score = state.scoreOf(lead, definition);
  if (score.judged === state.evaluation) return score.open;
  const view = leadView(state, lead, definition, version);
  const { gates, leadGates } = version.compiled;
  let open = 0;
  for (let i = 0; i < leadGates.length; i++) {
    const gate = leadGates[i] as number;
    if (clauseHolds((gates[gate] as CompiledGate).clause, view)) open |= 1 << gate;
  }
  score.judged = state.evaluation;
  score.open = open;
  return open;
}

/** The view of a lead's clauses at this instant, its scores worked out. One object: use it before asking for another. */
export function leadView(state: UnitState, lead: number, definition: number, version: Version): UnitState['view'] {
  const score = scoreLead(state, lead, definition, version);
  const { view } = state;
  view.fit = state.evidence.classOfLead(lead, version.index);
  view.engagement = score.axes[ENGAGEMENT].score;
  view.usage = score.axes[USAGE].score;
  view.holdsForAccount = never;
  view.hits = state.evidence.hits;
  view.lead = lead;
  view.firstSlot = version.firstSlot;
  view.t = state.now;
  view.extra = NO_EXTRA;
  return view;
}

const never = (): boolean => false;

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
