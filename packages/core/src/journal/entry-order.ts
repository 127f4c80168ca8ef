// The order that decides between entries when time alone does not: (occurredAt, id, source), everywhere the same.
import { compareText } from '../base/text-order.ts';
import type { EntryRef } from './entry.ts';

/** An entry's place in the order of what happened. */
export interface Occurrence {
  readonly occurredAt: number;
  readonly ref: EntryRef;
}

/** Negative where `a` happened before `b`; ties go by id, then source. */
export function compareOccurrence(a: Occurrence, b: Occurrence): number {
  return a.occurredAt - b.occurredAt || compareRef(a.ref, b.ref);
}

/** By id, then source, by code point. */
export function compareRef(a: EntryRef, b: EntryRef): number {
  return compareText(a.id, b.id) || compareText(a.source, b.source);
}

/** One text for one reference. */
export function refKey(ref: EntryRef): string {
  return `${ref.source}\n${ref.id}`;
}
