// What tells what the rows of a file are: words in its name, and the columns without which they are nothing. Data.
import type { RowKind } from '../mapping/mapping.ts';

export interface KindMarks {
  readonly rows: RowKind;
  /** Words of the file's name that speak for it. */
  readonly names: RegExp;
  /** Of each group at least one target has to be among the columns. */
  readonly needs: readonly (readonly string[])[];
  /** Targets that other kinds do not have. */
  readonly tells: readonly string[];
}

const WHO = ['userId', 'email', 'anonymousId'];

/** The kinds; of equals the first wins. */
export const KIND_MARKS: readonly KindMarks[] = [
  {
    rows: 'stages',
    names: /stage.?hist|hist.*stage|deal.?stage|field.?hist|opportunity.?hist/,
    needs: [['deal'], ['stage'], ['occurredAt']],
    tells: ['oldStage', 'field'],
  },
  {
    rows: 'deal people',
    names: /(deal|opportunity).?(contact|prospect|people|role)|contact.?role/,
    needs: [['deal'], WHO],
    tells: [],
  },
  {
    rows: 'deals',
    names: /deal|opportunit|angebot|auftr|pipeline|\bopps?\b/,
    needs: [
      ['deal', 'id', 'name', 'userId'],
      ['stage', 'wonAt', 'closedAt', 'isWon'],
      ['amount', 'wonAt', 'closedAt', 'isWon', 'lostAt'],
    ],
    tells: ['deal', 'stage', 'wonAt', 'lostAt', 'closedAt', 'isWon', 'isClosed', 'pipeline'],
  },
  {
    rows: 'activities',
    names: /activit|task|call|meeting|engagement|email.?log|sf.?event|^event$/,
    needs: [[...WHO, 'deal', 'accountId'], ['activity', 'outcome', 'direction'], ['occurredAt']],
    tells: ['direction', 'outcome', 'seconds', 'milliseconds', 'owner', 'deal'],
  },
  {
    rows: 'members',
    names: /member|campaign.?(contact|lead|response)/,
    needs: [WHO, ['campaign.name'], ['status', 'responded']],
    tells: ['responded'],
  },
  {
    rows: 'dispositions',
    names: /disposition|rejection|feedback|sales.?response/,
    needs: [WHO, ['answer'], ['occurredAt']],
    tells: ['answer'],
  },
  {
    rows: 'spend',
    names: /spend|cost|budget|ads?\b|adwords/,
    needs: [['amount'], ['from'], ['campaign.name', 'channel', 'campaign.source']],
    tells: ['until'],
  },
  {
    rows: 'subscriptions',
    names: /subscription|purchase|payment|invoice|order/,
    needs: [[...WHO, 'accountId'], ['occurredAt'], ['subscription', 'amount', 'cancelledAt', 'change']],
    tells: ['subscription', 'cancelledAt'],
  },
  {
    rows: 'identifies',
    names: /identif|alias|^traits/,
    needs: [
      ['userId', 'anonymousId'],
      ['occurredAt'],
      ['email', 'lead.firstName', 'lead.title', 'account.name', 'previousId'],
    ],
    tells: ['previousId'],
  },
  {
    rows: 'merges',
    names: /merge/,
    needs: [['userId'], ['mergedFrom'], ['occurredAt']],
    tells: ['mergedFrom'],
  },
  {
    rows: 'changes',
    names: /hist|change|audit/,
    needs: [['userId', 'email', 'accountId'], ['value'], ['occurredAt']],
    tells: ['value', 'oldValue', 'field'],
  },
  {
    rows: 'events',
    names: /event|visit|page|track|engagement|usage|click|open|submission|activit|session|watch/,
    needs: [WHO, ['occurredAt']],
    tells: ['name', 'path', 'url'],
  },
  {
    rows: 'leads',
    names: /lead|contact|kontakt|prospect|people|person|user|student|customer|signup|registration|info|subscriber/,
    needs: [
      ['userId', 'email', 'id'],
      ['userId', 'email', 'lead.firstName', 'lead.lastName', 'lead.lifecycleStage'],
    ],
    tells: [
      'lead.title',
      'lead.firstName',
      'lead.lastName',
      'lead.source',
      'legacyMqlAt',
      'convertedAt',
      'lead.lifecycleStage',
    ],
  },
  {
    rows: 'accounts',
    names: /account|compan|organi[sz]ation|\borgs?\b/,
    needs: [
      ['accountId', 'id', 'name', 'domain'],
      ['account.industry', 'account.employees', 'domain', 'account.revenue', 'account.country'],
    ],
    tells: ['account.industry', 'account.employees'],
  },
];

/** Headers of tables that name people and are no tables of leads: lists, merges, the company's own staff, things done. */
export const NOT_LEADS: ReadonlySet<string> = new Set(
  'list id, contact list id, vid to merge, merge ids, engagement id, form id, page url, url, path, page id, event, event name, active user id, is primary'.split(
    ', ',
  ),
);

/** Headers of tables of the company's own people: reps, teams, roles. */
export const OWN_PEOPLE: ReadonlySet<string> = new Set(
  'role id, user role id, profile id, primary team id, active user id, is secondary user, is team primary'.split(', '),
);

/** Events by the words of a file's name, where no column names them. Opens and clicks have the names that trackers give them. */
export const FILE_EVENTS: readonly (readonly [RegExp, string])[] = [
  [/open.*email|email.*open/, 'Email Opened'],
  [/click.*email|email.*click/, 'Email Link Clicked'],
  [/unsubscri/, 'Unsubscribed'],
  [/email.*bounce|bounce.*email/, 'Email Bounced'],
  [/email.*deliver|deliver.*email/, 'Email Delivered'],
  [/send.*email|email.*sen[dt]/, 'Email Sent'],
  [/form.*submi|submi.*form/, 'Form Submitted'],
  [/webinar.*(attend|join)|attend.*webinar/, 'Webinar Attended'],
  [/download/, 'Content Downloaded'],
  [/^visitors?$/, 'First Visit'],
];
