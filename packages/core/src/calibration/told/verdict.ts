// What a calibration comes to, in one sentence that says what to do.
import type { Calibration } from '../calibrate.ts';
import { FEW_WINS, winsToSee } from '../choose/recommend.ts';

/** The verdict and how it reads. */
export interface Verdict {
  /** `card`: put it forward. `incumbent`: a plain table does as well. `nothing`: nothing tells winners apart. `too few`: come back with more outcomes. */
  readonly kind: 'card' | 'incumbent' | 'nothing' | 'too few';
  readonly sentence: string;
}

/** An AUC that a card should have to be of much use; tells how many wins it would take to see it. */
const USEFUL = 0.6;

/** The verdict of a calibration beside a plain table of so many criteria. */
export function verdictOf(calibration: Calibration, plainCriteria: number): Verdict {
  const { recommendation: found, judgement, wins, cases } = calibration;
  if (found.kind === 'too few') {
    const more = [
      ...(found.moreWins > 0 ? [`${found.moreWins} more won`] : []),
      ...(found.moreOthers > 0 ? [`${found.moreOthers} more that were not`] : []),
    ].join(' and ');
    return {
      kind: 'too few',
      sentence: `Too little has ended to learn from: ${wins} won and ${cases - wins} not. It takes ${more} before anything can be said.`,
    };
  }
  const auc = judgement.sizes[found.criteria - 1]?.auc ?? 0.5;
  const hundred = Math.round(100 * auc);
  if (found.kind === 'nothing') {
    const needed = winsToSee(USEFUL);
    const short =
      wins < needed
        ? ` With ${wins} wins only strong signs could have been seen; ${needed} would show weaker ones.`
        : '';
    return {
      kind: 'nothing',
      sentence: `Nothing here tells winners from the rest: cards made of older cases put a later winner before another ${hundred} times in 100, and 50 is chance. Keep the rule you have.${short}`,
    };
  }
  const plain = judgement.incumbent === undefined ? 50 : Math.round(100 * judgement.incumbent.auc);
  if (found.kind === 'incumbent') {
    const because = wins < FEW_WINS ? `, and ${wins} wins are few` : '';
    return {
      kind: 'incumbent',
      sentence: `A plain table, one point for each of ${plainCriteria} kinds of behaviour, does as well: it puts a later winner first ${plain} times in 100, the best small card ${hundred} times${because}. Keep it plain.`,
    };
  }
  return {
    kind: 'card',
    sentence: `A card of ${found.criteria} criteria tells winners from the rest: made of older cases, it puts a later winner before another ${hundred} times in 100. A plain table of ${plainCriteria} does so ${plain} times, and 50 is chance.`,
  };
}
