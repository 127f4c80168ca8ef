// What a story expects: `{ mql: no, fit: '<= C', engagement: '>= 40', missing: [headcount], handoff: fast-lane }`. Every key that is no word of ours
// names a gate.

import { didYouMean } from '../../base/did-you-mean.ts';
import { type Field, isListAt, type Spot, scalar, type YamlReader } from '../../base/yaml/yaml-reader.ts';
import { GRADES, type Grade } from '../definition.ts';
import type { Bound, Expectation } from '../story.ts';

/** The words of `expect:`; every other key names a gate. */
export const EXPECTED_WORDS: readonly string[] = [
  'fit',
  'engagement',
  'usage',
  'missing',
  'handoff',
  'nurture',
  'disqualified',
  'words',
];

/** Reads `expect:`. */
export function parseExpectation(reader: YamlReader, field: Field): Expectation | undefined {
  const fields = reader.fields(field);
  if (fields === undefined) return undefined;
  if (fields.size === 0)
    reader.problem(field, 'tests-expects-nothing', 'this story expects nothing', 'write expect: { mql: yes }');
  const gates = [...fields.values()].filter((each) => !EXPECTED_WORDS.includes(each.key));
  const read = <T>(key: string, take: (found: Field) => T | undefined): T | undefined => {
    const found = fields.get(key);
    return found && take(found);
  };
  const fit = read('fit', (found) => readGrades(reader, found));
  const engagement = read('engagement', (found) => readBound(reader, found));
  const usage = read('usage', (found) => readBound(reader, found));
  const handoff = read('handoff', (found) => yesNo(scalar(found)) ?? reader.text(found));
  const nurture = read('nurture', (found) => readYesNo(reader, found));
  return {
    gates: Object.fromEntries(gates.map((gate) => [gate.key, readYesNo(reader, gate) ?? false])),
    ...(fit === undefined ? {} : { fit }),
    ...(engagement === undefined ? {} : { engagement }),
    ...(usage === undefined ? {} : { usage }),
    ...(handoff === undefined ? {} : { handoff }),
    ...(nurture === undefined ? {} : { nurture }),
    missing: read('missing', (found) => readTexts(reader, found)) ?? [],
    disqualified: read('disqualified', (found) => readTexts(reader, found)) ?? [],
    words: read('words', (found) => readTexts(reader, found)) ?? [],
  };
}

/** `yes`, `no`, `true`, `false`; undefined for anything else. */
export function yesNo(value: unknown): boolean | undefined {
  if (value === true || value === 'yes') return true;
  return value === false || value === 'no' ? false : undefined;
}

function readYesNo(reader: YamlReader, field: Field): boolean | undefined {
  const answer = yesNo(scalar(field));
  if (answer !== undefined) return answer;
  const meant = EXPECTED_WORDS.includes(field.key) ? undefined : didYouMean(field.key, EXPECTED_WORDS);
  if (meant !== undefined)
    return reader.problemAtKey(
      field,
      'tests-unknown-key',
      `unknown key "${field.key}" in expect; did you mean "${meant}"?`,
      `known here: ${EXPECTED_WORDS.join(', ')}, and the names of gates with yes or no`,
    );
  return reader.problem(
    field,
    'tests-not-yes-or-no',
    `${field.key} should be yes or no`,
    `a key that is none of ${EXPECTED_WORDS.join(', ')} names a gate`,
  );
}

function readTexts(reader: YamlReader, field: Field): string[] | undefined {
  return reader.items(field, true)?.flatMap((item) => reader.text(item) ?? []);
}

const BY_WORTH = ['A', 'B', 'C', 'D'] as const satisfies readonly Grade[];

/** `B`, `?`, `'<= C'` (C or worse), `'>= B'` (B or better), or a list. `?` is neither better nor worse than a letter. */
function readGrades(reader: YamlReader, spot: Spot): readonly Grade[] | undefined {
  if (isListAt(spot)) {
    const listed = (reader.items(spot) ?? []).flatMap((item) => readGrades(reader, item) ?? []);
    return GRADES.filter((grade) => listed.includes(grade));
  }
  const value = scalar(spot);
  const match = typeof value === 'string' ? /^(<=|>=)?\s*([ABCD?])$/.exec(value.trim()) : null;
  const [, how, letter] = match ?? [];
  if (letter === undefined || (letter === '?' && how !== undefined)) {
    return reader.problem(
      spot,
      'tests-bad-grade',
      `${spot.path} should be a grade`,
      "write B, '<= C' (C or worse), '>= B' (B or better) or '?'",
    );
  }
  if (how === undefined) return [letter as Grade];
  const at = BY_WORTH.indexOf(letter as 'A');
  return how === '<=' ? BY_WORTH.slice(at) : BY_WORTH.slice(0, at + 1);
}

/** `40`, `'>= 40'`, `'< 12.5'`: points with at most one decimal. */
function readBound(reader: YamlReader, spot: Spot): Bound | undefined {
  const value = scalar(spot);
  const written = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  const match = /^(>=|<=|==|>|<)?\s*(\d{1,4}(?:\.\d)?)$/.exec(written);
  if (match !== null) return { how: (match[1] ?? '==') as Bound['how'], tenths: Math.round(Number(match[2]) * 10) };
  return reader.problem(
    spot,
    'tests-bad-score',
    `${spot.path} should be points with at most one decimal`,
    "write 40, '>= 40' or '< 12.5'",
  );
}
