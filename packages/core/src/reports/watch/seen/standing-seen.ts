// What one look sees of a lead: grade, scores, which signals count for it and which criteria hold. By the kernel's own scoring; nothing is scored a second time.
import { ENGAGEMENT, USAGE } from '../../../definition/compile.ts';
import { explainFit, explainTrack } from '../../../kernel/judging/explain.ts';
import { scoreLead } from '../../../kernel/judging/lead-view.ts';
import type { UnitState } from '../../../kernel/unit/unit-state.ts';
import type { WatchedCriterion } from '../criteria.ts';

/** A lead as it stood. Scores in tenths. */
export interface Seen {
  readonly grade: string;
  readonly fit: number;
  readonly engagement: number;
  readonly usage: number;
  /** By number of the criterion: whether it held; undefined where that was unknown. */
  readonly holds: readonly (boolean | undefined)[];
}

/** Reads a lead under the rulebook's first definition, at the state's present instant; undefined where nothing is in force. */
export function seenLead(state: UnitState, lead: number, criteria: readonly WatchedCriterion[]): Seen | undefined {
  const version = state.version(0);
  if (version === undefined) return undefined;
  const account = state.evidence.accountOfLead[lead] as number;
  const fit = explainFit(state, account, lead, version);
  const score = scoreLead(state, lead, 0, version);
  const [engagement, usage] = [score.axes[ENGAGEMENT].score, score.axes[USAGE].score];
  const counting = {
    engagement: countingSignals(explainTrack(state, lead, version, ENGAGEMENT)?.lines ?? []),
    usage: countingSignals(explainTrack(state, lead, version, USAGE)?.lines ?? []),
  };
  const outcomes = new Map(fit?.criteria.map(({ criterion, outcome }) => [criterion, outcome]));
  return {
    grade: fit?.grade ?? '?',
    fit: fit?.tenths ?? 0,
    engagement,
    usage,
    holds: criteria.map(({ axis, name }) => {
      if (axis !== 'fit') return counting[axis].has(name);
      const outcome = outcomes.get(name);
      return outcome === undefined || outcome === 'unknown' ? undefined : outcome === 'true';
    }),
  };
}

function countingSignals(lines: readonly object[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => ('signal' in line && typeof line.signal === 'string' ? [line.signal] : [])));
}
