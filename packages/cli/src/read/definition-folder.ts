// Reads a definition from its folder (or file), and its tests; ends the command with every problem where it cannot.
import { isUtf8 } from 'node:buffer';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import type { Problem } from '@baton/core/base/problem';
import type { Definition } from '@baton/core/definition/definition';
import { parseDefinition } from '@baton/core/definition/parse-definition';
import type { Story } from '@baton/core/definition/story';
import { checkTests, parseTests } from '@baton/core/definition/tests-file';
import { Failure, fail } from '../failure.ts';

/** A definition as read, with its warnings. */
export interface ReadDefinition {
  readonly definition: Definition;
  readonly file: string;
  readonly folder: string;
  readonly warnings: readonly Problem[];
  readonly text: string;
}

/** Reads `PATH/definition.yaml`, or the file itself. */
export function readDefinition(path: string): ReadDefinition {
  const file = existsSync(path) && statSync(path).isDirectory() ? join(path, 'definition.yaml') : path;
  const shown = relative(process.cwd(), file) || file;
  const text = readText(file);
  const parsed = parseDefinition(text, { file: shown });
  if (!parsed.ok) throw new Failure(parsed.problems);
  return { definition: parsed.value, file: shown, folder: dirname(file), warnings: parsed.problems, text };
}

/** Reads the stories beside a definition; undefined where there is no tests.yaml. */
export function readStories(read: ReadDefinition): readonly Story[] | undefined {
  const file = join(read.folder, 'tests.yaml');
  if (!existsSync(file)) return undefined;
  const shown = relative(process.cwd(), file) || basename(file);
  const parsed = parseTests(readText(file), { file: shown });
  if (!parsed.ok) throw new Failure(parsed.problems);
  const unknown = checkTests(parsed.value, read.definition, shown);
  if (unknown.length > 0) throw new Failure(unknown);
  return parsed.value;
}

/** The text of a UTF-8 file; ends the command where there is none, with `hint`. */
export function readText(
  file: string,
  hint = 'give a folder that holds definition.yaml, or start one with: baton init NAME',
): string {
  if (!existsSync(file)) fail('cli-no-such-file', `there is no file ${file}`, hint);
  const bytes = readFileSync(file);
  if (!isUtf8(bytes)) fail('cli-not-utf8', `${file} is no UTF-8 text`, 'save it as UTF-8');
  return new TextDecoder().decode(bytes);
}
