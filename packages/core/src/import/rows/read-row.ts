// Leads a row to the reader of its kind, and tells the folder's facts what it says (K4–K6).
import type { Identity } from '../../journal/entry.ts';
import { idOfName } from '../facts/account-keys.ts';
import { readDeal } from '../facts/deals/deal-record.ts';
import type { FolderFacts } from '../facts/folder-facts.ts';
import type { FileMapping } from '../mapping/mapping.ts';
import { plainWord } from '../tables/cell-values.ts';
import type { BulkLoads } from './bulk-loads.ts';
import type { CapturedIds } from './captured-ids.ts';
import { attributeReader, type Reading } from './compile-columns.ts';
import { type Draft, flagOf, instantOf, type RowReading, textOf } from './draft.ts';
import type { FirstChanges } from './first-changes.ts';
import { readDisposition } from './kinds/answer-rows.ts';
import { isUnknown, readEvent, readIdentify, readMember, readSubscription } from './kinds/behaviour-rows.ts';
import { fieldOfEvent, readChange } from './kinds/change-rows.ts';
import { readMerge } from './kinds/merge-rows.ts';
import { readAccount, readGoneLead, readLead } from './kinds/record-rows.ts';
import { whoOf } from './kinds/row-parts.ts';
import { readActivity } from './kinds/sales-rows.ts';
import { readSpend } from './kinds/spend-rows.ts';
import { NO_DEEDS, STAGE_FIELDS } from './kinds/words.ts';
import { visitOf } from './visit.ts';

const DAY_MS = 86_400_000;
const NO_ENTRIES: RowReading = { entries: [] };

/** What a row is read by, besides its file's mapping. */
export interface RowContext extends Reading {
  /** When the export was made. */
  readonly now: number;
  /** Of analytics: visitors who become known; others make no entries (K14). */
  readonly captured?: CapturedIds | undefined;
  /** Which rows were loaded many at a time; absent where none can be (K12). */
  readonly bulk?: BulkLoads | undefined;
  /** What histories of fields say of the time before them; absent where there are none (K2). */
  readonly history?: FirstChanges | undefined;
  /** Whether a column of the folder says when people became MQLs (K3). */
  readonly hasLegacyDates?: boolean | undefined;
}

/** The entries of a row, or why it has none. `key` begins the ids of its entries. */
export function readRow(
  draft: Draft,
  key: string,
  mapping: FileMapping,
  reading: RowContext,
  facts: FolderFacts,
): RowReading {
  const { answers, now, captured } = reading;
  if (flagOf(draft, 'deleted') === true)
    return mapping.rows === 'leads' ? readGoneLead(draft, answers.exportedAt) : { leftOut: 'deleted' };
  const isBulk = reading.bulk?.isBulk(draft) ?? false;
  switch (mapping.rows) {
    case 'events':
      if (captured !== undefined && isUnknown(draft, captured))
        return { leftOut: 'not identified', visit: visitOf(draft) };
      if (draft.fields.value !== undefined && fieldOfEvent(draft) !== undefined)
        return changed(draft, fieldOfEvent(draft), reading, facts);
      return seen(readEvent(draft), facts);
    case 'members':
      return seen(readMember(draft, isBulk), facts);
    case 'leads':
      return noted(readLead(draft, reading, isBulk), draft, key, mapping, facts);
    case 'accounts':
      return companyNoted(readAccount(draft, reading), facts);
    case 'subscriptions':
      return withoutPlans(readSubscription(draft, answers.currency), now);
    case 'dispositions':
      return readDisposition(draft, sellersOf(reading));
    case 'spend':
      return readSpend(draft, answers.currency, now);
    case 'activities':
      return activity(draft, key, mapping, reading, facts);
    case 'deals':
      return deal(draft, key, mapping, reading, facts);
    case 'deal people':
      return dealPerson(draft, facts);
    case 'stages':
      return stageChange(draft, facts);
    case 'identifies':
      return readIdentify(draft);
    case 'merges':
      return readMerge(draft);
    case 'changes':
      return changed(draft, textOf(draft, 'field'), reading, facts);
  }
}

/** Inbound behaviour names people of deals; opens, mails that were sent and bulk loads are none (K5, K7, K12). */
function seen(reading: RowReading, facts: FolderFacts): RowReading {
  if ('entries' in reading && facts.isWatching) {
    const fields = reading.entries[0]?.fields;
    if (fields !== undefined && fields.bulk !== true && !NO_DEEDS.has(plainWord(String(fields.name ?? ''))))
      facts.behaviour(fields as Identity, fields.occurredAt as number);
  }
  return reading;
}

/** A change of a field; a hand-off among what it comes to names people of deals (K5). */
function changed(draft: Draft, field: string | undefined, context: RowContext, facts: FolderFacts): RowReading {
  const reading = readChange(draft, field, {
    read: (to, cell) => attributeReader(to, context)(cell),
    isSales: sellersOf(context),
    hasLegacyDates: context.hasLegacyDates ?? false,
    reachedMqlAt: context.history?.reachedMqlAt(whoOf(draft)),
  });
  for (const { fields } of 'entries' in reading ? reading.entries : [])
    if (fields.kind === 'handed') facts.handoff(fields as Identity, fields.occurredAt as number);
  return reading;
}

function noted(reading: RowReading, draft: Draft, key: string, mapping: FileMapping, facts: FolderFacts): RowReading {
  if (!('entries' in reading)) return reading;
  const { userId, email, accountId, domain } = (reading.entries[0]?.fields ?? {}) as Identity;
  facts.lead({
    who: {
      ...(userId !== undefined && { userId }),
      ...(email !== undefined && { email }),
      ...(accountId !== undefined && { accountId }),
      ...(domain !== undefined && { domain }),
    },
    createdAt: instantOf(draft, 'occurredAt')?.at,
    convertedAt: instantOf(draft, 'convertedAt')?.at,
    convertedDeal: textOf(draft, 'convertedDeal'),
    conversationAt: instantOf(draft, 'conversationAt')?.at,
    legacyMqlAt: instantOf(draft, 'legacyMqlAt')?.at,
    source: mapping.source,
    key,
  });
  return reading;
}

function companyNoted(reading: RowReading, facts: FolderFacts): RowReading {
  if ('entries' in reading) facts.account((reading.entries[0]?.fields ?? {}) as Identity);
  return reading;
}

/** A cancellation that is still to come is no fact yet. */
function withoutPlans(reading: RowReading, now: number): RowReading {
  if (!('entries' in reading)) return reading;
  const entries = reading.entries.filter(
    ({ key, fields }) => key !== 'cancelled' || (fields.occurredAt as number) <= now,
  );
  return entries.length > 0 ? { entries } : { leftOut: 'planned' };
}

/** Whether an owner sells. */
function sellersOf({ answers }: Reading): (owner: string | undefined) => boolean {
  const sellers = answers.salesOwners && new Set(answers.salesOwners.map(plainWord));
  return (owner) => sellers === undefined || (owner !== undefined && sellers.has(plainWord(owner)));
}

function activity(
  draft: Draft,
  key: string,
  mapping: FileMapping,
  reading: Reading & { readonly now: number },
  facts: FolderFacts,
): RowReading {
  const [dealId, accountName] = [textOf(draft, 'deal'), textOf(draft, 'accountName')];
  if (Object.keys(whoOf(draft)).length === 0) {
    const named = accountName === undefined ? undefined : { accountId: idOfName(accountName) };
    Object.assign(draft.fields, named ?? (dealId === undefined ? {} : facts.subjectOfDeal(dealId)));
  }
  if (Object.keys(whoOf(draft)).length === 0) return { leftOut: 'nobody' };
  const found = readActivity(draft, sellersOf(reading), reading.now);
  if (!('entries' in found.reading) || found.talk === undefined) return found.reading;
  const fields = found.reading.entries[0]?.fields ?? {};
  const at = instantOf(draft, 'occurredAt')?.at ?? 0;
  facts.talk({
    who: whoOf(draft) as Identity,
    accountName,
    deal: dealId,
    at,
    knownAt: (fields.knownAt as number | undefined) ?? at,
    strength: found.talk,
    channel: fields.kind === 'meeting' ? 'meeting' : ((fields.channel as string | undefined) ?? 'email'),
    source: mapping.source,
    key,
  });
  return found.reading;
}

function deal(
  draft: Draft,
  key: string,
  mapping: FileMapping,
  reading: Reading & { readonly now: number },
  facts: FolderFacts,
): RowReading {
  const record = readDeal(draft, reading.answers, mapping.source, key);
  if (typeof record === 'string') return { leftOut: record };
  const dates = [record.openedAt?.at, ...record.closings.map(({ at }) => at)].filter((at) => at !== undefined);
  if (dates.length === 0 && reading.answers.exportedAt === undefined)
    return {
      fatal: 'openedAt',
      message: 'the row says nothing of when the deal was opened or closed, and nobody said when the export was made',
    };
  if (dates.some((at) => at > reading.now + DAY_MS))
    return { fatal: 'closedAt', message: 'the deal lies in the future of its export' };
  for (const [stage, { at }] of Object.entries(draft.entered ?? {})) facts.change(record.id, { stage, at });
  return facts.deal(record) === 'new' ? NO_ENTRIES : { leftOut: 'same record' };
}

function dealPerson(draft: Draft, facts: FolderFacts): RowReading {
  const id = textOf(draft, 'deal');
  const { userId, email } = whoOf(draft) as Identity;
  if (id === undefined || (userId === undefined && email === undefined))
    return { fatal: 'deal', message: 'the row does not name a deal and a person' };
  const attachedAt = instantOf(draft, 'attachedAt')?.at;
  const who = { ...(userId !== undefined && { userId }), ...(email !== undefined && { email }) };
  facts.attach(id, { who, ...(attachedAt !== undefined && { attachedAt }) });
  return NO_ENTRIES;
}

function stageChange(draft: Draft, facts: FolderFacts): RowReading {
  const field = textOf(draft, 'field');
  if (field !== undefined && !STAGE_FIELDS.has(plainWord(field))) return { leftOut: 'not about stages' };
  const [id, stage, at] = [textOf(draft, 'deal'), textOf(draft, 'stage'), instantOf(draft, 'occurredAt')];
  if (id === undefined || stage === undefined || at === undefined)
    return { fatal: 'stage', message: 'the row does not name a deal, its new stage and when it changed' };
  facts.change(id, { stage, at: at.at });
  return NO_ENTRIES;
}
