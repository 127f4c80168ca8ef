// Tells definitions from journals among a command's arguments: folders come first, in order of rank, then files. What is in them is read elsewhere.
import { existsSync, statSync } from 'node:fs';
import type { Definition } from '@baton/core/definition/definition';
import type { Command } from 'commander';
import { EXIT } from '../exit.ts';
import { fail } from '../failure.ts';
import { readDefinition } from './definition-folder.ts';
import { withReadingOptions } from './journal.ts';

/** What a command works on: one definition or several in force together, and journals. */
export interface Inputs {
  /** As given, in order of rank. */
  readonly folders: readonly string[];
  readonly files: readonly string[];
}

/** Declares `<definition...> <journal...>` on a command, and how journals are read. */
export function takeDefinitionsAndJournals(command: Command): Command {
  return withReadingOptions(command)
    .usage('[options] <definition...> <journal...>')
    .argument('<definition>', 'folder of the definition')
    .argument(
      '<journal...>',
      'journal files (NDJSON, gzip too; - is standard input); before them more definitions in force, in order of rank: an account is handed over once',
    );
}

/** Splits the arguments; ends the command where no journal is left or a folder stands behind one. */
export function inputsOf(first: string, more: readonly string[]): Inputs {
  const end = more.findIndex((path) => !isDefinition(path));
  const files = end < 0 ? [] : more.slice(end);
  if (files.length === 0)
    fail(
      'cli-no-journal',
      'definitions are given, and no journal',
      'give journal files last: baton import makes them',
      EXIT.usage,
    );
  const late = files.find(isDefinition);
  if (late !== undefined)
    fail(
      'cli-definition-after-journal',
      `${late} is a definition and stands behind a journal`,
      'give definitions first, in order of rank, then journals',
      EXIT.usage,
    );
  return { folders: [first, ...more.slice(0, Math.max(0, end))], files };
}

/** Reads the definitions that are in force together, in order of rank; all names have to differ. */
export function readDefinitions(folders: readonly string[]): readonly [Definition, ...Definition[]] {
  const read = folders.map((path) => ({ path, definition: readDefinition(path).definition }));
  for (const [i, { path, definition }] of read.entries())
    if (read.slice(0, i).some((each) => each.definition.name === definition.name))
      fail(
        'cli-same-definition',
        `${path} is called ${definition.name} like another of these definitions`,
        'definitions that are in force together need names of their own: change its first line',
      );
  const [first, ...rest] = read.map((each) => each.definition);
  if (first === undefined) throw new Error('there is a first definition');
  return [first, ...rest];
}

/** Splits arguments in any order: definitions are folders or YAML files, all else is a journal. Ends the command where no journal is among them. */
export function sortedInputs(paths: readonly string[]): Inputs {
  const files = paths.filter((path) => !isDefinition(path));
  if (files.length === 0)
    fail('cli-no-journal', 'no journal is given', 'give journal files: baton import makes them', EXIT.usage);
  return { folders: paths.filter(isDefinition), files };
}

/** A folder, or a definition's file itself. */
function isDefinition(path: string): boolean {
  if (/\.ya?ml$/i.test(path)) return true;
  return existsSync(path) && statSync(path).isDirectory();
}
