// Whether points still mean the chances that they meant, and what they would mean if not (D. Cox's recalibration).
import { chanceOn, type LogisticLine, logisticLine } from '../../statistics/logistic-line.ts';
import { Z_95 } from '../../statistics/wilson.ts';
import type { CasesApart } from './series/case-series.ts';
import type { Recalibration } from './watch-result.ts';

const FEWEST_CASES = 40;
const FEWEST_WINS = 10;
/** Quantiles of the totals of cases at which chances are told. */
const TOLD_AT = [0.1, 0.3, 0.5, 0.7, 0.9] as const;

/** Holds all cases since the reference against its line. */
export function recalibrationOf(apart: CasesApart, line: LogisticLine | undefined): Recalibration {
  const since = apart.after.flatMap(({ cases }) => cases);
  const won = since.filter(({ isWon }) => isWon).length;
  const counts = { cases: since.length, won };
  if (line === undefined || since.length < FEWEST_CASES || Math.min(won, since.length - won) < FEWEST_WINS)
    return {
      state: 'too few',
      ...counts,
      verdict: 'Too few cases ended to say whether points still mean the chances that they meant.',
    };
  const logits = since.map(({ total }) => line.intercept + (line.slope * total) / 10);
  const expected = since.reduce((sum, { total }) => sum + chanceOn(line, total / 10), 0);
  const ends = since.map(({ isWon }) => (isWon ? 1 : 0));
  const cox = logisticLine(logits, ends);
  if (cox === undefined)
    return {
      state: 'too few',
      ...counts,
      expected,
      verdict: 'Too few different totals to say whether points still mean what they meant.',
    };
  const intercept = interval(cox.intercept, cox.interceptError);
  const slope = interval(cox.slope, cox.slopeError);
  const totals = since.map(({ total }) => total).sort((a, b) => a - b);
  const told = [...new Set(TOLD_AT.map((q) => totals[Math.floor(q * (totals.length - 1))] as number))];
  return {
    state: 'ok',
    ...counts,
    expected,
    intercept,
    slope,
    chances: told.map((total) => ({
      points: total / 10,
      was: chanceOn(line, total / 10),
      is: chanceOn(cox, line.intercept + (line.slope * total) / 10),
    })),
    verdict: verdictOf(won, expected, slope),
  };
}

function interval(at: number, error: number) {
  return { at, low: at - Z_95 * error, high: at + Z_95 * error };
}

function verdictOf(won: number, expected: number, slope: { low: number; high: number }): string {
  const deviation = (won - expected) / Math.sqrt(Math.max(1, expected));
  if (slope.high <= 0)
    return 'Points do not tell winners from the rest any more: more points win no more often. Calibrate anew.';
  if (slope.high < 1)
    return 'Points tell winners from the rest less than they did: the chances move together. Calibrate anew, or read the recalibrated chances.';
  if (slope.low > 1) return 'Points tell winners from the rest even better than they did.';
  if (deviation < -Z_95)
    return 'The order still holds, but equal points win less often than they did: read the recalibrated chances.';
  if (deviation > Z_95)
    return 'The order still holds, and equal points win more often than they did: read the recalibrated chances.';
  return 'Points still mean the chances that they meant.';
}
