// What to hold against a backtest: what no replay can know, and which warnings of the definition touch its scores.
import type { Problem } from '../../base/problem.ts';

/** Routes and exclusions that nobody falls under are no news in a backtest. */
export function isAboutScores({ place }: Problem): boolean {
  return /^(fit\.criteria|engagement|usage)\./.test(place?.path ?? '');
}

/** What a replay cannot know, in so many words. */
export const CANNOT_KNOW: readonly string[] = [
  'What sales would have done with leads that nobody called at the time: their outcome here is the one they had without a call.',
  'How much of a win was caused by the call: leads that were worked at the time look better than the same leads left alone.',
  'How reps would have answered the other hand-offs: rejections of the time count only where they fall on a hand-off of this replay.',
  'Attributes that were overwritten without a history: they are read as the export says they were, dated back where the import says so.',
  'Behaviour that no tracker saw, and behaviour that the earlier rule itself brought about, such as mails sent because of it.',
];
