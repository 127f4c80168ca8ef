// What programmes remember of one person: commitments, as plain data. They only grow; what people said and did is evidence and stands elsewhere.
import type { Instant } from '../../journal/entry.ts';
import type { StopReason, Trigger } from './nurture-decision.ts';

/** One time somebody was in a programme. */
export interface Enrolment {
  /** What the person was called then: with programme and number it names the enrolment for ever. */
  readonly lead: string;
  /** Position of the programme in the book. */
  readonly programme: number;
  /** Counts the person's enrolments in this programme, in whatever version, from 1. */
  readonly number: number;
  readonly at: Instant;
  /** The unit's step in which it happened: what came in a later step came after it, also at the same instant. */
  readonly order: number;
  readonly by: Trigger;
  readonly arm: 'mailed' | 'held-out';
  /** Gates that stood open at enrolment and have not shut since: they are no threshold, sales has just given them back. */
  past: readonly string[];
  /** Position of the step that is waited for. */
  step: number;
  dueAt: Instant;
  /** When behaviour that does not count yet (R24) is to be looked at again; Infinity for never. */
  lookAt: Instant;
  endedAt: Instant | undefined;
  endedBy: StopReason | 'finished' | undefined;
}

/** A person. */
export interface Person {
  readonly enrolments: Enrolment[];
  /** When mails of any programme went out, ascending. */
  readonly sentAt: Instant[];
}

/** Whether it still runs. */
export function isRunning(enrolment: Enrolment): boolean {
  return enrolment.endedAt === undefined;
}
