// The orders the rules speak of (R1, R4): texts by code point, entries by (occurredAt, id, source), and canonical JSON.
import type { Entry, EntryRef } from '@baton/core/journal/entry';

/** Unicode code point order. */
export function byText(a: string, b: string): number {
  if (a === b) return 0;
  let at = 0;
  while (at < a.length && at < b.length) {
    const left = a.codePointAt(at) ?? 0;
    const right = b.codePointAt(at) ?? 0;
    if (left !== right) return left - right;
    at += left > 0xffff ? 2 : 1;
  }
  return a.length - b.length;
}

/** Ties go by id, then source (R1). */
export function byRef(a: EntryRef, b: EntryRef): number {
  return byText(a.id, b.id) || byText(a.source, b.source);
}

/** (occurredAt, id, source), ascending. */
export function byOccurrence(a: Entry, b: Entry): number {
  return a.occurredAt - b.occurredAt || byRef(a, b);
}

/** One text for one citation. */
export function refKey(ref: EntryRef): string {
  return `${ref.source}\n${ref.id}`;
}

/** The citation alone. */
export function refOf(entry: EntryRef): EntryRef {
  return { source: entry.source, id: entry.id };
}

/** JSON with sorted keys, no white space, without absent members. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => byText(a, b))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}
