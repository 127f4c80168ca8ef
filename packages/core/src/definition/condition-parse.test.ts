import { describe, expect, test } from 'vitest';
import type { Problem } from '../base/problem.ts';
import { parseCondition } from './condition-parse.ts';

function problems(source: string): readonly Problem[] {
  const outcome = parseCondition(source);
  expect(outcome.ok).toBe(false);
  return outcome.problems;
}

describe('reading conditions', () => {
  test('[L20] keeps spans and lists every distinct value it reads once, in order', () => {
    const outcome = parseCondition('account.employees >= 200 && (has(lead.title) || account.employees < 5)');
    if (!outcome.ok) throw new Error('no condition');
    expect(outcome.value.mentions).toEqual([
      { root: 'account', path: ['employees'] },
      { root: 'lead', path: ['title'] },
    ]);
    expect(outcome.value.node).toMatchObject({
      op: 'and',
      start: 0,
      left: { op: 'compare', how: '>=', start: 0, end: 24 },
    });
  });

  test('[L21] a text in brackets is a step of the path', () => {
    const outcome = parseCondition('entry.properties["utm source"].x == -1.5');
    if (!outcome.ok) throw new Error('no condition');
    expect(outcome.value.node).toMatchObject({
      left: { op: 'path', root: 'entry', path: ['properties', 'utm source', 'x'] },
      right: { op: 'literal', value: -1.5 },
    });
  });

  test.each([
    ['employees > 5', 'condition-unknown-root', 1, 9, 'nothing is called employees here'],
    ['lead.x && company.size > 5', 'condition-unknown-root', 11, 7, 'nothing is called company here'],
    ['entry == 5', 'condition-whole-root', 1, 5, 'entry as a whole cannot be compared'],
    ['lead.x.exists(y, true)', 'condition-unknown-function', 1, 22, 'there is no method exists of 2 arguments'],
    ['lower(lead.x) == "a"', 'condition-unknown-function', 1, 13, 'there is no function lower of one argument'],
    ['lead.x == {"a": 1}', 'condition-unsupported', 11, 8, 'a map is not part of the language'],
    ['lead.x == 5u', 'condition-unsupported', 11, 2, 'bytes and unsigned numbers are not part of the language'],
    ['lead.x[1] == 5', 'condition-unsupported', 8, 1, 'only a text can stand in brackets after a name'],
    ['lead.x == 99999999999999999999', 'condition-bad-number', 11, 20, 'this number is too large to be exact'],
    ['lead.x in "abc"', 'condition-no-list', 11, 5, 'what stands after in should be a list'],
    ['lead.x.startsWith(5)', 'condition-no-text', 19, 1, 'startsWith compares texts'],
    ['account.employees + 5', 'condition-no-question', 1, 21, 'this is a value, not a question that is true or false'],
    ['lead.x && "yes"', 'condition-no-question', 11, 5, 'this is a value, not a question that is true or false'],
    ['lead.x.matches("[a")', 'condition-bad-pattern', 16, 4, 'this pattern cannot be read: missing closing ]: `[a`'],
    [
      'lead.x.matches("a(?=b)")',
      'condition-bad-pattern',
      16,
      8,
      'this pattern cannot be read: invalid or unsupported Perl syntax: `(?=`',
    ],
    ['lead.x.matches(lead.y)', 'condition-bad-pattern', 16, 6, 'matches wants a pattern in quotes'],
    ['lead.x = 5', 'condition-syntax', 8, 1, '= is not expected here'],
    ['lead.x == "abc', 'condition-syntax', 11, 4, 'this text never ends'],
    ['lead.x ==', 'condition-syntax', 10, 1, 'the condition ends too early'],
    ['  ', 'condition-syntax', 3, 1, 'the condition is empty'],
  ])('[L22] %s', (source, code, column, length, message) => {
    expect(problems(source)).toEqual([
      expect.objectContaining({ code, message, place: { line: 1, column, length, text: source } }),
    ]);
  });

  test('[L22] all problems of a condition, not the first', () => {
    expect(problems('size > 5 || lower(lead.x) == "a" || lead.y == 5u').map((problem) => problem.code)).toEqual([
      'condition-unknown-root',
      'condition-unknown-function',
      'condition-unsupported',
    ]);
  });

  test.each([
    ['lead.x = 5', 'write == to compare'],
    ['lead.x and lead.y', 'write && for and'],
    ['not lead.x', 'write ! for not'],
    ['lead.x not in ["a"]', 'write ! for not'],
    ['lead.x == “a”', 'use straight quotes'],
    ['employees > 5', 'write entry.employees, lead.employees or account.employees; texts stand in quotes'],
  ])('[L22] habits from elsewhere draw a remedy: %s', (source, hint) => {
    expect(problems(source).map((problem) => problem.hint)).toContain(hint);
  });

  test('[L22] a problem in the third line says so', () => {
    expect(problems('lead.x == 5 &&\n  lead.y == 6 &&\n  z == 7')[0]?.place).toEqual({
      line: 3,
      column: 3,
      length: 1,
      text: '  z == 7',
    });
  });

  test.each([
    ['long', `lead.x == "${'a'.repeat(2000)}"`, 'condition-too-long'],
    ['brackets', `${'('.repeat(61)}lead.x${')'.repeat(61)}`, 'condition-too-deep'],
    ['signs', `${'!'.repeat(61)}lead.x`, 'condition-too-deep'],
    ['signs and spaces', `${'! '.repeat(61)}lead.x`, 'condition-too-deep'],
    ['questions', `${'lead.x ? true : '.repeat(61)}false`, 'condition-too-deep'],
    ['half a character', 'lead.x == "\udc00"', 'condition-bad-characters'],
    ['a million brackets', '('.repeat(1_000_000), 'condition-too-long'],
  ])('[L23] limits: %s', (_, source, code) => {
    expect(problems(source).map((problem) => problem.code)).toEqual([code]);
  });

  test('[L23] brackets inside texts do not nest', () => {
    expect(parseCondition(`lead.x == "${'('.repeat(200)}"`).ok).toBe(true);
  });
});
