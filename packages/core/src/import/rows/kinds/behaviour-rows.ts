// Rows of what people did: events, campaign members, subscriptions (B3, B4, K12).
import { plainWord } from '../../tables/cell-values.ts';
import type { CapturedIds } from '../captured-ids.ts';
import { type Draft, type Fields, flagOf, instantOf, type RawEntry, type RowReading, textOf } from '../draft.ts';
import { moneyOf, timesOf, whoOf } from './row-parts.ts';
import { CHANGES, OF_DEALS, OF_RECORDS, PAGE_VIEWS, RESPONSES } from './words.ts';

/** An event: a page where it has a path and no name or the name of a page view, else a track. */
export function readEvent(draft: Draft): RowReading {
  const at = instantOf(draft, 'occurredAt');
  if (at === undefined) return { fatal: 'occurredAt', message: 'the row does not say when it happened' };
  const { fields, lead } = draft;
  const word = plainWord(textOf(draft, 'name') ?? '');
  if (OF_DEALS.has(word)) return { leftOut: 'told by deals' };
  if (OF_RECORDS.has(word)) return { leftOut: 'nothing done' };
  const entries = [{ key: '', fields: behaviourOf(draft, fields, Object.assign(whoOf(draft), timesOf(draft))) }];
  if (lead !== undefined)
    entries.push({ key: 'lead', fields: { ...whoOf(draft), ...timesOf(draft), kind: 'identify', lead } });
  return { entries: [...entries, ...aliasOf(draft)] };
}

/** The anonymous id that somebody had before is theirs. */
function aliasOf(draft: Draft): RawEntry[] {
  const previousId = textOf(draft, 'previousId');
  const { userId } = draft.fields;
  if (previousId === undefined || userId === undefined || previousId === userId) return [];
  return [{ key: 'alias', fields: { userId, ...timesOf(draft), kind: 'alias', previousId } }];
}

/** What became known of a person, at its time: traits that trackers collect. */
export function readIdentify(draft: Draft): RowReading {
  if (instantOf(draft, 'occurredAt') === undefined)
    return { fatal: 'occurredAt', message: 'the row does not say when this became known' };
  const { lead, account, exportedLead, exportedAccount } = draft;
  const traits = {
    ...((lead ?? exportedLead) && { lead: { ...lead, ...exportedLead } }),
    ...((account ?? exportedAccount) && { account: { ...account, ...exportedAccount } }),
  };
  const fields = { ...whoOf(draft), ...timesOf(draft), kind: 'identify', ...traits };
  return { entries: [{ key: '', fields }, ...aliasOf(draft)] };
}

/** Whether a row of analytics is of a visitor who never becomes known (K14). */
export function isUnknown(draft: Draft, captured: CapturedIds): boolean {
  const { userId, email, anonymousId } = whoOf(draft);
  if (userId !== undefined || email !== undefined) return false;
  return typeof anonymousId !== 'string' || !captured.has(anonymousId);
}

const DONE = ['name', 'path', 'url', 'referrer', 'title', 'seconds'] as const;

/** The fields of something done, beside others. */
export function behaviourOf(draft: Draft, fields: Fields, beside: Fields = {}): Fields {
  const done: Fields = beside;
  const { name } = fields;
  const hasPlace = fields.path !== undefined || fields.url !== undefined;
  done.kind = hasPlace && (typeof name !== 'string' || PAGE_VIEWS.has(plainWord(name))) ? 'page' : 'track';
  for (const key of DONE) if (fields[key] !== undefined) done[key] = fields[key];
  if (draft.properties !== undefined) done.properties = draft.properties;
  if (draft.campaign !== undefined) done.campaign = draft.campaign;
  return done;
}

/** A member of a campaign is a signal when they responded, at that date; "sent" is none (K12). */
export function readMember(draft: Draft, isBulk = false): RowReading {
  const status = textOf(draft, 'status');
  const responded =
    flagOf(draft, 'responded') ?? (status === undefined ? undefined : RESPONSES.get(plainWord(status)) === 'yes');
  if (responded === undefined)
    return { fatal: 'responded', message: 'the row does not say whether the member responded' };
  if (!responded) return { leftOut: 'not responded' };
  const times = isBulk ? loadTimes(draft) : timesOf(draft);
  if (times.occurredAt === undefined)
    return { fatal: 'occurredAt', message: 'the row does not say when the member responded' };
  const properties = { ...draft.properties, ...(status !== undefined && { status }) };
  const fields = {
    ...whoOf(draft),
    ...times,
    ...behaviourOf({ ...draft, properties }, { ...draft.fields, name: textOf(draft, 'name') ?? 'Campaign Responded' }),
    rule: 'K12',
    ...(isBulk ? { bulk: true, confidence: 'assumed' } : { confidence: 'recorded' }),
  };
  return { entries: [{ key: '', fields }] };
}

/** Members of a bulk load count at the start of their campaign, and were known when they were loaded. */
function loadTimes(draft: Draft): Fields {
  const loaded = instantOf(draft, 'createdAt') ?? instantOf(draft, 'occurredAt');
  const at = instantOf(draft, 'startedAt')?.at ?? loaded?.at;
  return { ...(at !== undefined && { occurredAt: at, knownAt: Math.max(at, loaded?.at ?? at) }) };
}

/** A subscription starts, changes or ends; a row with both dates makes two entries. */
export function readSubscription(draft: Draft, currency: string): RowReading {
  const at = instantOf(draft, 'occurredAt');
  const cancelledAt = instantOf(draft, 'cancelledAt');
  const written = textOf(draft, 'change');
  const change = written === undefined ? 'started' : CHANGES.get(plainWord(written));
  if (at === undefined && cancelledAt === undefined)
    return { fatal: 'occurredAt', message: 'the row does not say when the subscription began or ended' };
  if (change === undefined)
    return { fatal: 'change', message: `"${written}" is no change of a subscription: started, upgraded or cancelled` };
  const base = {
    ...whoOf(draft),
    kind: 'subscription',
    subscription: textOf(draft, 'subscription') ?? draft.id ?? 'subscription',
    ...moneyOf(draft, currency),
  };
  const ended = cancelledAt !== undefined && cancelledAt.at !== at?.at;
  const begun = change === 'cancelled' && ended ? 'started' : change;
  return {
    entries: [
      ...(at === undefined ? [] : [{ key: '', fields: { ...base, ...timesOf(draft), change: begun } }]),
      ...(ended ? [{ key: 'cancelled', fields: { ...base, occurredAt: cancelledAt.at, change: 'cancelled' } }] : []),
    ],
  };
}
