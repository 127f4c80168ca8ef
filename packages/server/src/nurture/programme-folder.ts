// A programme's folder as texts: parsed, checked against the definition it follows and the templates beside it, its stories told. What cannot be read is refused with every problem.
import type { Problem } from '@baton/core/base/problem';
import type { Definition } from '@baton/core/definition/definition';
import { placeProblems } from '@baton/core/definition/problem-places';
import { checkProgramme } from '@baton/core/nurture/checking/check-programme';
import { checkTemplates, type ReadTemplate } from '@baton/core/nurture/checking/check-templates';
import { programmeDigest } from '@baton/core/nurture/programme/canonical-programme';
import type { Programme } from '@baton/core/nurture/programme/programme';
import { parseProgramme } from '@baton/core/nurture/reading/parse-programme';
import { checkProgrammeStories, parseProgrammeStories } from '@baton/core/nurture/stories/parse-stories';
import { runProgrammeStories } from '@baton/core/nurture/stories/run-stories';
import type { TestResult } from '@baton/core/replay/run-tests';
import { Failure } from '@baton/files/failure';
import { readTemplate } from '@baton/files/reading/template-uses';
import { Refusal } from '../refusal.ts';

/** The folder. `templates` are bodies by mail. */
export interface ProgrammeTexts {
  readonly text: string;
  readonly tests: string;
  readonly templates: Readonly<Record<string, string>>;
}

/** What it says. */
export interface CheckedProgramme {
  readonly programme: Programme;
  readonly digest: string;
  /** Variables that subject and body read, by mail. */
  readonly reads: Readonly<Record<string, readonly string[]>>;
  readonly warnings: readonly Problem[];
  readonly stories: readonly TestResult[];
}

/** Checks a folder. `definitionOf` finds the definition in force by its name; undefined where there is none, and then names are compared with nothing and stories are not told. */
export function checkProgrammeTexts(
  texts: ProgrammeTexts,
  definitionOf: (name: string) => Definition | undefined,
): CheckedProgramme {
  const parsed = parseProgramme(texts.text, { file: 'programme.yaml' });
  const stories = parseProgrammeStories(texts.tests === '' ? '{}' : texts.tests, { file: 'tests.yaml' });
  if (!parsed.ok || !stories.ok)
    throw unsound([...(parsed.ok ? [] : parsed.problems), ...(stories.ok ? [] : stories.problems)]);
  const programme = parsed.value;
  const definition = definitionOf(programme.definition);
  const read = readTemplates(programme, texts.templates);
  const found = [
    ...parsed.problems,
    ...placed(definition === undefined ? [] : checkProgramme(programme, definition), texts.text),
    ...placed(checkTemplates(programme, read), texts.text),
    ...checkProgrammeStories(stories.value, programme, 'tests.yaml'),
  ];
  if (found.some(({ severity }) => severity === 'error')) throw unsound(found);
  return {
    programme,
    digest: programmeDigest(programme),
    reads: Object.fromEntries(read.map(({ mail, uses }) => [mail, [...new Set(uses.map(({ variable }) => variable))]])),
    warnings: found,
    stories: definition === undefined ? [] : runProgrammeStories(programme, definition, stories.value),
  };
}

function readTemplates({ mails }: Programme, templates: Readonly<Record<string, string>>): ReadTemplate[] {
  return Object.entries(templates).map(([mail, body]): ReadTemplate => {
    const file = `templates/${mail}.liquid`;
    const subject = mails.find(({ name }) => name === mail)?.subject ?? '';
    try {
      const uses = [
        ...readTemplate(subject, () => ({ file: 'programme.yaml', path: `mails.${mail}.subject` })),
        ...readTemplate(body, (place) => ({ file, ...place })),
      ];
      return { mail, file, uses };
    } catch (error) {
      if (error instanceof Failure) throw unsound(error.problems);
      throw error;
    }
  });
}

/** Problems that only know their path get their line. */
function placed(problems: readonly Problem[], text: string): Problem[] {
  return problems.map((problem) =>
    problem.place?.line === undefined && problem.place?.path !== undefined
      ? (placeProblems([problem], text, 'programme.yaml')[0] as Problem)
      : problem,
  );
}

function unsound(problems: readonly Problem[]): Refusal {
  return new Refusal(422, 'programme-unsound', 'the programme cannot be read', { problems });
}
