// Rows of a history of records' fields: what an attribute of a person or a company became, at its time (K2). Of statuses and lifecycle stages also what they answer (K11), and the hand-off that reaching MQL was (K3).

import { readJobTitle } from '../../canonical/job-titles.ts';
import { COLUMN_WORDS } from '../../recognise/column-words.ts';
import { headerWords } from '../../recognise/header-words.ts';
import { plainWord } from '../../tables/cell-values.ts';
import { type Draft, type Fields, instantOf, type RawEntry, type RowReading, textOf } from '../draft.ts';
import { lifecycleRank, MQL_RANK, readDisposition } from './answer-rows.ts';
import { timesOf, whoOf } from './row-parts.ts';
import { LIFECYCLE_FIELDS, RECORD_CHANGES, STATUS_FIELDS } from './words.ts';

/** What a change is read by, besides its row. */
export interface ChangeContext {
  /** Reads a value as the attribute it leads to; undefined where it cannot be read. */
  readonly read: (to: string, cell: string) => unknown;
  readonly isSales: (owner: string | undefined) => boolean;
  /** Whether dates of becoming an MQL are mapped: then those are the hand-offs, and the history repeats them. */
  readonly hasLegacyDates: boolean;
  /** When a person first reached MQL or further, where a history without old values says so. */
  readonly reachedMqlAt: number | undefined;
}

/** Sums over what people did: neither events nor features, in a history as little as in a snapshot (K2). */
const AGGREGATES = /^lead\.(pageviews|visits|pagesPerVisit|secondsOnSite|lastActivity|emailsOpened|emailsClicked)$/;

/** The attribute that a history's field is; undefined where it is none. */
export function attributeOfField(field: string, isOfPerson: boolean): string | undefined {
  if (isOfPerson && LIFECYCLE_FIELDS.has(plainWord(field))) return 'lead.lifecycleStage';
  if (isOfPerson && STATUS_FIELDS.has(plainWord(field))) return 'lead.status';
  const words = headerWords(field);
  for (const [to, headers] of COLUMN_WORDS[isOfPerson ? 'leads' : 'accounts']) {
    if (!headers.includes(words)) continue;
    if (!isOfPerson && to === 'name') return 'account.name';
    if (/^(lead|account)\./.test(to) && !AGGREGATES.test(to)) return to;
  }
  return undefined;
}

/** Whose record a row is about: a person's where it names one, else a company's. */
export function isOfPerson(who: Fields): boolean {
  return who.userId !== undefined || who.email !== undefined || who.anonymousId !== undefined;
}

/** The field that a row among events says has changed; undefined where something was done. */
export function fieldOfEvent(draft: Draft): string | undefined {
  const word = plainWord(textOf(draft, 'name') ?? '');
  if (!RECORD_CHANGES.has(word) || draft.fields.value === undefined) return undefined;
  return word.includes('revenue stage') ? 'revenue stage' : textOf(draft, 'field');
}

/** A change of a field. */
export function readChange(draft: Draft, field: string | undefined, context: ChangeContext): RowReading {
  const at = instantOf(draft, 'occurredAt');
  if (at === undefined) return { fatal: 'occurredAt', message: 'the row does not say when the field changed' };
  const who = whoOf(draft);
  if (Object.keys(who).length === 0)
    return { fatal: 'userId', message: 'the row names neither a person nor a company' };
  const to = field === undefined ? undefined : attributeOfField(field, isOfPerson(who));
  if (to === undefined) return { leftOut: 'not about attributes' };
  const written = textOf(draft, 'value');
  const value = written === undefined ? null : context.read(to, written);
  if (value === undefined)
    return { fatal: 'value', message: `"${(written ?? '').slice(0, 60)}" cannot be read as ${to}` };
  const kind = isOfPerson(who) ? 'identify' : 'group';
  const fields = {
    ...who,
    ...timesOf(draft),
    kind,
    ...attributes(to, value, textOf(draft, 'oldValue')),
    rule: 'K2',
    confidence: 'recorded',
  };
  return { entries: [{ key: '', fields }, ...answersOf(draft, to, context)] };
}

/** An attribute with what follows from it. A title that tells no position takes back the one that the title before had told. */
export function attributes(to: string, value: unknown, before?: string): Fields {
  const [root = '', name = ''] = to.split('.');
  if (to !== 'lead.title') return { [root]: { [name]: value } };
  const gone = Object.keys(before === undefined ? {} : readJobTitle(before)).map((key) => [key, null]);
  const told = typeof value === 'string' ? readJobTitle(value) : {};
  return { [root]: { ...Object.fromEntries(gone), ...told, [name]: value } };
}

/** What a change of status or lifecycle stage answers, and the hand-off that it was. */
function answersOf(draft: Draft, to: string, context: ChangeContext): RawEntry[] {
  const written = textOf(draft, 'value');
  if (written === undefined || (to !== 'lead.lifecycleStage' && to !== 'lead.status')) return [];
  const before = stageBefore(draft, written, context);
  const field = to === 'lead.status' ? 'lead status' : 'lifecycle stage';
  const told = { ...draft, fields: { ...draft.fields, field, answer: written, oldAnswer: before } };
  const answer = readDisposition(told, context.isSales);
  const isNewMql = lifecycleRank(written) === MQL_RANK && (lifecycleRank(before) ?? -1) < MQL_RANK;
  const at = timesOf(draft);
  const handed = { ...whoOf(draft), ...at, kind: 'handed', definition: 'legacy', rule: 'K3', confidence: 'recorded' };
  return [
    ...('entries' in answer ? answer.entries.map(({ fields }) => ({ key: 'answer', fields })) : []),
    ...(isNewMql && to === 'lead.lifecycleStage' && !context.hasLegacyDates
      ? [{ key: 'legacy-mql', fields: handed }]
      : []),
  ];
}

/** The stage before. Histories without old values show it by what came earlier: below MQL, unless MQL was reached. */
function stageBefore(draft: Draft, written: string, { reachedMqlAt }: ChangeContext): string | undefined {
  const told = textOf(draft, 'oldValue');
  if (told !== undefined) return told;
  const at = instantOf(draft, 'occurredAt')?.at ?? 0;
  const isBelow = (lifecycleRank(written) ?? MQL_RANK) < MQL_RANK;
  return isBelow ? (reachedMqlAt !== undefined && at > reachedMqlAt ? 'mql' : written) : undefined;
}
