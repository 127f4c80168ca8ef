// All criteria worth asking about, found in the older cases alone: thresholds of numbers, sets of levels, and whether something is known at all.
import type { Feature, LevelFeature, NumberFeature, Sample } from '../sample/sample.ts';
import { type Classes, classesOf } from './classes.ts';
import { answerer, type Criterion, type Question } from './criterion.ts';
import { levelRates } from './level-rates.ts';
import { distinctOf, sortedKnown } from './sorted-known.ts';

/** A criterion with what it says of the cases it was found in. */
export interface Candidate extends Criterion {
  /** How many cases answer yes, and how many of those were won. */
  readonly cases: number;
  readonly wins: number;
  /** The classes of its feature's cases, and 1 for each that answers yes. */
  readonly classes: Classes;
  readonly holds: Uint8Array;
  /** What its feature is about. */
  readonly about: string;
  /** The first candidate, by position, that holds for the very same cases: itself, unless it has a twin. */
  readonly says: number;
}

type Found = Omit<Candidate, 'says'>;

/** Bounds on what becomes a candidate. */
export interface CandidateBounds {
  /** At least so many cases answer yes, and as many no. */
  readonly support: number;
  /** At most so many thresholds of one number. */
  readonly thresholds: number;
  /** At most so many sets of one feature's levels. */
  readonly sets: number;
}

/** Fewer wins allow fewer questions to one feature, or the luckiest threshold would be taken for the best. */
const WINS_A_QUESTION = 45;

/** The bounds for a number of cases and wins: a criterion concerns one case in two hundred, and never fewer than ten; a feature is asked once for 45 wins, 3 to 16 times. */
export function boundsFor(cases: number, wins: number): CandidateBounds {
  const questions = Math.min(16, Math.max(3, Math.round(wins / WINS_A_QUESTION)));
  return { support: Math.max(10, Math.round(cases / 200)), thresholds: questions, sets: questions };
}

/** The candidates of the first `until` cases. */
export function candidatesOf(sample: Sample, until: number, bounds: CandidateBounds): Candidate[] {
  const found = sample.features.flatMap((feature, position) => {
    const questions = questionsOf(feature, sample, until, bounds);
    const { classes, holds } = classesOf(feature, questions, until);
    const [cases, wins] = countsOf(classes, sample.won, until);
    const seen = new Set<string>();
    return questions.flatMap((question, i): Found[] => {
      const held = holds[i] as Uint8Array;
      const of = sumWhere(cases, held);
      const key = held.filter((_, place) => (cases[place] as number) > 0).join('');
      if (of < bounds.support || until - of < bounds.support || seen.has(key)) return [];
      seen.add(key);
      return [
        {
          feature: position,
          question,
          cases: of,
          wins: sumWhere(wins, held),
          classes,
          holds: held,
          about: feature.about ?? feature.name,
        },
      ];
    });
  });
  return withTwins(sample, found, until);
}

/** The candidates, each with the first that holds for the very same cases: two events that a tracker always sends together say one thing. */
function withTwins(sample: Sample, candidates: readonly Found[], until: number): Candidate[] {
  const alike = new Map<string, number[]>();
  return candidates.map((candidate, position) => {
    const key = `${candidate.cases} ${candidate.wins}`;
    const before = alike.get(key) ?? [];
    const twin = before.find((other) => areTwins(sample, candidates[other] as Found, candidate, until));
    if (twin === undefined) alike.set(key, [...before, position]);
    return { ...candidate, says: twin ?? position };
  });
}

function areTwins(sample: Sample, a: Criterion, b: Criterion, until: number): boolean {
  const [holdsA, holdsB] = [answerer(sample, a), answerer(sample, b)];
  for (let row = 0; row < until; row++) if (holdsA(row) !== holdsB(row)) return false;
  return true;
}

/** The cases below `until` that answer yes, rising. */
export function rowsOf(sample: Sample, criterion: Criterion, until: number): Int32Array {
  const answers = answerer(sample, criterion);
  const rows = new Int32Array(until);
  let count = 0;
  for (let row = 0; row < until; row++) if (answers(row)) rows[count++] = row;
  return rows.slice(0, count);
}

function countsOf({ classOf, count }: Classes, won: Uint8Array, until: number): [Float64Array, Float64Array] {
  const [cases, wins] = [new Float64Array(count), new Float64Array(count)];
  for (let row = 0; row < until; row++) {
    const place = classOf[row] as number;
    cases[place] = (cases[place] as number) + 1;
    wins[place] = (wins[place] as number) + (won[row] as number);
  }
  return [cases, wins];
}

function sumWhere(values: Float64Array, held: Uint8Array): number {
  return values.reduce((sum, value, place) => (held[place] === 1 ? sum + value : sum), 0);
}

function questionsOf(feature: Feature, sample: Sample, until: number, bounds: CandidateBounds): Question[] {
  const known: Question = { ask: 'known' };
  if (feature.kind === 'number') return [...thresholdsOf(feature, until, bounds.thresholds), known];
  return [...setsOf(feature, sample, until, bounds), known];
}

/** Thresholds at quantiles, written with two digits where that keeps them apart. */
function thresholdsOf(feature: NumberFeature, until: number, most: number): Question[] {
  const values = sortedKnown(feature.values.subarray(0, until));
  const distinct = distinctOf(values, most + 2);
  const cuts = new Set<number>();
  if (distinct.length <= most + 1) for (const value of distinct) cuts.add(value);
  else
    for (let i = 1; i <= most; i++) cuts.add(rounded(values[Math.floor((values.length * i) / (most + 1))] as number));
  return [...cuts].map((value) => ({ ask: 'atLeast', value }));
}

/** A number with two significant digits. */
function rounded(value: number): number {
  return Number(value.toPrecision(2));
}

/** Single levels, and the sets of all levels above a won-rate: the best, the two best, and so on. Rates lean to the mean as far as levels are rare. */
function setsOf(feature: LevelFeature, sample: Sample, until: number, bounds: CandidateBounds): Question[] {
  const { cases, rate } = levelRates(feature, sample, until);
  const frequent = [...cases.keys()].filter((level) => (cases[level] as number) >= bounds.support);
  const single = [...frequent].sort((a, b) => (cases[b] as number) - (cases[a] as number)).slice(0, bounds.sets);
  const ordered = [...frequent].sort((a, b) => rate(b) - rate(a));
  const prefixes = ordered.length > bounds.sets ? bounds.sets : ordered.length - 1;
  const questions: Question[] = single.map((level) => ({ ask: 'in', levels: [level] }));
  for (let i = 1; i <= prefixes; i++) {
    const size = Math.round((i * ordered.length) / (prefixes + 1));
    if (size > 1) questions.push({ ask: 'in', levels: ordered.slice(0, size) });
  }
  return questions;
}
