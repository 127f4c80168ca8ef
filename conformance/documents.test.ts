// Holds the papers of the language against the language: examples, JSON Schemas, the catalogue of problems, the rules that cases cite.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { parseDefinition } from '@baton/core/definition/parse-definition';
import { parseTests } from '@baton/core/definition/tests-file';
import { runTests } from '@baton/core/replay/run-tests';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const ROOT = new URL('../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const language = read('docs/definition-language.md');

function examples(kind: 'definition' | 'tests'): string[] {
  return [...language.matchAll(new RegExp(`\`\`\`yaml ${kind}\\n(.*?)\`\`\``, 'gs'))].map(
    (match) => match[1] as string,
  );
}

function schema(name: string): ValidateFunction {
  return new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true }).compile(
    JSON.parse(read(`docs/schemas/${name}.schema.json`)),
  );
}

const rules = new Set([...language.matchAll(/^- \*\*(L\d+)\*\*/gm)].map((match) => match[1] ?? ''));
const schemas = { definition: schema('definition'), tests: schema('tests') };

describe('the examples of the language', () => {
  test('there are some', () => {
    expect(examples('definition')).toHaveLength(2);
    expect(examples('tests')).toHaveLength(1);
  });

  test.each(examples('definition').map((text, i) => [i + 1, text] as const))(
    'definition %i parses and its schema agrees',
    (_, text) => {
      expect(parseDefinition(text).problems).toEqual([]);
      schemas.definition(parse(text));
      expect(schemas.definition.errors).toBeNull();
    },
  );

  test('the stories parse, their schema agrees, and they pass', () => {
    const [text = ''] = examples('tests');
    const definition = parseDefinition(examples('definition')[0] ?? '');
    const stories = parseTests(text);
    expect(stories.problems).toEqual([]);
    schemas.tests(parse(text));
    expect(schemas.tests.errors).toBeNull();
    if (!definition.ok || !stories.ok) throw new Error('nothing to play');
    expect(runTests(definition.value, stories.value).filter((result) => !result.passed)).toEqual([]);
  });
});

interface Case {
  readonly rule: string;
  readonly name: string;
  readonly problems?: readonly string[];
  readonly replace?: Readonly<Record<string, string>>;
  readonly text?: string;
}
interface Cases {
  readonly base: string;
  readonly cases: readonly Case[];
}
const casesOf = (name: string): Cases => parse(read(`conformance/cases/${name}.yaml`)) as Cases;

/** What a JSON Schema cannot see: the text itself, names that point elsewhere, sums, conditions. */
const UNSEEN =
  /(syntax|duplicate-key|alias|bad-key|too-precise|wrong-root|unknown-signal|same-name|grades-order|no-points|rising-decay|step-outside|two-decays|negative-|two-groups|missing-block|too-many|mixed-gate|account-unless-lead|gate-without-behaviour|nurture|ready-of-account|unknown-disputed|bad-requirement|unknown-zone|never-open|bad-days|overlapping-hours|bad-date|too-large|bad-share|bad-duration 12:63|bad-name 21:3|missing 1:1|tests-missing|tests-lead-and-leads|tests-unknown-key 1:47|tests-bad-instant)/;

describe('the schemas agree with the parsers', () => {
  const { base, cases } = casesOf('definitions');
  test.each(cases.filter(({ problems }) => !problems?.some((problem) => UNSEEN.test(problem))))(
    '[$rule] $name',
    ({ replace = {}, problems }) => {
      const text = Object.entries(replace).reduce((now, [from, to]) => now.replace(from, () => to), base);
      expect(schemas.definition(parse(text))).toBe(problems === undefined);
    },
  );
  test.each(casesOf('stories').cases.filter(({ problems }) => !problems?.some((problem) => UNSEEN.test(problem))))(
    '[$rule] $name',
    ({ text = '', problems }) => {
      expect(schemas.tests(parse(text))).toBe(problems === undefined);
    },
  );
});

test('every rule of the language is pinned by a case, and cases cite no other', () => {
  const cited = new Set(
    ['conditions', 'definitions', 'digests', 'stories', 'words'].flatMap((name) =>
      casesOf(name).cases.map((each) => each.rule),
    ),
  );
  expect(rules.size).toBeGreaterThan(50);
  expect([...rules].filter((rule) => !cited.has(rule))).toEqual([]);
  expect([...cited].filter((rule) => !rules.has(rule))).toEqual([]);
});

test('no paper and no code cites a rule that the language does not have', () => {
  const places = ['docs', 'packages', 'conformance', 'examples'];
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', ...places], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const files = listed
    .split('\n')
    .filter((file) => /\.(md|ts|yaml|json)$/.test(file) && existsSync(new URL(file, ROOT)));
  expect(files.length).toBeGreaterThan(100);
  const strays = files.flatMap((file) =>
    [...read(file).matchAll(/[[(,–] ?(L\d{1,2})\b/g)]
      .filter(([, rule = '']) => !rules.has(rule))
      .map(([, rule]) => `${file}: ${rule}`),
  );
  expect(strays).toEqual([]);
});
