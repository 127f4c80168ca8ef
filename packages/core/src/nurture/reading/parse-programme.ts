// From the text of programme.yaml to a programme, or to every problem with its line and column. What only the definition or the templates can tell is checking/'s business.
import type { Outcome } from '../../base/problem.ts';
import { type Field, YamlReader } from '../../base/yaml/yaml-reader.ts';
import { need } from '../../definition/reading/parse-fit.ts';
import { parseHoldBack } from '../../definition/reading/parse-handoff.ts';
import { readHours } from '../../definition/reading/parse-values.ts';
import type { Goal, Programme } from '../programme/programme.ts';
import { parseAssets, parseFallbacks, parseMails } from './parse-content.ts';
import { parseEnrolling } from './parse-enrolling.ts';
import { parseSending } from './parse-sending.ts';
import { parseSteps } from './parse-steps.ts';
import { readNames } from './read-names.ts';

const KEYS = [
  'programme',
  'title',
  'language',
  'definition',
  'purpose',
  'consent',
  'enrol',
  'assets',
  'mails',
  'fallbacks',
  'steps',
  'send',
  'stop',
  'holdOut',
  'goal',
];
const NAME = /^[a-z][a-z0-9-]{0,60}$/i;
const DEFAULT_GOAL: Goal = { outcome: 'qualified', within: 60 * 24 };

/**
 * Parses and checks a programme. Returns it, or all problems, each with file, line, column and the line's text, so that a caret can be printed.
 *
 * @example parseProgramme('programme: pricing-guide\nlanguage: 1\n…', { file: 'programme.yaml' })
 */
export function parseProgramme(text: string, options: { readonly file?: string } = {}): Outcome<Programme> {
  const reader = new YamlReader(text, 'programme', options.file);
  if (reader.broken) return reader.outcome<Programme>(undefined);
  const fields = reader.fields(reader.root, KEYS);
  return reader.outcome(fields && assemble(reader, fields));
}

function assemble(reader: YamlReader, fields: ReadonlyMap<string, Field>): Programme | undefined {
  const needed = <T>(key: string, read: (field: Field) => T | undefined): T | undefined =>
    need(reader, reader.root, fields, key, read);
  const optional = <T>(key: string, read: (field: Field) => T | undefined): T | undefined => {
    const field = fields.get(key);
    return field && read(field);
  };
  const name = needed('programme', (field) => readName(reader, field));
  const language = needed('language', (field) => readLanguage(reader, field));
  const definition = needed('definition', (field) => readName(reader, field));
  const purpose = needed('purpose', (field) => readName(reader, field));
  const consent = optional('consent', (field) => reader.choice(field, ['opt-in', 'opt-out'] as const)) ?? 'opt-in';
  const title = optional('title', (field) => reader.text(field));
  const enrol = needed('enrol', (field) => parseEnrolling(reader, field));
  const assets = parseAssets(reader, fields.get('assets'));
  const mails = parseMails(reader, fields.get('mails'), assets);
  const steps = needed('steps', (field) => parseSteps(reader, field, mails, assets));
  const stopAt = optional('stop', (field) => parseStop(reader, field));
  const holdOut = optional('holdOut', (field) => parseHoldBack(reader, field));
  const send = parseSending(reader, fields.get('send'));
  const fallbacks = parseFallbacks(reader, fields.get('fallbacks'));
  const goal = optional('goal', (field) => parseGoal(reader, field)) ?? DEFAULT_GOAL;
  if (name === undefined || language === undefined || definition === undefined || purpose === undefined)
    return undefined;
  if (enrol === undefined || steps === undefined) return undefined;
  return {
    name,
    language,
    definition,
    purpose,
    consent,
    ...(title !== undefined && { title }),
    enrol,
    assets,
    mails,
    fallbacks,
    steps,
    send,
    ...(stopAt !== undefined && { stopAt }),
    ...(holdOut !== undefined && { holdOut }),
    goal,
  };
}

function readName(reader: YamlReader, field: Field): string | undefined {
  const name = reader.text(field);
  if (name === undefined || NAME.test(name)) return name;
  return reader.problem(field, 'programme-bad-name', `"${name}" cannot be a name`, 'use letters, digits and hyphens');
}

function readLanguage(reader: YamlReader, field: Field): 1 | undefined {
  const language = reader.number(field);
  if (language === undefined || language === 1) return language;
  return reader.problem(
    field,
    'programme-unknown-language',
    `this version speaks language 1, not ${language}`,
    'write language: 1',
  );
}

function parseStop(reader: YamlReader, field: Field): readonly string[] | undefined {
  const at = reader.fields(field, ['at'])?.get('at');
  return at && readNames(reader, at);
}

function parseGoal(reader: YamlReader, field: Field): Goal | undefined {
  const fields = reader.fields(field, ['outcome', 'within']);
  if (fields === undefined) return undefined;
  const outcome = fields.get('outcome');
  const within = fields.get('within');
  return {
    outcome: (outcome && reader.choice(outcome, ['qualified', 'opportunity', 'won'] as const)) ?? DEFAULT_GOAL.outcome,
    within: (within && readHours(reader, within)) ?? DEFAULT_GOAL.within,
  };
}
