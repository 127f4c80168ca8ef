// What can be chosen after a key: signed reasons, or until when a row sleeps. A digit takes each.
import type { Agreement, Answer, Handoff } from '../../api/queue.ts';
import { weekdayAndTime } from '../../words/instants.ts';

export type Asking = 'reject' | 'recycle' | 'snooze';

export interface Choice {
  readonly label: string;
  readonly answer: Answer;
}

/** The question, its choices, and what to say where there is none. */
export interface Question {
  readonly title: string;
  readonly choices: readonly Choice[];
  readonly none: string;
}

const HOUR = 3_600_000;

/** What is asked before an answer is sent. */
export function questionOf(asking: Asking, handoff: Handoff, agreement: Agreement, now: number): Question {
  if (asking === 'snooze') return snoozing(handoff, now);
  if (asking === 'reject')
    return {
      title: 'Reject, because',
      choices: agreement.rejectReasons.map(({ name, label }) => ({
        label,
        answer: { answer: 'rejected', reason: name },
      })),
      none: 'The agreement names no reasons.',
    };
  return {
    title: 'Give back to nurture, because',
    choices: [
      ...agreement.recycleReasons.map(({ name, label, coolDownHours }) => ({
        label: `${label} (back in ${Math.round(coolDownHours / 24)} days at the earliest)`,
        answer: { answer: 'recycled', reason: name } as const,
      })),
      { label: 'No particular reason', answer: { answer: 'recycled' } },
    ],
    none: '',
  };
}

/** A snooze ends before the answer is due: it hides nothing. */
function snoozing({ dueAt }: Handoff, now: number): Question {
  const morning = new Date(now);
  morning.setDate(morning.getDate() + 1);
  morning.setHours(9, 0, 0, 0);
  const untils = [now + HOUR / 2, now + HOUR, now + 3 * HOUR, morning.getTime()];
  return {
    title: 'Snooze until',
    choices: untils
      .filter((until) => dueAt === null || until < dueAt)
      .map((until) => ({ label: weekdayAndTime(until), answer: { answer: 'snoozed', until: Math.round(until) } })),
    none: 'A snooze ends before the answer is due, and that is too soon for one.',
  };
}
