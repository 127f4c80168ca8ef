// Rows of what sales did: calls, meetings, mails, messages (B5, K6). What reps answered is answer-rows'. Which of them was a cycle's first conversation is decided over all files.
import type { Confidence } from '../../../journal/entry.ts';
import { plainWord } from '../../tables/cell-values.ts';
import { type Draft, type Fields, instantOf, type LeftOut, numberOf, type RowReading, textOf } from '../draft.ts';
import { timesOf, whoOf } from './row-parts.ts';
import { ACTIVITIES, DIRECTIONS, OUTCOMES } from './words.ts';

/** What an activity says about talking: a `touch` alone, or a two-way exchange of some certainty (K6). */
export type TalkStrength = 'touch' | 'recorded' | 'inferred';

export interface ActivityReading {
  readonly reading: RowReading;
  /** Undefined where it is no touch by sales. */
  readonly talk?: TalkStrength;
}

/** Shortest call without an outcome that counts as a conversation (K6). */
const TALK_SECONDS = 120;

/** Reads an activity. `isSales` tells whether an owner sells, `now` when the export was made. */
export function readActivity(
  draft: Draft,
  isSales: (owner: string | undefined) => boolean,
  now: number,
): ActivityReading {
  const at = instantOf(draft, 'occurredAt');
  if (at === undefined) return fatal('occurredAt', 'the row does not say when it happened');
  const written = textOf(draft, 'activity') ?? 'activity';
  const activity = ACTIVITIES.get(plainWord(written));
  if (activity === undefined)
    return fatal(
      'activity',
      `"${written.slice(0, 60)}" is no kind of activity: call, meeting, email, message, task or note`,
    );
  const outcome = OUTCOMES.get(plainWord(textOf(draft, 'outcome') ?? ''));
  const isInbound = DIRECTIONS.get(plainWord(textOf(draft, 'direction') ?? written)) === 'inbound';
  if (activity === 'note' || (activity === 'task' && outcome !== 'done')) return leftOut('note or open task');
  if (outcome === 'cancelled' || outcome === 'no-show' || outcome === 'rescheduled') return leftOut(outcome);
  if (at.at > now) return leftOut('planned');
  const owner = textOf(draft, 'owner');
  if (!isSales(owner)) return leftOut('not of sales');
  if (activity === 'meeting')
    return talked(draft, { kind: 'meeting', ...(owner && { owner }) }, outcome === 'done' ? 'recorded' : 'inferred');
  if (isInbound && activity !== 'call') return inbound(draft, activity, outcome);
  const touch = {
    kind: 'touch',
    channel: activity,
    ...(owner && { owner }),
    ...(isInbound && { direction: 'inbound' }),
  };
  if (activity !== 'call') return { reading: entry(draft, touch), talk: 'touch' };
  const talk = callStrength(draft, outcome);
  return talked(draft, { ...touch, ...callOutcome(talk, outcome) }, talk);
}

/** What may have been a conversation is no surer than that. */
function talked(draft: Draft, fields: Fields, talk: TalkStrength): ActivityReading {
  return { reading: entry(draft, fields, talk === 'inferred' ? 'inferred' : 'recorded'), talk };
}

/** Whether somebody answered a call, as far as its row tells. */
function callOutcome(talk: TalkStrength, outcome: string | undefined): Fields {
  if (talk !== 'touch') return { outcome: 'connected' };
  return outcome === 'missed' ? { outcome: 'unanswered' } : {};
}

/** A call that is completed was made; whether anybody answered, its length alone can tell. */
const MADE = /^(completed?|closed|done)$/;

function callStrength(draft: Draft, outcome: string | undefined): TalkStrength {
  const isMade = MADE.test(plainWord(textOf(draft, 'outcome') ?? ''));
  if (outcome === 'done' && !isMade) return 'recorded';
  if (!isMade && textOf(draft, 'outcome') !== undefined) return 'touch';
  const seconds = numberOf(draft, 'seconds') ?? (numberOf(draft, 'milliseconds') ?? 0) / 1000;
  return seconds >= TALK_SECONDS ? 'inferred' : 'touch';
}

/** An inbound message is a signal; a human reply to sales is a two-way exchange too (B6a, K6). */
function inbound(draft: Draft, activity: string, outcome: string | undefined): ActivityReading {
  if (outcome === 'automatic') return leftOut('note or open task');
  const name = activity === 'email' ? 'Email Replied' : 'Message Received';
  return { reading: entry(draft, { kind: 'track', name }), talk: 'recorded' };
}

function entry(draft: Draft, fields: Fields, confidence: Confidence = 'recorded'): RowReading {
  return {
    entries: [{ key: '', fields: { ...whoOf(draft), ...timesOf(draft), ...fields, rule: 'K6', confidence } }],
  };
}

function leftOut(reason: LeftOut): ActivityReading {
  return { reading: { leftOut: reason } };
}

function fatal(target: string, message: string): ActivityReading {
  return { reading: { fatal: target, message } };
}
