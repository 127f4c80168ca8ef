// The definition of a command that takes exactly one.
import type { Definition } from '@baton/core/definition/definition';
import { EXIT } from '../exit.ts';
import { fail } from '../failure.ts';
import { readDefinition } from './definition-folder.ts';

/** Reads the one folder that was given; ends the command where there is none, or more. */
export function oneDefinition(folders: readonly string[]): Definition {
  const [folder, ...more] = folders;
  if (folder === undefined || more.length > 0)
    return fail(
      'cli-one-definition',
      folder === undefined ? 'no definition is given' : `${folders.length} definitions are given, and one is asked for`,
      'give the folder of one definition, then journals',
      EXIT.usage,
    );
  return readDefinition(folder).definition;
}
