// Where in the journal a person is named: by their own entries, and by those of anybody else.
import type { Entry } from '@baton/core/journal/entry';
import { type Row, rowsAbout, rowsSaying } from '../store/erasure-rows.ts';
import type { Reading } from '../store/store.ts';
import { identifiersCalled } from '../store/unit-rows.ts';
import { PersonalWords } from './personal-words.ts';

/** What names a person, by all that is there about these names. */
export async function wordsOf(read: Reading, names: readonly string[]): Promise<PersonalWords> {
  const subjects = await identifiersCalled(read, names);
  const rows = await rowsAbout(
    read,
    subjects.map(({ id }) => id),
  );
  return new PersonalWords(
    names,
    rows.map(({ body }) => JSON.parse(body) as Entry),
  );
}

/** Entries anywhere that name the person, and how far the journal was looked through. */
export interface Mentions {
  readonly rows: readonly Row[];
  readonly upTo: number;
  readonly words: PersonalWords;
}

/** Looks through the journal after a position. */
export async function mentionsIn(read: Reading, words: PersonalWords, from = 0): Promise<Mentions> {
  const found: Row[] = [];
  for (let after = from; ; ) {
    const { rows, next } = await rowsSaying(read, words.searched, after);
    found.push(...rows);
    if (next === undefined) return { rows: found, upTo: after, words };
    after = next;
  }
}
