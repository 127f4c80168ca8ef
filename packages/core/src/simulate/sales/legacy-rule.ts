// The rule of yesterday: a point table that adds up what is easy to track, knows no fit and forgets nothing. What it calls an MQL goes to sales.
import { DAY } from '../../base/duration.ts';
import type { Instant } from '../../journal/entry.ts';
import type { FaultPlan, PlannedFault } from '../faults/fault-plan.ts';
import type { Trail } from '../journeys/draft.ts';

/** Points from which somebody is an MQL. */
export const LEGACY_THRESHOLD = 80;
/** Where it stands in companies that never got it right. */
const LOOSE_THRESHOLD = 12;
const TIGHT_THRESHOLD = 400;
/** What it is lowered to when a quarter has to be saved. */
const GAMED_THRESHOLD = 40;
/** Whom a lowered threshold takes at once: who has that much from so many days. */
const GAMED_MEMORY_DAYS = 45;

/** When the point table made a person an MQL; undefined where it never did. While the threshold is lowered it takes whoever comes over it, and who has been so lately. */
export function legacyMqlAt(
  trail: Trail,
  plan: FaultPlan,
): { readonly at: Instant; readonly gamed: boolean } | undefined {
  const points = trail.points.sort((a, b) => a.at - b.at);
  const gamed = plan.find('gamed-threshold');
  const taken = gamed === undefined ? undefined : takenAt(trail, gamed.from, gamed.until);
  const wrong = plan.find('loose-threshold') ?? plan.find('tight-threshold');
  const threshold = thresholdUnder(wrong);
  let sum = 0;
  for (const { at, points: more } of points) {
    sum += more;
    const moment = Math.max(at, trail.knownAt);
    if (taken !== undefined && taken <= moment) return { at: taken, gamed: true };
    if (sum >= threshold) {
      if (wrong !== undefined) wrong.size += 1;
      return { at: moment, gamed: false };
    }
    if (sum >= GAMED_THRESHOLD && gamed !== undefined && moment >= gamed.from && moment < gamed.until)
      return { at: moment, gamed: true };
  }
  return taken === undefined ? undefined : { at: taken, gamed: true };
}

function thresholdUnder(wrong: PlannedFault | undefined): number {
  if (wrong === undefined) return LEGACY_THRESHOLD;
  return wrong.kind === 'loose-threshold' ? LOOSE_THRESHOLD : TIGHT_THRESHOLD;
}

/** When a person with enough recent points is taken at the lowering; undefined for everybody else. */
function takenAt(trail: Trail, from: Instant, until: Instant): Instant | undefined {
  if (trail.knownAt >= from) return undefined;
  let recent = 0;
  for (const { at, points } of trail.points) if (at < from && at >= from - GAMED_MEMORY_DAYS * DAY) recent += points;
  return recent >= GAMED_THRESHOLD ? spread(trail, from, until) : undefined;
}

/** Some time within the lowered days, the same for the same person. */
function spread({ person }: Trail, from: Instant, until: Instant): Instant {
  return Math.floor(from + (person.activity % 1) * 0.98 * (until - from));
}
