// From the text of a programme's tests.yaml to stories: people and what they did as for definitions, and which mails should come of it.
import { didYouMean } from '../../base/did-you-mean.ts';
import type { Outcome, Problem } from '../../base/problem.ts';
import { type Field, scalar, type YamlReader } from '../../base/yaml/yaml-reader.ts';
import { need } from '../../definition/reading/parse-fit.ts';
import type { Room } from '../../definition/stories/parse-entries.ts';
import { yesNo } from '../../definition/stories/parse-expectation.ts';
import type { StoryCase } from '../../definition/story.ts';
import { CASE, parseStories, readCase } from '../../definition/tests-file.ts';
import type { StopReason, Trigger } from '../moving/nurture-decision.ts';
import type { Programme } from '../programme/programme.ts';
import { readNames } from '../reading/read-names.ts';

/** What must hold of the first person at the asking. Absent parts are not looked at. */
export interface ProgrammeExpectation {
  /** Whether they enrolled, or by what. */
  readonly enrolled?: boolean | string;
  /** Steps whose mails went out, all of them, in order. */
  readonly mails?: readonly string[];
  /** Whether it stopped, or why. */
  readonly stopped?: boolean | string;
  readonly finished?: boolean;
}

/** A story of a programme. */
export interface ProgrammeStory {
  readonly name: string;
  /** Line of its name, from 1. */
  readonly line: number;
  readonly told: StoryCase;
  /** Whether its people gave consent to the purpose; default true. */
  readonly consent: boolean;
  readonly expect: ProgrammeExpectation;
}

const EXPECTED = ['enrolled', 'mails', 'stopped', 'finished'];

/**
 * Parses the stories of a programme. Returns all of them, or all problems, each with file, line, column and the line's text.
 *
 * @example parseProgrammeStories('a stranger gets nothing:\n  lead: {}\n  expect: { enrolled: no }\n', { file: 'tests.yaml' })
 */
export function parseProgrammeStories(
  text: string,
  options: { readonly file?: string } = {},
): Outcome<ProgrammeStory[]> {
  return parseStories(text, options.file, parseStory);
}

function parseStory(reader: YamlReader, field: Field, room: Room): ProgrammeStory | undefined {
  const fields = reader.fields(field, [...CASE, 'consent', 'expect']);
  if (fields === undefined) return undefined;
  const consent = fields.get('consent');
  const expect = need(reader, field, fields, 'expect', (found) => parseExpected(reader, found));
  const told = readCase(reader, field, fields, room);
  return (
    expect && {
      name: field.key,
      line: reader.lineOf(field) ?? 1,
      told,
      consent: (consent && readYesNo(reader, consent)) ?? true,
      expect,
    }
  );
}

function parseExpected(reader: YamlReader, field: Field): ProgrammeExpectation | undefined {
  const fields = reader.fields(field, EXPECTED);
  if (fields === undefined) return undefined;
  if (fields.size === 0)
    reader.problem(field, 'tests-expects-nothing', 'this story expects nothing', 'write expect: { enrolled: yes }');
  const read = <T>(key: string, take: (found: Field) => T | undefined): T | undefined => {
    const found = fields.get(key);
    return found && take(found);
  };
  const enrolled = read('enrolled', (found) => yesNo(scalar(found)) ?? reader.text(found));
  const stopped = read('stopped', (found) => yesNo(scalar(found)) ?? reader.text(found));
  const mails = read('mails', (found) => readNames(reader, found));
  const finished = read('finished', (found) => readYesNo(reader, found));
  return {
    ...(enrolled !== undefined && { enrolled }),
    ...(mails !== undefined && { mails }),
    ...(stopped !== undefined && { stopped }),
    ...(finished !== undefined && { finished }),
  };
}

function readYesNo(reader: YamlReader, field: Field): boolean | undefined {
  return yesNo(scalar(field)) ?? reader.boolean(field);
}

const TRIGGERS = ['nurture', 'recycled', 'missing', 'segment'] as const satisfies readonly Trigger[];
const REASONS = [
  'threshold',
  'hand-off',
  'reply',
  'unsubscribed',
  'no consent',
  'bounced',
  'complained',
  'conversation',
  'sales touch',
  'deal',
  'disqualified',
  'merged',
  'ended',
] as const satisfies readonly StopReason[];

/** Problems that only the programme can tell: steps it does not have; and words that are none of ours. */
export function checkProgrammeStories(
  stories: readonly ProgrammeStory[],
  { steps }: Programme,
  file?: string,
): Problem[] {
  const mails = steps.filter(({ kind }) => kind === 'mail').map(({ name }) => name);
  return stories.flatMap(({ name, line, expect }) => {
    const place = { ...(file !== undefined && { file }), path: name, line };
    const unknown = (what: string, word: string | boolean | undefined, known: readonly string[]): Problem[] => {
      if (typeof word !== 'string' || known.includes(word)) return [];
      const meant = didYouMean(word, known);
      const message = `"${name}" expects ${what} ${word}${meant === undefined ? '' : `; did you mean "${meant}"?`}`;
      return [
        { code: 'tests-unknown-name', severity: 'error', message, place, hint: `known here: ${known.join(', ')}` },
      ];
    };
    return [
      ...unknown('enrolment by', expect.enrolled, TRIGGERS),
      ...unknown('a stop by', expect.stopped, REASONS),
      ...(expect.mails ?? []).flatMap((step) => unknown('a mail at step', step, mails)),
    ];
  });
}
