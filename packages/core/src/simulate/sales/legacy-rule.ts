// The rule of yesterday: a point table that adds up what is easy to track, knows no fit and forgets nothing. What it calls an MQL goes to sales.
import { DAY } from '../../base/duration.ts';
import type { Instant } from '../../journal/entry.ts';
import type { FaultPlan } from '../faults/fault-plan.ts';
import type { Trail } from '../journeys/draft.ts';

/** Points from which somebody is an MQL. */
export const LEGACY_THRESHOLD = 80;
/** What it is lowered to when a quarter has to be saved. */
const GAMED_THRESHOLD = 40;
const GAMED_DAYS = 5;

/** When the point table made a person an MQL; undefined where it never did. A threshold lowered for some days takes whoever is over it then. */
export function legacyMqlAt(
  trail: Trail,
  plan: FaultPlan,
): { readonly at: Instant; readonly gamed: boolean } | undefined {
  const points = trail.points.sort((a, b) => a.at - b.at);
  const gamed = plan.find('gamed-threshold');
  const lowered = gamed === undefined ? Number.POSITIVE_INFINITY : gamed.until - GAMED_DAYS * DAY;
  let sum = 0;
  let atLowering = 0;
  for (const { at, points: more } of points) {
    sum += more;
    const moment = Math.max(at, trail.knownAt);
    const isGamed = gamed !== undefined && moment >= lowered && moment < gamed.until;
    if (moment < lowered) atLowering = sum;
    else if (atLowering >= GAMED_THRESHOLD && trail.knownAt < lowered)
      return { at: spread(trail, lowered), gamed: true };
    if (sum >= LEGACY_THRESHOLD) return { at: moment, gamed: false };
    if (isGamed && sum >= GAMED_THRESHOLD) return { at: moment, gamed: true };
  }
  return atLowering >= GAMED_THRESHOLD && trail.knownAt < lowered && lowered < Number.POSITIVE_INFINITY
    ? { at: spread(trail, lowered), gamed: true }
    : undefined;
}

/** Some time within the lowered days, the same for the same person. */
function spread({ person }: Trail, from: Instant): Instant {
  return Math.floor(from + (person.activity % 1) * GAMED_DAYS * 0.98 * DAY);
}
