// Scores and grades taken apart into lines that add up (C9, R9): the same scoring as the verdict's, with every line kept.
import { FALSE, TRUE, type Trilean } from '../../base/trilean.ts';
import { ENGAGEMENT } from '../../definition/compile.ts';
import { GRADES } from '../../definition/definition.ts';
import { couldBe, type FitClass, fitOf, knownOf } from '../../qualification/fit-table.ts';
import { type AxisLine, AxisScore, close, NO_EXTRA, scoreAxis } from '../../qualification/score-axis.ts';
import type { CriterionLine, FitGrade, ScoreLine, TrackScore } from '../decision.ts';
import type { Version } from '../rulebook.ts';
import type { UnitState } from '../unit/unit-state.ts';
import { countedLeads } from './account-view.ts';

/** Grades taken apart, by the class that many leads share. */
const GRADED = new WeakMap<FitClass, FitGrade>();

/** The fit of a lead, or with lead −1 of the account. Undefined where the definition has no fit block. */
export function explainFit(state: UnitState, account: number, lead: number, version: Version): FitGrade | undefined {
  const block = version.compiled.definition.fit;
  if (block === undefined) return undefined;
  const fit = fitOf(block, lead < 0);
  const found =
    lead < 0 ? state.evidence.classOfAccount(account, version.index) : state.evidence.classOfLead(lead, version.index);
  const held = GRADED.get(found);
  if (held !== undefined) return held;
  const { known, total } = knownOf(fit, found.criteria);
  const graded: FitGrade = {
    couldBe: couldBe(fit, found.criteria),
    criteria: fit.criteria.map((criterion, i): CriterionLine => {
      const outcome = found.criteria[i] as Trilean;
      return { criterion: criterion.name, outcome: wordOf(outcome), tenths: outcome === TRUE ? criterion.points : 0 };
    }),
    grade: GRADES[found.grade] as string,
    known: total === 0 ? 0 : Math.floor((known * 1000) / total),
    tenths: found.tenths,
  };
  GRADED.set(found, graded);
  return graded;
}

function wordOf(outcome: Trilean): CriterionLine['outcome'] {
  if (outcome === TRUE) return 'true';
  return outcome === FALSE ? 'false' : 'unknown';
}

const scratch = new AxisScore();

/** A track of one lead at the state's instant, with its lines. Undefined where the definition has no such track. */
export function explainTrack(state: UnitState, lead: number, version: Version, track: 0 | 1): TrackScore | undefined {
  const compiled = version.compiled.tracks[track];
  if (compiled === undefined) return undefined;
  const lines: AxisLine[] = [];
  scoreAxis(state.evidence.hits, lead, compiled, version.firstSlot, state.now, scratch, NO_EXTRA, lines);
  return { lines: lines.map((line) => inWords(state, line)), tenths: scratch.score };
}

/** The account's pooled engagement with its lines: each lead's share, ceiling, negatives, floor (R15). */
export function explainTogether(state: UnitState, account: number, version: Version): TrackScore | undefined {
  const compiled = version.compiled.tracks[ENGAGEMENT];
  if (compiled === undefined) return undefined;
  const sum = { score: 0, positive: 0, negative: 0 };
  const shares: ScoreLine[] = [];
  const negatives: ScoreLine[] = [];
  for (const lead of countedLeads(state, account, version)) {
    const lines: AxisLine[] = [];
    scoreAxis(state.evidence.hits, lead, compiled, version.firstSlot, state.now, scratch, NO_EXTRA, lines);
    const share = Math.min(compiled.perPerson, scratch.positive);
    sum.positive += share;
    sum.negative += scratch.negative;
    if (share > 0) shares.push({ lead: state.evidence.leadId(lead), tenths: share });
    for (const line of lines) if ('signal' in line && line.tenths < 0) negatives.push(inWords(state, line));
  }
  const closing: AxisLine[] = [];
  close(sum, closing);
  const reduction = (kind: 'ceiling' | 'floor'): ScoreLine[] =>
    closing.filter((line) => 'reduction' in line && line.reduction === kind).map((line) => inWords(state, line));
  return { tenths: sum.score, lines: [...shares, ...reduction('ceiling'), ...negatives, ...reduction('floor')] };
}

function inWords(state: UnitState, line: AxisLine): ScoreLine {
  if ('reduction' in line) return line;
  return {
    decay: line.decay,
    entry: state.columns.refOf(line.row),
    occurredAt: state.columns.occurredAt[line.row] as number,
    points: line.signal.points,
    signal: line.signal.name,
    tenths: line.tenths,
    weight: line.weight,
  };
}
