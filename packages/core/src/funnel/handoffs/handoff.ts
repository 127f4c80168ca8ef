// A hand-off with what sales did and said after it (K11): what the answer is in the end, and what it was at an instant.
import { compareText } from '../../base/text-order.ts';
import type { Confidence, EntryRef } from '../../journal/entry.ts';
import { type Answering, answerBy } from './answering.ts';
import type { GivenHandoff } from './given-handoff.ts';

/** A hand-off of one lead, as grouped at the end, with the answers of its time in order. */
export class Handoff {
  readonly id: string;
  readonly definition: string;
  readonly at: number;
  readonly confidence: Confidence;
  readonly because: EntryRef | undefined;
  readonly gate: string | undefined;
  readonly version: string | undefined;
  readonly signals: readonly string[] | undefined;

  constructor(
    given: GivenHandoff,
    readonly lead: string,
    readonly account: string,
    /** When the lead's next hand-off begins. */
    readonly until: number,
    /** Answers in [at, until), ascending. */
    readonly answers: readonly Answering[],
  ) {
    this.id = given.id;
    this.definition = given.definition;
    this.at = given.at;
    this.confidence = given.confidence;
    this.because = given.because;
    this.gate = given.gate;
    this.version = given.version;
    this.signals = given.signals;
  }

  /** Whether it was rejected or invalid by an instant; what happened at an unknown time had not happened by then. */
  isTurnedDownBy(instant: number): boolean {
    const answer = answerBy(this.answers, instant)?.answer;
    return answer === 'rejected' || answer === 'invalid';
  }
}

/** Each lead's hand-offs as grouped at the end, in order; of several at one instant all but the first are the same hand-off. */
export function layOutHandoffs(
  given: readonly GivenHandoff[],
  leadOf: (identifier: string) => string,
  accountOf: (lead: string) => string,
  answersOf: (handoff: GivenHandoff, lead: string, account: string) => readonly Answering[],
): Handoff[] {
  const ordered = given
    .map((each) => ({ ...each, lead: leadOf(each.lead) }))
    .sort((a, b) => compareText(a.lead, b.lead) || a.at - b.at || compareText(a.id, b.id));
  const single = ordered.filter((each, i) => each.lead !== ordered[i - 1]?.lead || each.at !== ordered[i - 1]?.at);
  return single.map((each, i) => {
    const next = single[i + 1];
    const until = next !== undefined && next.lead === each.lead ? next.at : Number.POSITIVE_INFINITY;
    const account = accountOf(each.lead);
    const answers = answersOf(each, each.lead, account).filter(({ at }) => at >= each.at && at < until);
    return new Handoff(each, each.lead, account, until, answers);
  });
}
