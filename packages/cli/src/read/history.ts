// A definition and a journal, read and laid out together: what scoring and explaining begin with.
import { definitionDigest } from '@baton/core/definition/canonical';
import type { Definition } from '@baton/core/definition/definition';
import { ColumnsWriter, type Journal } from '@baton/core/kernel/columns/columns-writer';
import type { Rulebook } from '@baton/core/kernel/rulebook';
import { LeadDirectory } from '@baton/core/replay/lead-directory';
import { prepareRulebook } from '@baton/core/replay/replay';
import { readBeside, readDefinition } from './definition-folder.ts';
import { readInstant } from './instant.ts';
import { readJournal } from './journal.ts';

/** A journal under one definition, and maybe others beside it, that have been in force for ever. */
export interface History {
  readonly definition: Definition;
  readonly digest: string;
  readonly rulebook: Rulebook;
  readonly journal: Journal;
  readonly directory: LeadDirectory;
  /** The instant asked for, else that of the last entry; milliseconds. */
  readonly until: number;
}

/** Reads both; ends the command where either cannot be read. */
export async function readHistory(
  folder: string,
  files: readonly string[],
  at: string | undefined,
  beside: readonly string[] = [],
): Promise<History> {
  const asked = at === undefined ? undefined : readInstant(at, '--at', true);
  const { definition } = readDefinition(folder);
  const digest = definitionDigest(definition);
  const definitions = [definition, ...readBeside(beside, definition)];
  const rulebook = prepareRulebook({
    order: definitions.map((each) => each.name),
    activations: definitions.map((each) => ({
      definition: each,
      version: 1,
      digest: definitionDigest(each),
      effectiveAt: 0,
    })),
  });
  const writer = new ColumnsWriter(rulebook, 'backtest');
  const directory = new LeadDirectory();
  let last = 0;
  await readJournal(files, (entry) => {
    writer.add(entry);
    directory.add(entry);
    last = Math.max(last, entry.knownAt);
  });
  return { definition, digest, rulebook, journal: writer.finish(), directory, until: asked ?? last };
}
