// When reviews are due, as lines that every command shows alike.
import { type Due, lateWords, type ReviewDue } from '@baton/core/reports/review/review-due';
import { onOutput } from './colours.ts';
import { showDay } from './words.ts';

const BEGAN: Readonly<Record<Due['lastWas'], string>> = {
  review: 'last on',
  activation: 'never yet; in force since',
  'first entry': 'never yet; data since',
};

/** Both cadences, and what is late. */
export function dueLines(due: ReviewDue): string[] {
  const late = lateWords(due);
  const line = (what: string, { cadence, last, lastWas, dueAt, state }: Due): string =>
    `  ${what} ${cadence}, ${BEGAN[lastWas]} ${showDay(last)}; ${state === 'overdue' ? 'was due' : 'due'} ${showDay(dueAt)}.`;
  return [
    line('The rate', due.rate),
    line('The definition', due.definition),
    ...(late === undefined ? [] : [`  ${onOutput.bold(late)}`]),
  ];
}
