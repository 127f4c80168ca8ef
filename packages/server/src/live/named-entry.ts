// An entry that is offered, with whom it names and what it speaks of; and what becomes of it beside one of its id.
import type { Entry, EntryRef } from '@baton/core/journal/entry';
import { type Assertion, assertionOf, citationsOf, namedWithCompanies } from '@baton/core/lead/identity';

/** What became of an entry that was offered. */
export type Fate = 'accepted' | 'duplicate' | 'conflict';

/** An entry with its names. `payload` says by what it is the same as an earlier one of its id. */
export interface Named {
  readonly entry: Entry;
  readonly payload: string;
  readonly assertion: Assertion | undefined;
  readonly names: readonly string[];
  readonly cited: readonly EntryRef[];
}

/** Reads whom an entry names. */
export function nameOf(entry: Entry, payload: string): Named {
  const assertion = assertionOf(entry);
  return {
    entry,
    payload,
    assertion,
    names: assertion === undefined ? [] : namedWithCompanies(assertion),
    cited: citationsOf(entry),
  };
}

/** What an entry is, where one of its id is held that says what `held` is the digest of; undefined for none. */
export function fateBeside(held: string | undefined, payload: string): Fate {
  if (held === undefined) return 'accepted';
  return held === payload ? 'duplicate' : 'conflict';
}
