// Cells that need a meaning of their own: numbers that stand for things done, statuses that say whether a deal is won. Data, and where it applies.
import type { RowKind } from '../mapping/mapping.ts';
import type { ColumnEvidence } from './cell-evidence.ts';
import { headerWords } from './header-words.ts';

/** A column that leads somewhere by what its cells mean. */
export interface Meaning {
  readonly column: ColumnEvidence;
  readonly to: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Types of visitor activities, as Pardot (Account Engagement) numbers them. */
const VISITOR_ACTIVITIES: Readonly<Record<string, string>> = {
  1: 'Link Clicked',
  2: 'Viewed',
  3: 'Form Error',
  4: 'Form Submitted',
  5: 'Session',
  6: 'Email Sent',
  7: 'Site Searched',
  8: 'Opportunity Created',
  9: 'Opportunity Won',
  10: 'Opportunity Lost',
  11: 'Email Opened',
  12: 'Unsubscribed',
  13: 'Email Bounced',
  14: 'Spam Complaint',
  15: 'Email Preferences Visited',
  16: 'Resubscribed',
  17: 'Link Clicked',
  18: 'Opportunity Reopened',
  19: 'Opportunity Linked',
  20: 'Visit',
  21: 'Link Clicked',
  24: 'Webinar Attended',
  25: 'Webinar Registered',
  26: 'Social Post Clicked',
  27: 'Video Viewed',
  28: 'Event Registered',
  29: 'Event Attended',
  34: 'Video Watched',
  35: 'Unsubscribed',
  36: 'Email Bounced',
  37: 'Resubscribed',
};

/** Types of activities, as Marketo numbers them; those of records alone are told apart and left out. */
const LEAD_ACTIVITIES: Readonly<Record<string, string>> = {
  1: 'Page Viewed',
  2: 'Form Submitted',
  3: 'Link Clicked',
  6: 'Email Sent',
  7: 'Email Delivered',
  8: 'Email Bounced',
  9: 'Unsubscribed',
  10: 'Email Opened',
  11: 'Email Link Clicked',
  12: 'New Lead',
  13: 'Data Value Changed',
  22: 'Score Changed',
  23: 'Record Changed',
  24: 'List Changed',
  25: 'List Changed',
  27: 'Email Bounced',
  32: 'Merge Leads',
  39: 'Email Sent',
  40: 'Email Opened',
  41: 'Email Link Clicked',
  45: 'Email Replied',
  101: 'Revenue Stage Changed',
  104: 'Status Changed',
};

/** Types of what became of a mail, as HubSpot names them. */
const MAIL_EVENTS: Readonly<Record<string, string>> = {
  SENT: 'Email Sent',
  PROCESSED: 'Email Sent',
  DELIVERED: 'Email Delivered',
  DEFERRED: 'Email Deferred',
  DROPPED: 'Email Dropped',
  BOUNCE: 'Email Bounced',
  OPEN: 'Email Opened',
  CLICK: 'Email Link Clicked',
  PRINT: 'Email Printed',
  FORWARD: 'Email Forwarded',
  SPAMREPORT: 'Spam Complaint',
  STATUSCHANGE: 'Subscription Changed',
};

/** Columns of numbers, known by the columns beside them. A file whose name says what was done needs no numbers. */
const NUMBERED = [
  { column: 'type', beside: ['type name', 'visitor id'], meanings: VISITOR_ACTIVITIES },
  { column: 'activity type id', beside: ['primary attribute value', 'marketo guid'], meanings: LEAD_ACTIVITIES },
] as const;

function meaningOf(
  { column, beside, meanings }: (typeof NUMBERED)[number],
  called: (words: string) => ColumnEvidence | undefined,
): Meaning[] {
  const found = called(column);
  if (found === undefined || beside.some((words) => called(words) === undefined)) return [];
  if (!found.cells.every((cell) => /^\d{1,3}$/.test(cell))) return [];
  return [{ column: found, to: 'name', values: among(meanings, found) }];
}

/** Types of events of mails: all cells have to be known. */
function ofMails(called: (words: string) => ColumnEvidence | undefined): Meaning[] {
  const type = called('type');
  if (type === undefined || called('recipient') === undefined || type.cells.length === 0) return [];
  return type.cells.every((cell) => cell in MAIL_EVENTS)
    ? [{ column: type, to: 'name', values: among(MAIL_EVENTS, type) }]
    : [];
}

/** What the cells of a file mean where their columns alone do not say it; the columns lead there instead of where their headers would. */
export function meaningsOf(
  rows: RowKind,
  columns: readonly ColumnEvidence[],
  isFree: (column: ColumnEvidence) => boolean,
): Meaning[] {
  const called = (words: string): ColumnEvidence | undefined =>
    columns.find(({ header, of }) => of === undefined && headerWords(header) === words);
  if (rows === 'events') return [...NUMBERED.flatMap((numbered) => meaningOf(numbered, called)), ...ofMails(called)];
  if (rows !== 'deals') return [];
  const status = called('status');
  const said = [...(status?.distinct ?? [])];
  if (
    status === undefined ||
    !isFree(status) ||
    said.length === 0 ||
    !said.every((cell) => /^(won|lost|open)$/i.test(cell))
  )
    return [];
  const flags = (yes: RegExp): Record<string, string> =>
    Object.fromEntries(['Won', 'Lost', 'Open'].map((word) => [word, yes.test(word) ? 'yes' : 'no']));
  return [
    { column: status, to: 'isWon', values: flags(/won/i) },
    { column: status, to: 'isClosed', values: flags(/won|lost/i) },
  ];
}

/** The meanings of the cells that are there; all of them where there are none. */
function among(meanings: Readonly<Record<string, string>>, { distinct }: ColumnEvidence): Record<string, string> {
  return Object.fromEntries(Object.entries(meanings).filter(([cell]) => distinct.size === 0 || distinct.has(cell)));
}
