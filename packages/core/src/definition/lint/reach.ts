// What scores and grades a definition can reach at all: upper bounds, without asking whether anybody ever did.
import type { Fit, Grade, Signal, Tenths, Track } from '../definition.ts';

/** The most that a signal can add, in tenths: undecayed, from the weightiest source. 0 for negative ones. */
export function mostOf(signal: Signal, track: Track): Tenths {
  if (signal.points <= 0) return 0;
  const heaviest = Math.max(1000, ...track.sources.map((source) => source.weight));
  const counted = signal.atLeast === undefined ? Math.min(signal.atMost ?? 1, bucketsIn(signal)) : 1;
  return Math.round((signal.points * heaviest * counted) / 1000);
}

/** How many buckets of `oncePer` a window can touch. */
function bucketsIn(signal: Signal): number {
  return signal.oncePer === undefined ? Number.POSITIVE_INFINITY : Math.ceil(signal.within / signal.oncePer) + 1;
}

/** The highest score of a track: caps added up after group limits, at most 100 points. */
export function highestScore(track: Track | undefined): Tenths {
  if (track === undefined) return 0;
  let sum = 0;
  for (const signal of track.signals) {
    if (!track.groups.some((group) => group.signals.includes(signal.name))) sum += mostOf(signal, track);
  }
  for (const group of track.groups) {
    const members = track.signals.filter((signal) => group.signals.includes(signal.name));
    sum += Math.min(
      group.limit,
      members.reduce((most, signal) => most + mostOf(signal, track), 0),
    );
  }
  return Math.min(1000, sum);
}

/** The highest and the lowest sum of fit points. */
export function fitRange(fit: Fit | undefined): { readonly lowest: Tenths; readonly highest: Tenths } {
  const points = (fit?.criteria ?? []).map((criterion) => criterion.points);
  const sum = (some: readonly number[]): number => some.reduce((a, b) => a + b, 0);
  return { lowest: sum(points.filter((each) => each < 0)), highest: sum(points.filter((each) => each > 0)) };
}

/** The letters that some combination of criteria gives. `?` is always possible. */
export function reachableGrades(fit: Fit): ReadonlySet<Grade> {
  let sums = new Set([0]);
  for (const { points } of fit.criteria) sums = new Set([...sums, ...[...sums].map((sum) => sum + points)]);
  return new Set<Grade>([...[...sums].map((sum) => gradeOf(sum, fit)), '?']);
}

function gradeOf(sum: Tenths, { grades }: Fit): Grade {
  if (sum >= grades.A) return 'A';
  if (sum >= grades.B) return 'B';
  return sum >= grades.C ? 'C' : 'D';
}
