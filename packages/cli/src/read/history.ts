// A definition and a journal, read and laid out together: what scoring and explaining begin with.
import { definitionDigest } from '@baton/core/definition/canonical';
import type { Definition } from '@baton/core/definition/definition';
import { ColumnsWriter, type Journal } from '@baton/core/kernel/columns/columns-writer';
import type { Rulebook } from '@baton/core/kernel/rulebook';
import { LeadDirectory } from '@baton/core/replay/lead-directory';
import { prepareRulebook } from '@baton/core/replay/replay';
import type { JournalReading } from '../print/reading.ts';
import { type Inputs, readDefinitions } from './definitions-and-journals.ts';
import { readInstant } from './instant.ts';
import { type ReadingOptions, readJournal } from './journal.ts';

/** A journal under the definitions given, as if they had been in force for ever. */
export interface History {
  /** In order of rank. */
  readonly definitions: readonly [InForce, ...InForce[]];
  readonly rulebook: Rulebook;
  readonly journal: Journal;
  readonly directory: LeadDirectory;
  /** The instant asked for, else that of the last entry; milliseconds. */
  readonly until: number;
  readonly reading: JournalReading;
}

/** A definition that scores and hands over. */
export interface InForce {
  readonly definition: Definition;
  readonly digest: string;
}

/** Reads both; ends the command where either cannot be read. */
export async function readHistory(
  inputs: Inputs,
  options: ReadingOptions & { readonly at?: string },
): Promise<History> {
  const { at } = options;
  const asked = at === undefined ? undefined : readInstant(at, '--at', true);
  const [first, ...rest] = readDefinitions(inputs.folders);
  const inForce = (definition: Definition): InForce => ({ definition, digest: definitionDigest(definition) });
  const definitions = [inForce(first), ...rest.map(inForce)] as const;
  const rulebook = prepareRulebook({
    order: definitions.map(({ definition }) => definition.name),
    activations: definitions.map((each) => ({ ...each, version: 1, effectiveAt: 0 })),
  });
  const writer = new ColumnsWriter(rulebook, 'backtest');
  const directory = new LeadDirectory();
  let last = 0;
  const reading = await readJournal(inputs.files, options, (entry) => {
    writer.add(entry);
    directory.add(entry);
    last = Math.max(last, entry.knownAt);
  });
  return { definitions, rulebook, journal: writer.finish(), directory, until: asked ?? last, reading };
}
