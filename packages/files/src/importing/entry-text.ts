// One entry in a line of text, for those who look over what an import would make of their rows.
import type { Entry } from '@baton/core/journal/entry';
import { identifiersOf } from '@baton/core/journal/identifiers';

/** Its kind, who it is about, its day, what it says, and the rule that made it. */
export function entryText(entry: Entry): string {
  const {
    kind,
    source: _source,
    id: _id,
    occurredAt,
    knownAt: _known,
    rule,
    confidence,
    userId: _u,
    email: _e,
    anonymousId: _a,
    accountId: _c,
    domain: _d,
    ...rest
  } = entry;
  const day = new Date(occurredAt)
    .toISOString()
    .replace('T00:00:00.000Z', '')
    .replace(/:\d{2}\.\d{3}Z$/, 'Z');
  const details = Object.entries(rest)
    .map(([key, value]) => `${key} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
  const shown = details.length > 160 ? `${details.slice(0, 159)}…` : details;
  return `${kind} ${identifiersOf(entry)[0] ?? ''} ${day}${shown === '' ? '' : ` (${shown})`}${rule === undefined ? '' : ` [${rule} ${confidence ?? ''}]`}`;
}
