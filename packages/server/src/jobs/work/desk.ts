// What every job works with: the journal, read from beginning to end, and the definitions that were ever in force.
import type { Definition } from '@baton/core/definition/definition';
import type { Entry } from '@baton/core/journal/entry';
import { storedDefinition } from '../../live/stored-definition.ts';
import { extentOfJournal } from '../../store/counts.ts';
import { journalPages } from '../../store/journal-rows.ts';
import type { Reading } from '../../store/store.ts';
import { activatedVersions, versionOf } from '../../store/version-rows.ts';

/** A job's surroundings. `now` is when it was asked for; progress goes to 1000. */
export interface Desk {
  readonly read: Reading;
  readonly now: number;
  /** Where uploads lie. */
  readonly uploads: string;
  readonly tell: (doing: string, progress: number) => void;
}

/** What a job found, as data and as a page. */
export interface Finished {
  readonly result: unknown;
  readonly page: string;
  /** What the numbers are counted from, one by one; absent where a job counts nothing. */
  readonly rows?: unknown;
}

/** Reads the whole journal; progress goes from `from` to `to`. */
export async function eachEntry(
  { read, tell }: Desk,
  from: number,
  to: number,
  take: (entry: Entry) => void,
): Promise<void> {
  const { count } = await extentOfJournal(read);
  let done = 0;
  for await (const page of journalPages(read)) {
    for (const entry of page) take(entry);
    done += page.length;
    tell('Reading the journal', from + Math.round(((to - from) * done) / Math.max(1, count)));
  }
}

/** A version; throws where there is none. */
export async function definitionOf(
  { read }: Desk,
  asked: { readonly name: string; readonly version: number },
): Promise<Definition> {
  const row = await versionOf(read, asked.name, asked.version);
  if (row === undefined) throw new RangeError(`there is no version ${asked.version} of ${asked.name}`);
  return storedDefinition(row);
}

/** A definition and when it came into force. */
export interface Activated {
  readonly definition: Definition;
  readonly effectiveAt: number;
}

/** All that were ever in force, definitions in order of rank, versions oldest first. */
export async function activated({ read }: Desk): Promise<readonly Activated[]> {
  return (await activatedVersions(read)).map((row) => ({
    definition: storedDefinition(row),
    effectiveAt: row.effective_at ?? 0,
  }));
}

/** The newest version of each definition, in order of rank. */
export function newestOf(all: readonly Activated[]): readonly Definition[] {
  return [...new Map(all.map((each) => [each.definition.name, each.definition])).values()];
}

/** The version of a definition that is in force; of the first one where no name is given. Throws where there is none. */
export async function inForceOf(desk: Desk, name: string | undefined): Promise<Definition> {
  const found = newestOf(await activated(desk)).find((each) => name === undefined || each.name === name);
  if (found === undefined)
    throw new RangeError(name === undefined ? 'no definition is in force yet' : `no version of ${name} is in force`);
  return found;
}
