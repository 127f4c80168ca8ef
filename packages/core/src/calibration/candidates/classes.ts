// The cases of one feature put into classes that no question tells apart, so that one pass over the cases answers all of its questions at once.
import type { Feature, LevelFeature, NumberFeature } from '../sample/sample.ts';
import type { Question } from './criterion.ts';

/** A feature's cases by class. Class 0 is unknown. */
export interface Classes {
  /** The class of each case. */
  readonly classOf: Uint8Array;
  readonly count: number;
}

/** The classes of a feature's first `until` cases under some questions, and for each question the classes that answer yes (1) or no (0). There may be at most 254 thresholds, or sets that tell 254 levels apart. */
export function classesOf(
  feature: Feature,
  questions: readonly Question[],
  until: number,
): { readonly classes: Classes; readonly holds: readonly Uint8Array[] } {
  return feature.kind === 'number' ? numberClasses(feature, questions, until) : levelClasses(feature, questions, until);
}

function numberClasses(
  feature: NumberFeature,
  questions: readonly Question[],
  until: number,
): ReturnType<typeof classesOf> {
  const cuts = Float64Array.from(
    questions.flatMap((question) => (question.ask === 'atLeast' ? [question.value] : [])),
  ).sort();
  const classOf = new Uint8Array(until);
  for (let row = 0; row < until; row++) classOf[row] = placeAmong(cuts, feature.values[row] as number);
  const count = cuts.length + 2;
  const holds = questions.map((question) => {
    const least = question.ask === 'atLeast' ? cuts.indexOf(question.value) + 2 : 1;
    return Uint8Array.from({ length: count }, (_, place) => (place >= least ? 1 : 0));
  });
  return { classes: { classOf, count }, holds };
}

/** 0 for an unknown value, else one more than the number of sorted cuts that it reaches. */
export function placeAmong(cuts: Float64Array, value: number): number {
  if (Number.isNaN(value)) return 0;
  let [low, high] = [0, cuts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value >= (cuts[middle] as number)) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}

function levelClasses(
  feature: LevelFeature,
  questions: readonly Question[],
  until: number,
): ReturnType<typeof classesOf> {
  const memberships = questions.map((question) => (question.ask === 'in' ? new Set(question.levels) : undefined));
  const classBy = new Map<string, number>();
  const classOfLevel = new Uint8Array(feature.levels.length + 1);
  const answers: string[] = [questions.map(() => '0').join('')];
  for (let level = 0; level < feature.levels.length; level++) {
    const told = memberships.map((members) => (!members || members.has(level) ? '1' : '0')).join('');
    const place = classBy.get(told) ?? answers.push(told) - 1;
    classBy.set(told, place);
    classOfLevel[level + 1] = place;
  }
  const classOf = new Uint8Array(until);
  for (let row = 0; row < until; row++) classOf[row] = classOfLevel[(feature.codes[row] as number) + 1] as number;
  const holds = questions.map((_, i) => Uint8Array.from(answers, (told) => (told[i] === '1' ? 1 : 0)));
  return { classes: { classOf, count: answers.length }, holds };
}
