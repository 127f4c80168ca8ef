// What states, ways in and ways out of programmes and mails are called.
import type { ProgrammeState } from '../../api/programmes.ts';

export const PROGRAMME_STATES: Readonly<Record<ProgrammeState, string>> = {
  draft: 'Draft',
  active: 'Active: takes people in',
  closed: 'Closed: goes on with those it has',
  paused: 'Paused: sends nothing',
  ended: 'Ended',
};

const WAYS_IN: Readonly<Record<string, string>> = {
  nurture: 'a gate opened nurture',
  recycled: 'sales gave them back',
  missing: 'one more would do',
  segment: 'by who they are',
};

const WAYS_OUT: Readonly<Record<string, string>> = {
  finished: 'went to the end',
  threshold: 'stood at the threshold',
  'hand-off': 'was handed over to sales',
  reply: 'replied',
  unsubscribed: 'left the list',
  'no consent': 'took consent back',
  bounced: 'address bounced',
  complained: 'complained of spam',
  conversation: 'is in a conversation with sales',
  'sales touch': 'sales got in touch',
  deal: 'has an open deal',
  disqualified: 'was disqualified',
  merged: 'is another person already in it',
  ended: 'the programme ended',
  'no address': 'has no address',
  erased: 'was erased',
};

/** States of mails in the order of their lives, with what each means. */
export const MAIL_STATES: Readonly<Record<string, string>> = {
  waiting: 'for its time, for open hours, or for room under a cap',
  sending: 'is being handed over to the mail server',
  sent: 'the mail server has taken it',
  stopped: 'did not go: the programme stopped for them first',
  refused: 'refused by the mail server for good, or could not be written',
  failed: 'put off eight times over two days',
  unknown: 'the connection broke while it was handed over',
  late: 'decided only when the past was played again; never goes',
  erased: 'the person was erased before it went',
};

export const wayIn = (by: string): string => WAYS_IN[by] ?? by;
export const wayOut = (by: string): string => WAYS_OUT[by] ?? by;

const GOALS: Readonly<Record<string, string>> = { qualified: 'qualified', opportunity: 'an opportunity', won: 'won' };

/** `qualified within 60 days`. */
export const goalInWords = ({ outcome, withinDays }: { outcome: string; withinDays: number }): string =>
  `${GOALS[outcome] ?? outcome} within ${withinDays} days`;
