// What was decided about a lead, in plain words: the kernel's names for it stay in JSON.
import { gateCalled } from '../definition/gate-name.ts';
import type { Decision } from '../kernel/decision.ts';
import type { Labels } from './words.ts';

const HAPPENED: Readonly<Record<Decision['kind'], string>> = {
  verdict: 'the verdict changed',
  nurture: 'went into nurture by {gate}',
  'hand-off': 'handed over to sales by {gate}',
  'held-back': 'held back at {gate}, by lot, to measure what a hand-off adds',
  routed: 'given to a rep',
  breach: 'the first answer is overdue',
  met: 'the first answer came in time after all',
  'due-moved': 'the first answer is due sooner: the lead asked by itself',
  accepted: 'sales accepted it',
  'accepted-by-silence': 'counts as accepted: sales said nothing in the time it had to reject it',
  rejected: 'sales rejected it',
  invalid: 'sales called it invalid',
  recycled: 'sales gave it back to nurture',
  sql: 'sales qualified it (SQL)',
  lapsed: 'lapsed: sales said nothing',
  won: 'won',
  lost: 'lost',
  recalled: 'taken back: what it was handed over for does not hold any more',
  flagged: 'without what is flagged by now it would not have been handed over; sales has touched it, so it stays',
  merged: 'became one with another hand-off of the company',
  refused: 'an answer came too late to count',
  unbound: 'an answer of sales found no hand-off of this lead',
};

/** `handed over to sales by MQL`: a decision without its instant. `labels` are those of its definition, which is named where `several` are in force. */
export function happenedInWords(decision: Decision, labels: Labels | undefined, several = false): string {
  const definition = several ? definitionOf(decision) : undefined;
  const gate = 'gate' in decision ? (labels?.gates.get(decision.gate) ?? gateCalled({ name: decision.gate })) : '';
  const of = definition === undefined ? '' : ` of ${definition}`;
  const reason = 'reason' in decision && decision.reason !== undefined ? ` (${decision.reason})` : '';
  return `${HAPPENED[decision.kind].replace('{gate}', () => `${gate}${of}`)}${reason}${gate === '' && of !== '' ? ` (${definition})` : ''}`;
}

/** The name of the definition that a decision speaks for; undefined where it speaks for none. */
export function definitionOf(decision: Decision): string | undefined {
  if (!('definition' in decision)) return undefined;
  return typeof decision.definition === 'string' ? decision.definition : decision.definition.name;
}
