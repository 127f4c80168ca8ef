// A hand-off's two instants (R20, R21, H2, H6): routing, breach, what silence says, and when a breach was met after all.
import type { Instant } from '@baton/core/journal/entry';
import type { Cause } from '@baton/core/kernel/decision';
import { after } from '../reading/calendar.ts';
import type { Handoff } from './commitments.ts';
import { close, isTouched, type Run, say } from './run.ts';

/** The router's answer; what is due by now is due at once, the breach before silence. */
export function route(run: Run, handoff: Handoff, answer: RouterAnswer, cause: Cause): void {
  if (handoff.closed || handoff.dueAt !== undefined) return;
  handoff.dueAt = answer.dueAt;
  handoff.rejectUntil = answer.rejectUntil;
  say(run, 'routed', handoff, cause, answer);
  if (answer.dueAt <= run.now) playBreach(run, handoff, cause);
  if (answer.rejectUntil <= run.now) playSilence(run, handoff, cause);
}

interface RouterAnswer {
  readonly rep: string;
  readonly dueAt: Instant;
  readonly rejectUntil: Instant;
}

/** R27: the backtest's own router. */
export function routeInBacktest(run: Run, handoff: Handoff, cause: Cause): void {
  const { calendar, respondWithin, reject } = handoff.under.definition.handoff;
  const dueAt = after(run.now, handoff.gate?.respondWithin ?? respondWithin, calendar);
  route(run, handoff, { rep: 'backtest', dueAt, rejectUntil: after(run.now, reject.until, calendar) }, cause);
}

export function playBreach(run: Run, handoff: Handoff, cause: Cause): void {
  if (handoff.breach !== undefined || isTouched(run, handoff)) return;
  handoff.breach = { at: run.now, stands: true };
  say(run, 'breach', handoff, cause);
}

export function playSilence(run: Run, handoff: Handoff, cause: Cause): void {
  if (handoff.closed || handoff.accepted || handoff.sql || handoff.silence !== undefined) return;
  const kind = handoff.under.definition.handoff.reject.silence === 'lapsed' ? 'lapsed' : 'accepted-by-silence';
  handoff.silence = { kind, at: run.now };
  say(run, kind, handoff, cause);
  if (kind === 'lapsed') close(run, handoff, 'answered');
}

/** H6: what met the clock in time although it is known only now. */
export function playMet(run: Run, handoff: Handoff, occurredAt: Instant, cause: Cause): void {
  const { breach, dueAt } = handoff;
  if (breach === undefined || !breach.stands || dueAt === undefined || occurredAt > dueAt) return;
  breach.stands = false;
  say(run, 'met', handoff, cause, { supersedes: `breach@${breach.at}` });
}
