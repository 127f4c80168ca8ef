// What single entries of sales answer to a hand-off (K11), and which of several answers stands.
import { ANSWERS, CUSTOMERS } from '../../import/rows/kinds/words.ts';
import { plainWord } from '../../import/tables/cell-values.ts';
import type { Confidence } from '../../journal/entry.ts';
import type { DispositionEntry, TouchEntry } from '../../journal/sales-entries.ts';
import type { SalesEntry } from '../sales-book.ts';
import { touchChannel } from '../touch-channel.ts';

/** What an entry answers. */
export type Answer = 'accepted' | 'rejected' | 'invalid' | 'touched';

export interface Answering {
  readonly at: number;
  readonly answer: Answer;
  readonly confidence: Confidence;
  /** What more it is than an answer. */
  readonly step?: 'meeting' | 'sql';
  /** Why, as the rep says. */
  readonly reason?: string;
  /** Who answered. */
  readonly rep?: string;
}

const MEANING: Readonly<Record<DispositionEntry['answer'], Answer>> = {
  accepted: 'accepted',
  sql: 'accepted',
  rejected: 'rejected',
  recycled: 'rejected',
  invalid: 'invalid',
  snoozed: 'touched',
};

/** What an entry answers; undefined where it answers nothing: mail received, replies, assumed conversations. */
export function answeringOf(entry: SalesEntry, isWonBy: (at: number) => boolean): Answering | undefined {
  const at = entry.occurredAt;
  const confidence = entry.confidence ?? 'recorded';
  switch (entry.kind) {
    case 'disposition':
      if (isCustomer(entry.reason) && isWonBy(at)) return undefined;
      return {
        at,
        answer: MEANING[entry.answer],
        confidence,
        ...(entry.answer === 'sql' && { step: 'sql' }),
        ...(entry.reason !== undefined && { reason: entry.reason }),
        ...(entry.rep !== undefined && { rep: entry.rep }),
      };
    case 'meeting':
      return {
        at,
        answer: 'accepted',
        confidence,
        step: 'meeting',
        ...(entry.owner !== undefined && { rep: entry.owner }),
      };
    case 'conversation': {
      const isReply = entry.rule === 'K6' && isWritten(entry.channel);
      return confidence === 'assumed' || isReply ? undefined : { at, answer: 'accepted', confidence };
    }
    case 'touch':
      return touchAnswer(entry);
    default:
      return undefined;
  }
}

/** A touch accepts, unless it is outbound mail or a call that nobody answered: these touch. A received one answers nothing, but for calls. */
function touchAnswer(entry: TouchEntry): Answering | undefined {
  const { occurredAt: at, channel, direction, outcome, owner, confidence = 'recorded' } = entry;
  const told = { at, confidence, ...(owner !== undefined && { rep: owner }) };
  if (channel === undefined || channel === 'status' || isWritten(channel))
    return direction === 'inbound' ? undefined : { ...told, answer: 'touched' };
  return { ...told, answer: outcome === 'unanswered' ? 'touched' : 'accepted' };
}

function isWritten(channel: string | undefined): boolean {
  const plain = touchChannel(channel);
  return plain === 'email' || plain === 'message';
}

/** What a status says of a hand-off, by the default map; undefined where it says nothing. */
export function statusAnswer(status: string, isWon: boolean): Answer | undefined {
  const word = plainWord(status);
  const meaning = ANSWERS.get(word);
  if (meaning === undefined || meaning === 'none' || (CUSTOMERS.has(word) && isWon)) return undefined;
  return meaning === 'touched' ? 'touched' : MEANING[meaning as DispositionEntry['answer']];
}

function isCustomer(reason: string | undefined): boolean {
  return reason !== undefined && CUSTOMERS.has(plainWord(reason));
}

const RANK: Readonly<Record<Answer, number>> = { invalid: 0, rejected: 1, accepted: 2, touched: 3 };

/**
 * The answer that stands at an instant: the first rejection (or invalid) closes the hand-off, whatever follows; else the first acceptance; else the first touch. Of several at one instant
 * invalid and rejected beat accepted, accepted beats touched.
 */
export function answerBy(answers: readonly Answering[], instant: number): Answering | undefined {
  const groups: readonly (readonly Answer[])[] = [['invalid', 'rejected'], ['accepted'], ['touched']];
  for (const group of groups) {
    const able = answers.filter(({ at, answer }) => at <= instant && group.includes(answer));
    const [first] = able.sort((a, b) => a.at - b.at || RANK[a.answer] - RANK[b.answer] || sureness(a) - sureness(b));
    if (first !== undefined) return first;
  }
  return undefined;
}

function sureness({ confidence }: Answering): number {
  return ['recorded', 'inferred', 'assumed'].indexOf(confidence);
}
