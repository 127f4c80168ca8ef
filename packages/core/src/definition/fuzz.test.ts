// No text makes a parser of the language throw, and none takes long: arbitrary text, valid documents with something changed, and deep nesting.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Outcome } from '../base/problem.ts';
import { canonicalDefinition, gateDigests } from './canonical.ts';
import { describeCondition } from './condition-describe.ts';
import { evaluateCondition } from './condition-evaluate.ts';
import { parseCondition } from './condition-parse.ts';
import { diffDefinitions } from './diff.ts';
import { lintDefinition } from './lint.ts';
import { parseDefinition } from './parse-definition.ts';
import { conditionText } from './plain-form.ts';
import { describeDefinition, renderMarkdown } from './plain-language.ts';
import { placeProblems } from './problem-places.ts';
import { parseTests } from './tests-file.ts';

const CONDITION =
  'has(account.employees) && account.employees * 2 >= 200 || !(lead.title.matches("^vp.*") ? lead.x in ["a", 1, true] : "b" in lead.tags)';
const DEFINITION = `
definition: d
language: 1
fit:
  criteria:
    size: { when: 'account.employees >= 200', points: 60 }
    role: { when: 'lead.seniority == "vp"', points: -40 }
  grades: { A: 60, B: 50, C: 40 }
  disqualify: { rival: { when: 'account.type == "competitor"', because: Rival } }
engagement:
  perPerson: 40
  sources: [{ when: 'entry.source == "ads"', weight: 0.5 }]
  signals:
    demo: { when: 'entry.name == "Demo"', points: 40, within: 30d, steps: { 7d: 0.5 } }
    visit: { when: 'entry.kind == "page"', points: 5, within: 30d, atMost: 3, oncePer: 1d, halfLife: 14d }
    binge: { when: 'entry.kind == "page"', points: 5, within: 30d, atLeast: 3, distinctBy: entry.topic, linear: true }
  groups: { pages: { signals: [visit, binge], limit: 10 } }
usage: { signals: { trial: { when: 'entry.name == "Trial"', points: 20, within: 14d } } }
qualify:
  ask: { signal: demo, fit: [A, "?"], respondWithin: 2 business hours }
  lane: { pattern: [visit x2, trial], within: 72h, ordered: true }
  mql: { any: [{ fit: B, engagement: 60 }, { total: 90 }], unless: 'account.seats < 3' }
  aql: { account: { engagedLeads: 2, engagedAt: 20, engagement: 70, roles: [champion] } }
handoff:
  mode: nurture-first
  ready: { engagement: 80 }
  respondWithin: 1 business day
  route: [{ when: 'account.country == "DE"', to: dach }, { to: rest }]
  reject: { until: 5 business days, reasons: { small: { disputes: size } }, silence: lapsed }
  recycle: { coolDown: 30d, reasons: { budget: 90d } }
  sql: { framework: BANT, require: 2 of 4, after: call }
  holdBack: { share: 5%, salt: s }
  calendar: { zone: Europe/Berlin, open: { mon-fri: '09:00-17:00' }, holidays: [2026-12-25] }
review: { rate: monthly, definition: quarterly }
`;
const STORIES = `
a:
  now: 2026-03-02T10:00Z
  account: { employees: 12, tags: [a, { b: 1 }] }
  leads: [{ name: x, lead: { seniority: vp }, entries: [{ ago: 5d, name: D, times: 2, every: 1d, machine: true, topic: x }] }]
  expect: { mql: no, fit: '<= C', engagement: '>= 10', missing: [size], handoff: mql, words: a }
b: { first: { entries: [{ ago: 1h, kind: won }] }, then: { lead: { x: null } } }
`;

const BITS = [
  '{',
  '}',
  '[',
  ']',
  ':',
  ': ',
  ',',
  '-',
  '- ',
  '"',
  "'",
  '\n',
  '\n  ',
  ' ',
  '&a ',
  '*a',
  '!!x ',
  '|',
  '>',
  '?',
  '#',
  '%',
  '@',
  '\t',
  '\u0000',
  '\ufeff',
  '\ud800',
  '__proto__',
  '0',
  '-1',
  '1e999',
  '.inf',
  '.nan',
  '~',
  'null',
  'true',
  '<<',
  '---\n',
  '(',
  ')',
  '&&',
  '||',
  '!',
  '=',
  '\\',
  'entry.',
  'lead',
  'matches("(")',
  '99999999999999999999',
  '30d',
  'A',
];
const bit = fc.oneof(
  fc.constantFrom(...BITS),
  fc.string({ maxLength: 3 }),
  fc.string({ unit: 'binary', maxLength: 3 }),
);

/** A text with up to six pieces cut out, doubled or put in. */
function changed(text: string): fc.Arbitrary<string> {
  const edit = fc.tuple(fc.nat(text.length), fc.nat(12), bit, fc.constantFrom('cut', 'put', 'swap', 'double'));
  return fc.array(edit, { minLength: 1, maxLength: 6 }).map((edits) =>
    edits.reduce((now, [at, length, piece, how]) => {
      const [start, middle, end] = [now.slice(0, at), now.slice(at, at + length), now.slice(at + length)];
      return start + { cut: '', put: middle + piece, swap: piece, double: middle + middle }[how] + end;
    }, text),
  );
}

function sound(outcome: Outcome<unknown>): void {
  if (!outcome.ok) expect(outcome.problems.some((problem) => problem.severity === 'error')).toBe(true);
  for (const { message, place } of outcome.problems) {
    expect(message).not.toContain('undefined');
    expect(place?.line).toBeGreaterThan(0);
    expect(place?.column).toBeGreaterThan(0);
    expect(place?.length).toBeGreaterThan(0);
  }
}

function tryCondition(text: string): void {
  const outcome = parseCondition(text);
  sound(outcome);
  if (!outcome.ok) return;
  expect([0, 1, 2]).toContain(evaluateCondition(outcome.value, () => undefined));
  expect(describeCondition(outcome.value)).not.toBe('');
  const again = parseCondition(conditionText(outcome.value.node));
  if (again.ok) expect(conditionText(again.value.node)).toBe(conditionText(outcome.value.node));
  else expect(again.problems.map((problem) => problem.code)).toEqual([expect.stringMatching(/too-(long|deep)/)]);
}

const base = parseDefinition(DEFINITION);

function tryDefinition(text: string): void {
  const outcome = parseDefinition(text);
  sound(outcome);
  if (!outcome.ok || !base.ok) return;
  canonicalDefinition(outcome.value);
  gateDigests(outcome.value);
  sound({ ok: true, value: 0, problems: placeProblems(lintDefinition(outcome.value), text) });
  for (const change of diffDefinitions(base.value, outcome.value))
    expect(change.sentence).not.toMatch(/undefined|NaN|no sentence yet/);
  expect(renderMarkdown(describeDefinition(outcome.value))).not.toMatch(/undefined|NaN/);
}

describe('no text makes a parser throw', () => {
  test('the texts that are changed are sound themselves', () => {
    expect(parseCondition(CONDITION).problems).toEqual([]);
    expect(base.problems).toEqual([]);
    expect(parseTests(STORIES).problems).toEqual([]);
  });

  test('conditions', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 80 }),
          fc.array(bit, { maxLength: 30 }).map((bits) => bits.join('')),
          changed(CONDITION),
        ),
        tryCondition,
      ),
      { numRuns: 5000 },
    );
  });

  test('definitions', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
          { weight: 1, arbitrary: fc.array(bit).map((bits) => bits.join('')) },
          { weight: 6, arbitrary: changed(DEFINITION) },
        ),
        tryDefinition,
      ),
      { numRuns: 1500 },
    );
  });

  test('stories', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          { weight: 1, arbitrary: fc.array(bit).map((bits) => bits.join('')) },
          { weight: 5, arbitrary: changed(STORIES) },
        ),
        (text) => sound(parseTests(text)),
      ),
      { numRuns: 1500 },
    );
  });

  test.each([
    ['brackets', '['.repeat(1_000_000)],
    ['braces', '{a: '.repeat(240_000)],
    ['dashes', '- '.repeat(500_000)],
    ['questions', '? '.repeat(500_000)],
    ['indentation', Array.from({ length: 1300 }, (_, i) => `${' '.repeat(i)}a:\n`).join('')],
    [
      'an alias bomb',
      `a: &a [x]\n${Array.from({ length: 26 }, (_, i) => `b${i}: &b${i} [${'*a,'.repeat(9)}]\n`).join('')}`,
    ],
    ['anchors', '&a '.repeat(60_000)],
    ['one long line', `a: ${'x'.repeat(999_990)}`],
    ['one long key', `${'x'.repeat(999_990)}: 1`],
    ['many keys', Array.from({ length: 15_000 }, (_, i) => `k${i}: 1\n`).join('')],
    ['one key many times', 'a: 1\n'.repeat(20_000)],
    ['quotes that never end', `a: "${'\\n'.repeat(400_000)}`],
    ['tabs', '\t'.repeat(1_000_000)],
    ['comments', '# x\n'.repeat(50_000)],
    ['documents', '---\n'.repeat(250_000)],
    ['carriage returns', 'a: 1\r'.repeat(20_000)],
    ['many stories', Array.from({ length: 8_000 }, (_, i) => `s${i}: { expect: { mql: no } }\n`).join('')],
  ])('hostile documents end soon: %s', (_, text) => {
    // Time of the processor, not of the clock: others may be at work beside.
    const started = process.cpuUsage();
    for (const outcome of [parseDefinition(text), parseTests(text)])
      sound({ ...outcome, problems: outcome.problems.slice(0, 5) });
    expect(parseDefinition(text).ok).toBe(false);
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1000).toBeLessThan(6_000);
  });
});
