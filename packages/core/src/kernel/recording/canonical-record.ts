// The canonical text of a decision. Verdicts are most of all records and the longest: theirs is written part by part, without asking each object for its keys, and what many share is
// written once. The same bytes as `canonicalJson`'s (a test says so).
import { canonicalJson, quoted } from '../../base/canonical-json.ts';
import type { EntryRef } from '../../journal/entry.ts';
import type { Cause, Counterfactual, Decision, ScoreLine, TrackScore, VerdictDecision } from '../decision.ts';

/** A decision before it has its id. */
export type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

/** The canonical JSON of a decision's content: what its id hashes. */
export function canonicalRecord(content: WithoutId<Decision>): string {
  return content.kind === 'verdict' ? verdictText(content) : canonicalJson(content);
}

function verdictText(verdict: Omit<VerdictDecision, 'id'>): string {
  const { counterfactual, engagement, fit, lead, usage } = verdict;
  let text = `{"account":${quoted(verdict.account)},"at":${verdict.at},"cause":${causeText(verdict.cause)}`;
  text += `,"counterfactual":${listText(counterfactual, stepText)}`;
  text += `,"definition":${sharedText(verdict.definition)},"disqualified":${listText(verdict.disqualified, quoted)}`;
  if (engagement !== undefined) text += `,"engagement":${trackText(engagement)}`;
  if (fit !== undefined) text += `,"fit":${sharedText(fit)}`;
  text += ',"kind":"verdict"';
  if (lead !== undefined) text += `,"lead":${quoted(lead)}`;
  text += `,"open":${listText(verdict.open, quoted)}`;
  if (usage !== undefined) text += `,"usage":${trackText(usage)}`;
  return `${text},"was":${listText(verdict.was, quoted)}}`;
}

/** Texts of what many decisions share, by the object itself: it never changes. */
const SHARED = new WeakMap<object, string>();

function sharedText(value: object): string {
  let text = SHARED.get(value);
  if (text === undefined) {
    text = canonicalJson(value);
    SHARED.set(value, text);
  }
  return text;
}

function causeText(cause: Cause): string {
  return 'entry' in cause ? `{"entry":${refText(cause.entry)}}` : `{"deadline":${quoted(cause.deadline)}}`;
}

function refText({ id, source }: EntryRef): string {
  return `{"id":${quoted(id)},"source":${quoted(source)}}`;
}

function trackText({ lines, tenths }: TrackScore): string {
  return `{"lines":${listText(lines, lineText)},"tenths":${tenths}}`;
}

function listText<T>(items: readonly T[], textOf: (item: T) => string): string {
  let text = '[';
  for (let i = 0; i < items.length; i++) text += i > 0 ? `,${textOf(items[i] as T)}` : textOf(items[i] as T);
  return `${text}]`;
}

function stepText(step: Counterfactual): string {
  if (!('signal' in step)) return canonicalJson(step);
  const { before, gate, signal } = step;
  const until = before === undefined ? '' : `"before":${before},`;
  return `{${until}"gate":${quoted(gate)},"needs":"signal","signal":${quoted(signal)}}`;
}

function lineText(line: ScoreLine): string {
  if (!('signal' in line)) return canonicalJson(line);
  const { decay, entry, occurredAt, points, signal, tenths, weight } = line;
  return `{"decay":${decay},"entry":${refText(entry)},"occurredAt":${occurredAt},"points":${points},"signal":${quoted(signal)},"tenths":${tenths},"weight":${weight}}`;
}
