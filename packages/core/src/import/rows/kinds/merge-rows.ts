// Records that are one person: merged by somebody, or converted into another record (K13).
import { longId } from '../../tables/salesforce-ids.ts';
import { type Draft, type Fields, instantOf, type RawEntry, type RowReading, textOf } from '../draft.ts';
import { timesOf, whoOf } from './row-parts.ts';

/** The links that a row tells, at an instant. `key` of each names the record that went. */
export function mergesOf(draft: Draft, userId: unknown, times: Fields): RawEntry[] {
  const into = textOf(draft, 'mergedInto');
  const gone = draft.fields.mergedFrom;
  const link = (to: string, from: string): RawEntry[] =>
    to === from
      ? []
      : [
          {
            key: `merge:${from}`,
            fields: {
              ...times,
              kind: 'merge',
              userId: to,
              from: { userId: from },
              rule: 'K13',
              confidence: 'recorded',
            },
          },
        ];
  if (typeof userId !== 'string') return [];
  return [
    ...(into === undefined ? [] : link(into, userId)),
    ...(Array.isArray(gone)
      ? gone.flatMap((from: string) => link(userId, longId(from.replace(/[[\]"]/g, '').trim())))
      : []),
  ];
}

/** A merge that a log recorded. */
export function readMerge(draft: Draft): RowReading {
  if (instantOf(draft, 'occurredAt') === undefined)
    return { fatal: 'occurredAt', message: 'the row does not say when the records were merged' };
  const entries = mergesOf(draft, whoOf(draft).userId, timesOf(draft));
  return entries.length > 0 ? { entries } : { fatal: 'userId', message: 'the row does not name two records' };
}
