// Everything that is held about a person, to be given to them: what they did and were said to be, what was decided, and wherever else they are named.
import type { Json } from '@baton/core/journal/entry';
import { BESIDE, decisionsConcerning, handoffRowsOf, standingRowsOf } from '../store/erased-rows.ts';
import { rowsAbout } from '../store/erasure-rows.ts';
import type { Reading } from '../store/store.ts';
import { identifiersCalled } from '../store/unit-rows.ts';
import { mentionsIn, wordsOf } from './mentions.ts';

/** What is held about one person. Instants are milliseconds since 1970. */
export interface PersonExport {
  readonly exportedAt: number;
  /** Everything that they go by. */
  readonly names: readonly string[];
  /** Entries about them, oldest first. */
  readonly entries: readonly Json[];
  /** Entries about others that name them. */
  readonly mentions: readonly Json[];
  readonly decisions: readonly Json[];
  readonly handoffs: readonly object[];
  readonly standings: readonly object[];
  /** Texts beside the journal that name them, by where they stand; of results of jobs only which jobs. */
  readonly beside: readonly { readonly where: string; readonly key: string; readonly texts: readonly string[] }[];
}

/** Gathers it all. `names` are all names of the person. */
export async function exportPerson(read: Reading, names: readonly string[], now: number): Promise<PersonExport> {
  const words = await wordsOf(read, names);
  const subjects = await identifiersCalled(read, names);
  const own = await rowsAbout(
    read,
    subjects.map(({ id }) => id),
  );
  const isOwn = new Set(own.map(({ position }) => position));
  const others = (await mentionsIn(read, words)).rows.filter(
    ({ position, body }) => !isOwn.has(position) && words.isIn(body),
  );
  const called = new Set(names);
  const decisions = (await decisionsConcerning(read, names)).filter(({ lead }) => lead === null || called.has(lead));
  const beside: PersonExport['beside'][number][] = [];
  for (const { where, pages } of BESIDE) {
    for await (const page of pages(read)) {
      for (const { key, texts } of page) {
        const there = texts.filter((text) => text !== null);
        if (there.some((text) => words.isIn(text))) beside.push({ where, key, texts: where === 'jobs' ? [] : there });
      }
    }
  }
  const parsed = ({ body }: { readonly body: string }): Json => JSON.parse(body) as Json;
  return {
    exportedAt: now,
    names,
    entries: own.map(parsed),
    mentions: others.map(parsed),
    decisions: decisions.map(parsed),
    handoffs: await handoffRowsOf(read, names),
    standings: await standingRowsOf(read, names),
    beside,
  };
}
