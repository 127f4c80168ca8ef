// Broken YAML in our own words: where it can be mended, one sentence, and what to do.
import { describe, expect, it } from 'vitest';
import { parseDefinition } from '../../definition/parse-definition.ts';

function told(text: string): string[] {
  return parseDefinition(text).problems.map(
    ({ place, message, hint }) => `${place?.line}:${place?.column} ${message} → ${hint}`,
  );
}

describe('broken YAML', () => {
  it.each([
    ['an open {', 'fit: {\n  a: 1\nlanguage: 1\n', '1:6 this { is never closed → write } where it ends'],
    [
      'an open { in front of sound lines',
      'signals:\n  a: { when: \'x in ["]"]\', points: 5\n  b: { points: 5 } # { not this\n',
      '2:6 this { is never closed → write } where it ends',
    ],
    ['an open [', 'fit: [a, b\nlanguage: 1\n', '1:6 this [ is never closed → write ] where it ends'],
    ['a [ closed by }', 'a: { b: [1, 2 }\n', '1:9 this [ is never closed → write ] where it ends'],
    ['an open "', 'title: "x\nlanguage: 1\n', '1:8 this " is never closed → write another " where the text ends'],
    [
      "an open '",
      "title: 'x\nlanguage: 1\n",
      "1:8 this ' is never closed → write another ' where the text ends; inside, ' is written twice",
    ],
    ['a } too many', 'a: { b: 1 }}\n', '1:12 this } closes nothing → drop it, or write { where it begins'],
    ['a tab', 'fit:\n\ta: 1\n', '2:1 a line is indented with a tab → YAML is indented with spaces'],
    [
      'bad indentation',
      'fit:\n  a: 1\n b: 2\n',
      '3:1 this line is indented unlike those it belongs to → keys that belong together begin in the same column',
    ],
    [
      'keys below a value',
      'fit:\n  a: 1\n    b: 2\n',
      '2:6 a key cannot have a value and more keys below it → drop the value, or begin the lines below in the same column',
    ],
    [
      'a colon in a text',
      'title: So: it goes\n',
      "1:8 a text with a colon in it stands without quotes → put the whole value in quotes: '…'",
    ],
    [
      'no space after a colon',
      'definition: x\nlanguage:1\n',
      '2:9 a space is missing after the colon → write language: …',
    ],
    [
      'no comma',
      'a: { b: 1\n  c: 2 }\n',
      '1:9 a comma is missing between two entries in brackets → write { a: 1, b: 2 }',
    ],
    [
      'a bad escape',
      'title: "a\\qb"\n',
      '1:10 \\q means nothing in double quotes → write \\\\ for a backslash, or put the text in single quotes',
    ],
    ['two documents', 'a: 1\n---\nb: 2\n', '2:1 this file holds more than one document → leave only one --- out of it'],
    ['a tag', 'title: !x b\n', '1:8 tags are not part of the language → write the plain value'],
    ['a reserved sign', 'title: @b\n', '1:8 a text cannot begin with @ → put it in quotes'],
    [
      'something behind a quoted text',
      "when: 'a' == b\n",
      '1:11 something stands behind a value that has ended already → a text in quotes ends at its second quote: put the whole of it in quotes, or look for a quote too many above',
    ],
    [
      'a line without a colon',
      'definition: x\nfit\nlanguage: 1\n',
      '2:1 this line is no key with a value → a line is a key with a colon, a space and a value, or an item with a dash',
    ],
  ])('%s', (_, text, problem) => {
    expect(told(text)).toEqual([problem]);
  });

  it('an alias, a key written twice and a glued colon are told by those who read the values', () => {
    const head = 'definition: x\nlanguage: 1\nqualify: { mql: { engagement: 5 } }\n';
    const signal = 'when: \'entry.name == "a"\', within: 30d';
    const of = (rest: string) => told(`${head}engagement:\n  signals:\n${rest}`);
    expect(of(`    a: { ${signal}, points: &p 5 }\n    b: { ${signal}, points: *p }\n`)).toContainEqual(
      expect.stringMatching(/anchors and aliases are not part of the language → write the value out$/),
    );
    expect(of(`    a: { ${signal}, points: 5, points: 5 }\n`)).toEqual([
      expect.stringContaining('"points" is written twice → drop one of them'),
    ]);
    expect(of(`    a: { ${signal}, points:5 }\n`)).toContainEqual(
      expect.stringContaining('a space is missing after the colon in signal a → write points: 5'),
    );
  });

  it('never says that a track has no signals where they are written and wrong', () => {
    const text =
      'definition: x\nlanguage: 1\nengagement:\n  signals:\n    a: { when: "entry.x ==", points: 5, within: 30d }\nqualify: { mql: { engagement: 5 } }\n';
    expect(parseDefinition(text).problems.map(({ code }) => code)).toEqual(['condition-syntax']);
  });
});
