// What is told by cases that ended: whether a criterion still tells winners from the rest, and whether equal scores still win as often.
import { chanceOn, type LogisticLine, logisticLine } from '../../../statistics/logistic-line.ts';
import { expectedUnder, logOddsRatio, type TwoGroups } from '../../../statistics/odds-ratio.ts';
import { Z_95 } from '../../../statistics/wilson.ts';
import type { WatchedCriterion } from '../criteria.ts';
import type { Reference } from '../reference.ts';
import type { SeenCase } from '../seen/seen-cases.ts';
import type { WatchRead } from '../watch-reading.ts';
import { HALF, lastTwoQuarters, type RawSeries, type Step } from './steps.ts';

/** The reference needs so many won and so many other cases on either side of a criterion. */
const FEWEST = 5;
const FEWEST_CASES = 40;
/** A line through chances needs so many won ones. */
const FEWEST_WINS = 10;
/** Months are taken together until what they tell is worth a case. */
const WORTH = 1;

/** The cases of a reading, told apart by the reference: those that ended within it, and by month those that ended after. */
export interface CasesApart {
  readonly before: readonly SeenCase[];
  readonly after: readonly { readonly month: string; readonly end: number; readonly cases: readonly SeenCase[] }[];
}

/** Cases by when they ended. */
export function casesApart({ cases, months }: WatchRead, { from, until, after }: Reference): CasesApart {
  return {
    before: cases.filter(({ endedAt }) => endedAt >= from && endedAt < until),
    after: after.map((i) => {
      const { name, end } = months[i] as WatchRead['months'][number];
      const begin = Math.max(until, months[i - 1]?.end ?? 0);
      return { month: name, end, cases: cases.filter(({ endedAt }) => endedAt >= begin && endedAt < end) };
    }),
  };
}

/**
 * Whether each criterion tells what it told. Within a month, wins among cases with it are held against what the reference's odds ratio has one expect of that month's own margins (noncentral hypergeometric), so that
 * a year in which everything is won or lost more often moves nothing.
 */
export function liftSeries(criteria: readonly WatchedCriterion[], apart: CasesApart): RawSeries[] {
  return criteria.map((criterion, i): RawSeries => {
    const table = tableOf(apart.before, i);
    const { at, error } = logOddsRatio(table);
    const cells = [table.count, table.of - table.count, table.otherCount, table.otherOf - table.otherCount];
    const isWatched = cells.every((cell) => cell >= FEWEST);
    const steps = isWatched ? looks(apart.after, i, at, error) : [];
    const recent = tableOf(
      lastTwoQuarters(apart.after).flatMap(({ cases }) => cases),
      i,
    );
    const now = logOddsRatio(recent);
    const told = steps.filter(({ z }) => z !== undefined);
    const loss =
      isWatched && told.length > 0 ? Math.abs(at) * Math.sqrt(Math.max(WORTH, meanInformation(apart.after, i))) : 0;
    return {
      kind: 'lift',
      about: criterion.about,
      label: criterion.label,
      state: isWatched ? 'watched' : 'too few',
      // What speaks for a lead drifts when it tells less; what speaks against one, when it does no longer.
      sides: criterion.points >= 0 ? 'down' : 'up',
      reference: Math.exp(at),
      ...(recent.of > 0 &&
        recent.otherOf > 0 && {
          recent: {
            value: Math.exp(now.at),
            low: Math.exp(now.at - Z_95 * now.error),
            high: Math.exp(now.at + Z_95 * now.error),
          },
        }),
      steps,
      ...(loss > 0 && { loss }),
    };
  });
}

function looks(after: CasesApart['after'], criterion: number, at: number, error: number): Step[] {
  return takenTogether(after, error, (tally, own) => {
    const table = tableOf(own, criterion);
    tally.cases += table.of + table.otherOf;
    if (table.of === 0 || table.otherOf === 0) return;
    const { mean, variance } = expectedUnder(table, Math.exp(at));
    tally.seen += table.count;
    tally.expected += mean;
    tally.information += variance;
  });
}

/** Wins seen and expected, what they are worth in cases, and how many cases they are of. */
interface Tally {
  seen: number;
  expected: number;
  information: number;
  cases: number;
}

/** Steps of as many months together as tell something; a month that waits for the next has no value. `add` adds a month's cases to the tally. */
function takenTogether(
  after: CasesApart['after'],
  error: number,
  add: (tally: Tally, own: readonly SeenCase[]) => void,
): Step[] {
  let tally: Tally = { seen: 0, expected: 0, information: 0, cases: 0 };
  return after.map(({ month, end, cases: own }): Step => {
    const before = tally.cases;
    add(tally, own);
    const { seen, expected, information, cases } = tally;
    if (information < WORTH) return { month, end, of: cases - before };
    tally = { seen: 0, expected: 0, information: 0, cases: 0 };
    return {
      month,
      end,
      of: cases,
      value: expected === 0 ? 1 : seen / expected,
      z: (seen - expected) / Math.sqrt(information),
      k: HALF + error * Math.sqrt(information),
    };
  });
}

/** What a month tells of the odds ratio, on average: the variance of its table where nothing tells. */
function meanInformation(after: CasesApart['after'], criterion: number): number {
  const all = after.map(({ cases }) => tableOf(cases, criterion)).filter(({ of, otherOf }) => of > 0 && otherOf > 0);
  const sum = all.reduce((total, table) => total + expectedUnder(table, 1).variance, 0);
  return all.length === 0 ? 0 : sum / after.length;
}

function tableOf(cases: readonly SeenCase[], criterion: number): TwoGroups {
  const table = { count: 0, of: 0, otherCount: 0, otherOf: 0 };
  for (const { holds, isWon } of cases) {
    if (holds[criterion] === undefined) continue;
    if (holds[criterion]) {
      table.of += 1;
      table.count += isWon ? 1 : 0;
    } else {
      table.otherOf += 1;
      table.otherCount += isWon ? 1 : 0;
    }
  }
  return table;
}

/** The chance of a win by total points in the reference; undefined where it had too few cases. Totals are in tenths. */
export function referenceLine({ before }: CasesApart): LogisticLine | undefined {
  const wins = before.filter(({ isWon }) => isWon).length;
  if (before.length < FEWEST_CASES || Math.min(wins, before.length - wins) < FEWEST_WINS) return undefined;
  return logisticLine(
    before.map(({ total }) => total / 10),
    before.map(({ isWon }) => (isWon ? 1 : 0)),
  );
}

/**
 * Whether equal scores win as often as they did: wins against the sum of the chances that the reference's line gives the month's cases (S. Steiner, R. Cook, V. Farewell and T. Treasure, 2000, on risk-adjusted sums).
 * `line` undefined: the reference was too small.
 */
export function conversionSeries(apart: CasesApart, line: LogisticLine | undefined): RawSeries {
  const error = line === undefined ? 0 : 1 / Math.sqrt(apart.before.length * rateSpread(apart.before));
  const steps = takenTogether(apart.after, error, (tally, own) => {
    tally.cases += own.length;
    if (line === undefined) return;
    for (const { total, isWon } of own) {
      const p = chanceOn(line, total / 10);
      tally.seen += isWon ? 1 : 0;
      tally.expected += p;
      tally.information += p * (1 - p);
    }
  });
  const recent = lastTwoQuarters(apart.after).flatMap(({ cases: own }) => own);
  const foretold = line === undefined ? 0 : recent.reduce((sum, { total }) => sum + chanceOn(line, total / 10), 0);
  return {
    kind: 'conversion',
    about: 'all',
    label: 'Wins at equal scores',
    state: line === undefined ? 'too few' : 'watched',
    sides: 'both',
    reference: 1,
    ...(foretold > 0 && { recent: { value: recent.filter(({ isWon }) => isWon).length / foretold } }),
    steps,
  };
}

function rateSpread(cases: readonly SeenCase[]): number {
  const rate = cases.filter(({ isWon }) => isWon).length / Math.max(1, cases.length);
  return Math.max(0.01, rate * (1 - rate));
}
