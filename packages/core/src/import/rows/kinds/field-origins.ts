// What a record's attributes were before the first change that a history tells of them: the old value from the creation on, as recorded, and nothing where it was blank (K2).
import { attributeReader, type Reading } from '../compile-columns.ts';
import type { Draft, Fields, RawEntry } from '../draft.ts';
import type { FirstChanges } from '../first-changes.ts';
import { attributes } from './change-rows.ts';
import { timesOf } from './row-parts.ts';

/** What a record is read by. */
export interface RecordContext extends Reading {
  readonly history?: FirstChanges | undefined;
}

/** Takes the attributes out of a record that a history tells better, and gives what they were at its creation: none, or one entry. */
export function takeOrigins(draft: Draft, who: Fields, kind: 'identify' | 'group', context: RecordContext): RawEntry[] {
  const changes = context.history?.of(who);
  if (changes === undefined || draft.fields.occurredAt === undefined) return [];
  const origin: Record<string, Fields> = {};
  for (const [to, { old }] of changes) {
    const [root = '', name = ''] = to.split('.');
    const told = root === 'lead' ? draft.lead : draft.account;
    if (told !== undefined) delete told[name];
    const value = old === undefined ? undefined : attributeReader(to, context)(old);
    if (value !== undefined) origin[root] = { ...origin[root], ...(attributes(to, value)[root] as Fields) };
  }
  if (isEmpty(draft.lead)) draft.lead = undefined;
  if (isEmpty(draft.account)) draft.account = undefined;
  if (Object.keys(origin).length === 0) return [];
  const fields = { ...who, kind, ...timesOf(draft), ...origin, rule: 'K2', confidence: 'recorded' };
  return [{ key: 'origin', fields }];
}

function isEmpty(fields: Fields | undefined): boolean {
  return fields !== undefined && Object.keys(fields).length === 0;
}
