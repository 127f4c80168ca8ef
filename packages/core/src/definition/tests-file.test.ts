import { describe, expect, test } from 'vitest';
import { parseDefinition } from './parse-definition.ts';
import type { ExpectingStory, Story } from './story.ts';
import { checkTests, parseTests } from './tests-file.ts';

const EXAMPLE = `
twelve-person agency with three whitepapers is no MQL:
  account: { industry: Agency, employees: 12, country: US }
  lead: { seniority: director }
  entries:
    - { ago: 5d, name: Content Downloaded, times: 3, every: 1d }
  expect: { mql: no, fit: '<= C', engagement: 10, missing: [headcount] }
a CEO asking for pricing goes before an intern with a whitepaper:
  first: { account: { employees: 500 }, lead: { seniority: c-level }, entries: [ { ago: 1h, name: Demo Requested } ] }
  then:  { account: { employees: 500 }, lead: { seniority: intern },  entries: [ { ago: 1h, name: Content Downloaded } ] }
`;

function storiesOf(text: string): Story[] {
  const outcome = parseTests(text, { file: 'tests.yaml' });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
}

function onlyStory(text: string): ExpectingStory {
  const [story] = storiesOf(text);
  if (story?.kind !== 'expecting') throw new Error('no story');
  return story;
}

function codes(text: string): string[] {
  return parseTests(text).problems.map((problem) => problem.code);
}

describe('tests.yaml', () => {
  test('[L40] reads a story with attributes, entries and expectations', () => {
    const [first, second] = storiesOf(EXAMPLE);
    const download = { kind: 'track', fields: { name: 'Content Downloaded' }, machine: false };
    expect(first).toEqual({
      kind: 'expecting',
      name: 'twelve-person agency with three whitepapers is no MQL',
      line: 2,
      account: { industry: 'Agency', employees: 12, country: 'US' },
      leads: [
        {
          name: 'lead',
          attributes: { seniority: 'director' },
          entries: [120, 144, 168].map((agoHours) => ({ agoHours, ...download })),
        },
      ],
      expect: {
        gates: { mql: false },
        fit: ['C', 'D'],
        engagement: { how: '==', tenths: 100 },
        missing: ['headcount'],
        disqualified: [],
        words: [],
      },
    });
    expect(second).toHaveProperty('line', 8);
    expect(second).toHaveProperty('first.account.employees', 500);
    expect(second).toHaveProperty('then.account.employees', 500);
  });

  test('[L41] keys that are no field of the entry become properties', () => {
    const story = onlyStory(
      'a:\n  entries: [{ ago: 30m, path: /pricing, topic: crm, properties: { plan: pro } }]\n  expect: { mql: yes }',
    );
    const [entry] = story.leads[0]?.entries ?? [];
    expect(entry?.agoHours).toBe(0.5);
    expect(entry?.kind).toBe('page');
    expect(entry?.fields).toEqual({ path: '/pricing', properties: { topic: 'crm', plan: 'pro' } });
  });

  test('[L42] facts have defaults for what a story need not say', () => {
    const story = onlyStory(
      'a:\n  entries: [{ ago: 2d, kind: won }, { ago: 1d, kind: conversation }, { ago: 1h, kind: disposition, answer: rejected, reason: no-intent }]\n  expect: { handoff: no }',
    );
    expect(story.leads[0]?.entries.map((entry) => [entry.kind, entry.fields])).toEqual([
      ['won', { deal: 'deal' }],
      ['conversation', {}],
      ['disposition', { answer: 'rejected', reason: 'no-intent' }],
    ]);
  });

  test('[L43] several leads, each with attributes and entries', () => {
    const story = onlyStory(
      'a:\n  account: { employees: 500 }\n  leads:\n    - { name: boss, lead: { role: economic-buyer }, entries: [{ ago: 1d, name: Demo Requested }] }\n    - { lead: { role: champion } }\n  expect: { aql: yes, handoff: aql }',
    );
    expect(story.leads.map((lead) => [lead.name, lead.attributes.role, lead.entries.length])).toEqual([
      ['boss', 'economic-buyer', 1],
      ['lead 2', 'champion', 0],
    ]);
    expect(story.expect.handoff).toBe('aql');
  });

  test('[L44] scores and grades may be bounds', () => {
    const story = onlyStory(
      "a:\n  expect: { fit: '>= B', engagement: '>= 40', usage: '< 12.5', disqualified: student, words: headcount }",
    );
    expect(story.expect).toEqual({
      gates: {},
      fit: ['A', 'B'],
      engagement: { how: '>=', tenths: 400 },
      usage: { how: '<', tenths: 125 },
      missing: [],
      disqualified: ['student'],
      words: ['headcount'],
    });
  });

  test('[L45] every problem is told, with its place', () => {
    const outcome = parseTests(
      'a:\n  entries:\n    - { ago: soon, name: X }\n    - { kind: subscription, ago: 1d }\n    - { ago: 1d }\n  expect: { fit: E, engagement: lots, mql: maybe }\n  excpect: {}\n',
      { file: 'tests.yaml' },
    );
    expect(outcome.ok).toBe(false);
    expect(outcome.problems.map((problem) => [problem.code, problem.place?.line, problem.place?.column])).toEqual([
      ['tests-bad-duration', 3, 14],
      ['tests-missing', 4, 7],
      ['tests-no-kind', 5, 7],
      ['tests-bad-grade', 6, 18],
      ['tests-bad-score', 6, 33],
      ['tests-not-yes-or-no', 6, 44],
      ['tests-unknown-key', 7, 3],
    ]);
    expect(outcome.problems.at(-1)?.message).toContain('did you mean "expect"');
  });

  test('[L45] a misspelt key of an entry is pointed at', () => {
    const outcome = parseTests('a:\n  entries: [{ ago: 1d, name: X, tims: 3 }]\n  expect: { mql: yes }');
    expect(outcome.ok).toBe(true);
    expect(outcome.problems.map((problem) => problem.message)).toEqual([
      '"tims" is read as a property of the entry; did you mean "times"?',
    ]);
  });

  test('[L45] lead beside leads, times without every, stories without expectation', () => {
    expect(codes('a:\n  lead: {}\n  leads: [{}]\n  expect: { mql: yes }')).toEqual(['tests-lead-and-leads']);
    expect(codes('a:\n  entries: [{ ago: 1d, name: X, times: 3 }]\n  expect: { mql: yes }')).toEqual(['tests-missing']);
    expect(codes('a:\n  lead: {}')).toEqual(['tests-missing']);
    expect(codes('a:\n  first: {}')).toEqual(['tests-missing']);
  });

  test('[L46] names that the definition does not have are told with the line of the story', () => {
    const definition = parseDefinition(
      "definition: d\nlanguage: 1\nfit: { criteria: { headcount: { when: 'account.employees > 9', points: 10 } }, grades: { A: 8, B: 6, C: 4 } }\nengagement: { signals: { demo: { when: 'entry.name == \"Demo\"', points: 40, within: 30d } } }\nqualify: { mql: { fit: B, engagement: 40 } }",
    );
    if (!definition.ok) throw new Error(JSON.stringify(definition.problems));
    const problems = checkTests(
      storiesOf('a:\n  expect: { mqll: no, missing: [headcout], handoff: pql }'),
      definition.value,
      'tests.yaml',
    );
    expect(problems.map((problem) => problem.message)).toEqual([
      '"a" expects gate mqll, which the definition does not have; did you mean "mql"?',
      '"a" expects a hand-off by pql, which the definition does not have; did you mean "mql"?',
      '"a" expects criterion headcout, which the definition does not have; did you mean "headcount"?',
    ]);
    expect(problems[0]?.place).toEqual({ file: 'tests.yaml', path: 'a', line: 1 });
  });

  test('[L45] a small text cannot tell of too many entries', () => {
    const many = Array.from({ length: 200 }, () => '    - { ago: 1h, name: X, times: 1000, every: 1h }\n').join('');
    expect(codes(`a:\n  entries:\n${many}  expect: { mql: no }\n`)).toEqual(['tests-too-many']);
  });

  test('a misspelt word of expect or of an entry is named, with the word that was meant', () => {
    const messages = (text: string) => parseTests(text).problems.map(({ message }) => message);
    expect(messages('a: { expect: { mssing: [size] } }\n')).toEqual([
      'unknown key "mssing" in expect; did you mean "missing"?',
    ]);
    expect(messages('a: { entries: [{ ag: 5d, nme: Demo }], expect: { mql: no } }\n')).toEqual([
      'unknown key "ag" in this entry; did you mean "ago"?',
      'unknown key "nme" in this entry; did you mean "name"?',
    ]);
    expect(messages('a: { entries: [{ ag: 5d, name: Demo }], expect: { mql: no } }\n')).toEqual([
      'unknown key "ag" in this entry; did you mean "ago"?',
    ]);
  });
});
