// Changes of the contract behind the gates: mode, deadlines, rejection, recycling, routing, calendar, review.
import type { Definition, Handoff } from '../definition.ts';
import { durationInWords, gradesInWords, spanInWords } from '../phrases.ts';
import { plain } from '../plain-form.ts';
import { type Change, type Effect, effectOf, matched } from './change.ts';
import { clauseChanges } from './gate-changes.ts';

/** Changes between the hand-off contracts and reviews of two definitions. */
export function handoffChanges(before: Definition, after: Definition): Change[] {
  const [was, is] = [before.handoff, after.handoff];
  return [
    ...modeChanges(before, after),
    ...worded('handoff.continuous', continuous(was), continuous(is), 'depends'),
    ...worded(
      'handoff.respondWithin',
      `sales answers within ${durationInWords(was.respondWithin)}`,
      `sales answers within ${durationInWords(is.respondWithin)}`,
      'neutral',
    ),
    ...worded(
      'handoff.reject.until',
      `rejection is possible for ${durationInWords(was.reject.until)}`,
      `rejection is possible for ${durationInWords(is.reject.until)}`,
      'neutral',
    ),
    ...worded(
      'handoff.reject.silence',
      `silence means ${was.reject.silence}`,
      `silence means ${is.reject.silence}`,
      'neutral',
    ),
    ...reasonChanges(was, is),
    ...coolDowns(was, is),
    ...worded('handoff.sql', sql(was), sql(is), 'neutral'),
    ...worded(
      'handoff.holdBack',
      holdBack(was),
      holdBack(is),
      was.holdBack?.salt === is.holdBack?.salt
        ? effectOf(was.holdBack?.share ?? 0, is.holdBack?.share ?? 0, true)
        : 'depends',
    ),
    ...silent('handoff.route', 'the routes', was.route, is.route),
    ...silent('handoff.calendar', 'the business hours', was.calendar, is.calendar),
    ...worded(
      'review.rate',
      `the rate is looked at ${before.review.rate}`,
      `the rate is looked at ${after.review.rate}`,
      'neutral',
    ),
    ...worded(
      'review.definition',
      `the definition is reviewed ${before.review.definition}`,
      `the definition is reviewed ${after.review.definition}`,
      'neutral',
    ),
  ];
}

/** Two phrases, told only where they differ. */
function worded(path: string, was: string, is: string, effect: Effect): Change[] {
  if (was === is) return [];
  const start = commonStart(was, is);
  return [{ path, sentence: start === '' ? `${was} → ${is}` : `${was} → ${is.slice(start.length)}`, effect }];
}

/** The words that both begin with. */
function commonStart(a: string, b: string): string {
  const [left, right] = [a.split(' '), b.split(' ')];
  const same = left.findIndex((word, i) => word !== right[i]);
  return same <= 0 ? '' : `${left.slice(0, same).join(' ')} `;
}

function silent(path: string, what: string, was: unknown, is: unknown): Change[] {
  if (JSON.stringify(plain(was)) === JSON.stringify(plain(is))) return [];
  return [{ path, sentence: `${what} changed`, effect: 'neutral' }];
}

function modeChanges(before: Definition, after: Definition): Change[] {
  const [was, is] = [before.handoff, after.handoff];
  const mode = worded(
    'handoff.mode',
    `mode ${was.mode}`,
    `mode ${is.mode}`,
    is.mode === 'direct' ? 'loosens' : 'tightens',
  );
  if (was.ready === undefined || is.ready === undefined) return mode;
  return [...mode, ...clauseChanges('handoff.ready', 'ready', was.ready, is.ready, before, after)];
}

function continuous({ continuous: found }: Handoff): string {
  return found === undefined
    ? 'no daily hand-over'
    : `every working day at ${found.at} the best ${found.perWorkingDay} of fit ${gradesInWords(found.fit)}`;
}

function sql({ sql: found }: Handoff): string {
  return found === undefined
    ? 'an SQL needs no framework'
    : `an SQL needs ${found.require} of ${found.of} of ${found.framework}${found.after === undefined ? '' : ` after the ${found.after}`}`;
}

function holdBack({ holdBack: found }: Handoff): string {
  return found === undefined ? 'nobody is held back' : `${found.share / 10} % are held back (draw ${found.salt})`;
}

function reasonChanges(was: Handoff, is: Handoff): Change[] {
  return matched(was.reject.reasons, is.reject.reasons).flatMap((pair): Change[] => {
    const path = `handoff.reject.reasons.${pair.name}`;
    const label = (pair.is ?? pair.was)?.label ?? pair.name;
    if (pair.was === undefined) return [{ path, sentence: `new reason to reject: ${label}`, effect: 'neutral' }];
    if (pair.is === undefined)
      return [{ path, sentence: `"${label}" is no reason to reject any more`, effect: 'neutral' }];
    return worded(
      path,
      `"${label}" disputes ${pair.was.disputes ?? 'nothing'}`,
      `"${label}" disputes ${pair.is.disputes ?? 'nothing'}`,
      'neutral',
    );
  });
}

function coolDowns({ recycle: was }: Handoff, { recycle: is }: Handoff): Change[] {
  const reasons = [...new Set([...Object.keys(was.reasons), ...Object.keys(is.reasons)])];
  const each = reasons.flatMap((reason) => {
    const [before, after] = [was.reasons[reason] ?? was.coolDown, is.reasons[reason] ?? is.coolDown];
    return worded(
      `handoff.recycle.reasons.${reason}`,
      `rest after "${reason}" ${spanInWords(before)}`,
      `rest after "${reason}" ${spanInWords(after)}`,
      effectOf(before, after, true),
    );
  });
  return [
    ...worded(
      'handoff.recycle.coolDown',
      `rest after rejection ${spanInWords(was.coolDown)}`,
      `rest after rejection ${spanInWords(is.coolDown)}`,
      effectOf(was.coolDown, is.coolDown, true),
    ),
    ...each,
  ];
}
