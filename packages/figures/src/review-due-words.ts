// When reviews are due, as pages say it: what is late first, and in bold.
import { type Due, lateWords, type ReviewDue } from '@baton/core/reports/review/review-due';
import { dateIn, escapeHtml } from './words.ts';

const date = dateIn('UTC');
const BEGAN: Readonly<Record<Due['lastWas'], string>> = {
  review: 'last on',
  activation: 'never yet; in force since',
  'first entry': 'never yet; data since',
};

/** A paragraph. HTML. */
export function reviewDueWords(due: ReviewDue): string {
  const late = lateWords(due);
  const line = (what: string, { cadence, last, lastWas, dueAt, state }: Due): string =>
    `${what} is looked at ${cadence}: ${BEGAN[lastWas]} ${date(last)}, ${state === 'overdue' ? 'was due' : 'due'} ${date(dueAt)}.`;
  return `<p>${late === undefined ? '' : `<strong>▲ ${escapeHtml(late)}</strong> `}${escapeHtml(`${line('The rate', due.rate)} ${line('The definition', due.definition)}`)}</p>`;
}
