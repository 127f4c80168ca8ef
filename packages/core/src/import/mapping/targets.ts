// The fields that columns may lead to, what their cells hold, and for which rows they are.
import { ACCOUNT_ATTRIBUTES, type AttributeType, LEAD_ATTRIBUTES } from '../../journal/attributes.ts';
import type { RowKind } from './mapping.ts';

/** How a cell is read. `plain` is a number, yes or no, or a text, whichever it looks like. */
export type CellType = AttributeType | 'amount' | 'plain';

export interface Target {
  readonly name: string;
  readonly type: CellType;
  /** Undefined: rows of every kind. */
  readonly rows: readonly RowKind[] | undefined;
  readonly meaning: string;
}

const behaviour: readonly RowKind[] = ['events', 'leads', 'members'];
const people: readonly RowKind[] = ['leads'];
const deals: readonly RowKind[] = ['deals'];
const activities: readonly RowKind[] = ['activities'];

/** All fields besides `lead.…`, `account.…`, `properties.…` and `campaign.…`. */
export const TARGETS: readonly Target[] = [
  target('userId', 'text', undefined, 'The id of the person in the system the file comes from'),
  target('email', 'text', undefined, 'E-mail address of the person'),
  target('anonymousId', 'text', undefined, 'Cookie or device id of somebody not yet known'),
  target('accountId', 'text', undefined, 'The id of the company'),
  target(
    'accountName',
    'text',
    ['deals', 'activities', 'deal people'],
    "The company's name, where there is no id: it groups deals and links nobody else",
  ),
  target('domain', 'text', undefined, 'Web domain of the company'),
  target('occurredAt', 'instant', undefined, 'When it happened; of leads and accounts, when the record was created'),
  target('knownAt', 'instant', undefined, 'When the company could know it, where that was later'),
  target(
    'modifiedAt',
    'instant',
    ['leads', 'accounts', 'deals'],
    'When the record was changed last: of several with one id the newest counts',
  ),
  target('deleted', 'boolean', undefined, 'Whether the row was deleted: then it is left out'),
  target('name', 'text', undefined, "The event's, page's, deal's or company's name"),
  target('path', 'text', behaviour, 'Path of the page'),
  target('url', 'text', behaviour, 'Whole address of the page'),
  target('referrer', 'text', behaviour, 'Address of the page before'),
  target('title', 'text', behaviour, 'Title of the page'),
  target('event', 'text', people, 'What the person did to become a lead'),
  target('convertedAt', 'instant', people, 'When sales converted the lead'),
  target('convertedDeal', 'text', people, 'The deal it was converted to'),
  target('conversationAt', 'instant', people, 'First conversation with sales'),
  target('legacyMqlAt', 'instant', people, 'When it became an MQL by the rule of before'),
  target('previousId', 'text', ['events', 'identifies'], 'The anonymous id that the person had before'),
  target('mergedFrom', 'list', ['leads', 'merges'], 'Ids of the people that were merged into this one'),
  target('mergedInto', 'text', ['leads', 'merges'], 'The id of the person that this one was merged or converted into'),
  target('deal', 'text', ['deals', 'deal people', 'stages', 'activities'], 'The id of the deal'),
  target('stage', 'text', ['deals', 'stages'], 'Stage of the deal'),
  target('oldStage', 'text', ['stages'], 'The stage before'),
  target(
    'field',
    'text',
    ['stages', 'dispositions', 'changes', 'events'],
    'The field that changed, in a history of all fields',
  ),
  target('value', 'text', ['changes', 'events'], 'What the field says since then; blank: nothing any more'),
  target('oldValue', 'text', ['changes', 'events'], 'What the field said before'),
  target('pipeline', 'text', deals, 'Pipeline of the deal'),
  target('type', 'text', deals, 'Type of the deal: new business, renewal …'),
  target('amount', 'amount', ['deals', 'subscriptions', 'spend'], 'Amount in major units: 1,234.50'),
  target('currency', 'text', ['deals', 'subscriptions', 'spend'], 'ISO 4217 code of the amount'),
  target('reason', 'text', ['deals', 'dispositions'], 'Why it was lost, or rejected'),
  target(
    'owner',
    'text',
    ['deals', 'activities', 'dispositions', 'changes'],
    'Who of the company works it, or made the change',
  ),
  target('openedAt', 'instant', deals, 'When the deal was created'),
  target('closedAt', 'instant', deals, 'When it was closed; of an open deal a forecast'),
  target('wonAt', 'instant', deals, 'When it was won'),
  target('lostAt', 'instant', deals, 'When it was lost'),
  target('isClosed', 'boolean', deals, 'Whether the deal is closed'),
  target('isWon', 'boolean', deals, 'Whether the deal is won'),
  target('attachedAt', 'instant', ['deal people'], 'When the person was attached to the deal'),
  target('activity', 'text', activities, 'call, meeting, email, message, task or note'),
  target('direction', 'text', activities, 'inbound or outbound'),
  target('outcome', 'text', activities, 'What came of it: connected, voicemail, held, no-show …'),
  target('seconds', 'number', ['activities', 'events'], 'How long it took, in seconds'),
  target('milliseconds', 'number', activities, 'How long it took, in milliseconds'),
  target('answer', 'text', ['dispositions'], 'What the rep answered: accepted, rejected, invalid, recycled, sql'),
  target('oldAnswer', 'text', ['dispositions'], 'The status or lifecycle stage before, in a history'),
  target('note', 'text', ['dispositions'], 'What the rep wrote'),
  target('createdAt', 'instant', ['members'], 'When the member was put into the campaign'),
  target('startedAt', 'instant', ['members'], 'When the campaign began'),
  target('responded', 'boolean', ['members'], 'Whether the member responded'),
  target('status', 'text', ['members'], 'Status of the member: Sent, Registered, Attended …'),
  target('subscription', 'text', ['subscriptions'], 'The id of the subscription'),
  target('change', 'text', ['subscriptions'], 'started, upgraded or cancelled'),
  target('cancelledAt', 'instant', ['subscriptions'], 'When it was cancelled'),
  target('from', 'instant', ['spend'], 'First day of the period'),
  target('until', 'instant', ['spend'], 'Last day of the period'),
  target('channel', 'text', ['spend'], 'Channel the money went to'),
];

function target(name: string, type: CellType, rows: readonly RowKind[] | undefined, meaning: string): Target {
  return { name, type, rows, meaning };
}

const BY_NAME: ReadonlyMap<string, Target> = new Map(TARGETS.map((each) => [each.name, each]));
const LEAD_TYPES = new Map<string, AttributeType>(LEAD_ATTRIBUTES.map((each) => [each.name, each.type]));
const ACCOUNT_TYPES = new Map<string, AttributeType>(ACCOUNT_ATTRIBUTES.map((each) => [each.name, each.type]));

/** What may be said of a record's past from its state at the export (K2): who and where somebody is, not what became of them. */
const BACK_DATED: ReadonlySet<string> = new Set(
  'lead.email lead.firstName lead.lastName lead.phone lead.title lead.function lead.seniority lead.role lead.country lead.region lead.city lead.language lead.source lead.campaign lead.selfReportedSource lead.student lead.createdAt account.name account.domain account.industry account.employees account.revenue account.country account.region account.city account.createdAt'.split(
    ' ',
  ),
);

/** The stage of `entered.Closed Won`: when a record came to that stage; undefined of every other target. */
export function stageEntered(to: string): string | undefined {
  return /^entered\.([\p{L}\p{N}][^\p{Cc}]{0,99})$/u.exec(to)?.[1];
}

/** How the cells of a target are read; undefined where nothing has this name. */
export function cellTypeOf(to: string): CellType | undefined {
  const known = BY_NAME.get(to);
  if (known !== undefined) return known.type;
  if (stageEntered(to) !== undefined) return 'instant';
  const group = /^(lead|account|properties|campaign)\.([A-Za-z_][\w -]{0,99})$/.exec(to);
  if (group === null || /^(__proto__|constructor|prototype)$/.test(group[2] ?? '')) return undefined;
  const name = group[2] ?? '';
  if (group[1] === 'campaign') return /^(source|medium|name|term|content)$/.test(name) ? 'text' : undefined;
  if (group[1] === 'lead') return LEAD_TYPES.get(name) ?? 'plain';
  return group[1] === 'account' ? (ACCOUNT_TYPES.get(name) ?? 'plain') : 'plain';
}

/** Whether rows of a kind have such a field. */
export function fitsRows(to: string, rows: RowKind): boolean {
  const known = BY_NAME.get(to);
  if (known !== undefined) return known.rows === undefined || known.rows.includes(rows);
  if (stageEntered(to) !== undefined) return rows === 'leads' || rows === 'deals';
  if (to.startsWith('lead.')) return rows === 'leads' || rows === 'events' || rows === 'identifies';
  if (to.startsWith('account.')) return rows === 'leads' || rows === 'accounts' || rows === 'identifies';
  if (to.startsWith('campaign.')) return ['leads', 'events', 'members', 'spend'].includes(rows);
  return ['leads', 'events', 'members'].includes(rows);
}

/** Whether a target is an attribute that an export shows as of its own day only: statuses, owners, scores, fields of one's own (K2). */
export function isKnownAtExport(to: string): boolean {
  return /^(lead|account)\./.test(to) && !BACK_DATED.has(to);
}
