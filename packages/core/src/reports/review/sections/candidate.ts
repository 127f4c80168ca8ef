// A change that is put to the review: what it is in words, and what a replay of the last year says of it beside the definition in force.
import { definitionDigest } from '../../../definition/canonical.ts';
import type { Clause, Definition } from '../../../definition/definition.ts';
import { diffDefinitions } from '../../../definition/diff.ts';
import { type ThresholdChoice, tryThresholds } from '../../../replay/backtest/thresholds.ts';
import type { Backtest } from '../../../replay/backtest.ts';
import type { BacktestLead, BacktestSide } from '../../../replay/backtest-result.ts';
import type { Share } from '../../../statistics/share.ts';

/** One side of a replay, in short. */
export interface ReplayedSide {
  readonly handoffs: number;
  /** Of those old enough: won within the horizon. */
  readonly won: Share;
  /** Of the accounts won: handed over before. */
  readonly kept: Share;
  readonly perWorkingDay: number;
}

/** A candidate. */
export interface CandidateChange {
  readonly name: string;
  readonly digest: string;
  readonly changes: readonly { readonly sentence: string; readonly effect: string }[];
  readonly from: number;
  readonly until: number;
  readonly horizonDays: number;
  readonly before: ReplayedSide;
  readonly after: ReplayedSide;
  readonly enter: number;
  readonly leave: number;
  readonly stay: number;
  /** Won leads that would leave, by name: what the change costs. */
  readonly winsLost: readonly string[];
  readonly winsGained: readonly string[];
}

/** Points by which every threshold is moved, and what each move brings; negative ones loosen. */
export type CapacityChoice = ThresholdChoice;

const MOST_NAMES = 10;
/** Moves that are tried, in points. */
const MOVES = Array.from({ length: 25 }, (_, i) => 5 * (i - 8));

/** Finishes a backtest of the candidate beside the definition in force. */
export function candidateChange(backtest: Backtest, incumbent: Definition, candidate: Definition): CandidateChange {
  const result = backtest.finish();
  const before = result.incumbent ?? result.candidate;
  const names = (leads: readonly BacktestLead[]): string[] =>
    leads
      .filter(({ outcome }) => outcome === 'won')
      .map(({ label, company }) => (company === undefined ? label : `${label}, ${company}`))
      .slice(0, MOST_NAMES);
  return {
    name: candidate.name,
    digest: definitionDigest(candidate),
    changes: diffDefinitions(incumbent, candidate).map(({ sentence, effect }) => ({ sentence, effect })),
    from: result.from,
    until: result.until,
    horizonDays: result.horizonDays,
    before: inShort(before),
    after: inShort(result.candidate),
    enter: result.enters.length,
    leave: result.leaves.length,
    stay: result.both,
    winsLost: names(result.leaves),
    winsGained: names(result.enters),
  };
}

function inShort({ handoffs, precision, recall, perWorkingDay }: BacktestSide): ReplayedSide {
  return { handoffs, won: precision, kept: recall, perWorkingDay: perWorkingDay.mean };
}

/** The lowest move of all thresholds at which sales can work what is handed over, over a finished backtest of the definition. Undefined where no gate has a threshold to move. */
export function fitToCapacity(
  backtest: Backtest,
  definition: Definition,
  capacity: number,
): CapacityChoice | undefined {
  if (!definition.gates.some(({ clause }) => hasThreshold(clause))) return undefined;
  return tryThresholds(backtest, MOVES, (points) => movedBy(definition, 10 * points), capacity);
}

/** The definition with every threshold of its gates moved by so many tenths, none below a point or above 100 points. */
export function movedBy(definition: Definition, tenths: number): Definition {
  return { ...definition, gates: definition.gates.map((gate) => ({ ...gate, clause: moved(gate.clause, tenths) })) };
}

const KEYS = ['engagement', 'usage', 'total'] as const;

function moved(clause: Clause, tenths: number): Clause {
  const most = (key: (typeof KEYS)[number]): number => (key === 'total' ? 2000 : 1000);
  const shifted = Object.fromEntries(
    KEYS.flatMap((key) => {
      const was = clause[key];
      return was === undefined ? [] : [[key, Math.max(10, Math.min(most(key), was + tenths))]];
    }),
  );
  return {
    ...clause,
    ...shifted,
    ...(clause.any !== undefined && { any: clause.any.map((each) => moved(each, tenths)) }),
    ...(clause.all !== undefined && { all: clause.all.map((each) => moved(each, tenths)) }),
  };
}

function hasThreshold(clause: Clause): boolean {
  return (
    KEYS.some((key) => clause[key] !== undefined) || [...(clause.any ?? []), ...(clause.all ?? [])].some(hasThreshold)
  );
}
