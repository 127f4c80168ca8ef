// Reads a programme from its folder (or file), with its templates; ends the command with every problem where it cannot.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Problem } from '@baton/core/base/problem';
import type { Definition } from '@baton/core/definition/definition';
import { placeProblems } from '@baton/core/definition/problem-places';
import { checkProgramme } from '@baton/core/nurture/checking/check-programme';
import { checkTemplates, type ReadTemplate } from '@baton/core/nurture/checking/check-templates';
import type { Programme } from '@baton/core/nurture/programme/programme';
import { parseProgramme } from '@baton/core/nurture/reading/parse-programme';
import {
  checkProgrammeStories,
  type ProgrammeStory,
  parseProgrammeStories,
} from '@baton/core/nurture/stories/parse-stories';
import { readTemplate } from '@baton/files/reading/template-uses';
import { Failure } from '../failure.ts';
import { readText } from './definition-folder.ts';

/** A programme as read and checked, with its warnings. */
export interface ReadProgramme {
  readonly programme: Programme;
  readonly file: string;
  readonly folder: string;
  readonly warnings: readonly Problem[];
}

/** Reads `PATH/programme.yaml`, or the file itself, and checks it against its templates and, where given, its definition. */
export function readProgramme(path: string, definition?: Definition): ReadProgramme {
  const file = existsSync(path) && statSync(path).isDirectory() ? join(path, 'programme.yaml') : path;
  const shown = relative(process.cwd(), file) || file;
  const text = readText(file, 'give a folder that holds programme.yaml');
  const parsed = parseProgramme(text, { file: shown });
  if (!parsed.ok) throw new Failure(parsed.problems);
  const programme = parsed.value;
  const folder = dirname(file);
  const found = [
    ...(definition === undefined ? [] : checkProgramme(programme, definition)),
    ...checkTemplates(programme, readTemplates(programme, folder, shown, text)),
  ];
  const problems = found.map((problem) =>
    problem.place?.file === undefined ? (placeProblems([problem], text, shown)[0] as Problem) : problem,
  );
  const all = [...parsed.problems, ...problems];
  if (all.some(({ severity }) => severity === 'error')) throw new Failure(all);
  return { programme, file: shown, folder, warnings: all };
}

/** Reads the stories beside a programme; undefined where there is no tests.yaml. */
export function readProgrammeStories({ folder, programme }: ReadProgramme): readonly ProgrammeStory[] | undefined {
  const file = join(folder, 'tests.yaml');
  if (!existsSync(file)) return undefined;
  const shown = relative(process.cwd(), file) || file;
  const parsed = parseProgrammeStories(readText(file), { file: shown });
  if (!parsed.ok) throw new Failure(parsed.problems);
  const unknown = checkProgrammeStories(parsed.value, programme, shown);
  if (unknown.length > 0) throw new Failure(unknown);
  return parsed.value;
}

function readTemplates(programme: Programme, folder: string, file: string, text: string): ReadTemplate[] {
  const shelf = join(folder, 'templates');
  const names = existsSync(shelf)
    ? readdirSync(shelf)
        .filter((each) => each.endsWith('.liquid'))
        .sort()
    : [];
  return names.map((each): ReadTemplate => {
    const mail = each.slice(0, -'.liquid'.length);
    const path = join(shelf, each);
    const shown = relative(process.cwd(), path) || path;
    const subject = programme.mails.find(({ name }) => name === mail)?.subject ?? '';
    const at = placeProblems(
      [{ code: '', severity: 'error', message: '', place: { path: `mails.${mail}.subject` } }],
      text,
      file,
    )[0]?.place;
    const body = readTemplate(readText(path), (place) => ({ file: shown, ...place }));
    const head = readTemplate(subject, () => at ?? { file });
    return { mail, file: shown, uses: [...head, ...body] };
  });
}
