// Rows that are records of people and companies (B1, B2): what is known of them, since their creation or as of the export (K2), and what became of them.
import { readJobTitle } from '../../canonical/job-titles.ts';
import { idOfName } from '../../facts/account-keys.ts';
import { type Draft, type Fields, instantOf, pick, type RawEntry, type RowReading, textOf } from '../draft.ts';
import { behaviourOf } from './behaviour-rows.ts';
import { type RecordContext, takeOrigins } from './field-origins.ts';
import { mergesOf } from './merge-rows.ts';
import { timesOf, whoOf } from './row-parts.ts';
import { noteMqlDate, stageEntries } from './stage-dates.ts';

/** A person. Without a date of creation the record is known as of the export only. */
export function readLead(draft: Draft, context: RecordContext, isBulk = false): RowReading {
  const { exportedAt } = context.answers;
  const who: Fields = { ...whoOf(draft) };
  if (who.userId === undefined && draft.id !== undefined) who.userId = draft.id;
  if (who.email === undefined && draft.lead?.email !== undefined) who.email = draft.lead.email;
  if (who.userId === undefined && who.email === undefined && who.anonymousId === undefined)
    return { fatal: 'userId', message: 'the row names nobody: it has neither an id nor an e-mail address' };
  noteMqlDate(draft);
  const origins = takeOrigins(draft, who, 'identify', context);
  draft.lead = withPosition(draft.lead, draft);
  draft.exportedLead = withPosition(draft.exportedLead, draft);
  const entries = describedEntries(draft, who, 'identify', exportedAt);
  if (entries === undefined) return noCreation;
  entries.push(
    ...origins,
    ...stageEntries(draft, who),
    ...milestones(draft, who, isBulk),
    ...mergesOf(draft, who.userId, { occurredAt: mergedAt(draft, exportedAt) }),
  );
  return { entries };
}

/** A record that is gone says at most which one it became (K13). */
export function readGoneLead(draft: Draft, exportedAt: number | undefined): RowReading {
  const userId = whoOf(draft).userId ?? draft.id;
  const entries = mergesOf(draft, userId, { occurredAt: mergedAt(draft, exportedAt) });
  return entries.length > 0 ? { entries } : { leftOut: 'deleted' };
}

/** When a record was merged or converted: a record says when it was converted, or else changed last. */
function mergedAt(draft: Draft, exportedAt: number | undefined): number | undefined {
  const told = instantOf(draft, 'convertedAt') ?? instantOf(draft, 'modifiedAt');
  return told?.at ?? exportedAt ?? instantOf(draft, 'occurredAt')?.at;
}

/** A company: by its id or web domain; by its name where there is neither. */
export function readAccount(draft: Draft, context: RecordContext): RowReading {
  const who: Fields = { ...whoOf(draft) };
  if (who.accountId === undefined && draft.id !== undefined) who.accountId = draft.id;
  if (who.domain === undefined && draft.account?.domain !== undefined) who.domain = draft.account.domain;
  const name = textOf(draft, 'name');
  if (who.accountId === undefined && who.domain === undefined && name !== undefined) who.accountId = idOfName(name);
  if (who.accountId === undefined && who.domain === undefined)
    return {
      fatal: 'accountId',
      message: 'the row names no company: it has neither an id nor a web domain nor a name',
    };
  if (name !== undefined) draft.account = { name, ...draft.account };
  const origins = takeOrigins(draft, who, 'group', context);
  const entries = describedEntries(draft, who, 'group', context.answers.exportedAt);
  return entries === undefined ? noCreation : { entries: [...entries, ...origins] };
}

/** Seniority and department by the job title, as far as no column tells them. */
function withPosition(told: Fields | undefined, { lead, exportedLead }: Draft): Fields | undefined {
  if (typeof told?.title !== 'string') return told;
  const given = { ...lead, ...exportedLead };
  const { seniority, function: department } = readJobTitle(told.title);
  return {
    ...told,
    ...(seniority !== undefined && given.seniority === undefined && { seniority }),
    ...(department !== undefined && given.function === undefined && { function: department }),
  };
}

const noCreation: RowReading = {
  fatal: 'occurredAt',
  message: 'the row does not say when the record was created, and nobody said when the export was made',
};

/** What held since the creation is back-dated to it as assumed; the rest is known as of the export (K2). */
function describedEntries(
  draft: Draft,
  who: Fields,
  kind: 'identify' | 'group',
  exportedAt: number | undefined,
): RawEntry[] | undefined {
  const createdAt = instantOf(draft, 'occurredAt');
  const since = { ...(draft.lead && { lead: draft.lead }), ...(draft.account && { account: draft.account }) };
  const now = {
    ...(draft.exportedLead && { lead: draft.exportedLead }),
    ...(draft.exportedAccount && { account: draft.exportedAccount }),
  };
  const assumed = Object.keys(since).length > 0 ? { rule: 'K2', confidence: 'assumed' } : {};
  const recorded = { rule: 'K2', confidence: 'recorded' };
  if (createdAt === undefined) {
    if (exportedAt === undefined) return undefined;
    const all = {
      lead: { ...draft.lead, ...draft.exportedLead },
      account: { ...draft.account, ...draft.exportedAccount },
    };
    const told = pick(all, Object.keys({ ...since, ...now }));
    return [{ key: '', fields: { ...who, kind, occurredAt: exportedAt, ...told, ...recorded } }];
  }
  const entries: RawEntry[] = [{ key: '', fields: { ...who, kind, ...timesOf(draft), ...since, ...assumed } }];
  if (Object.keys(now).length > 0 && exportedAt !== undefined)
    entries.push({
      key: 'export',
      fields: { ...who, kind, occurredAt: Math.max(exportedAt, createdAt.at), ...now, ...recorded },
    });
  return entries;
}

/** The event that made the lead, and the hand-off by the rule of before (K3). */
function milestones(draft: Draft, who: Fields, isBulk: boolean): RawEntry[] {
  const found: RawEntry[] = [];
  const event = textOf(draft, 'event');
  if (event !== undefined && instantOf(draft, 'occurredAt') !== undefined) {
    const done = behaviourOf(draft, { ...draft.fields, name: event });
    // Of contacts that were loaded together nobody knows when they did it (K12).
    const load = isBulk ? { bulk: true, rule: 'K12', confidence: 'assumed' } : {};
    found.push({ key: 'event', fields: { ...who, ...timesOf(draft), ...done, ...load } });
  }
  const legacy = instantOf(draft, 'legacyMqlAt');
  if (legacy !== undefined) {
    const handed = { kind: 'handed', definition: 'legacy', rule: 'K3', confidence: 'recorded' };
    found.push({ key: 'legacy-mql', fields: { ...who, ...handed, occurredAt: legacy.at } });
  }
  return found;
}
