// What people read of a programme: the page in plain words, changes in sentences, problems with their places; and its stories.
import { readFileSync } from 'node:fs';
import { renderMarkdown } from '@baton/core/definition/plain-language';
import { checkProgramme } from '@baton/core/nurture/checking/check-programme';
import { checkTemplates } from '@baton/core/nurture/checking/check-templates';
import { programmeDigest } from '@baton/core/nurture/programme/canonical-programme';
import { diffProgrammes } from '@baton/core/nurture/programme/programme-diff';
import { describeProgramme } from '@baton/core/nurture/programme/programme-words';
import { parseProgramme } from '@baton/core/nurture/reading/parse-programme';
import { parseProgrammeStories } from '@baton/core/nurture/stories/parse-stories';
import { runProgrammeStories } from '@baton/core/nurture/stories/run-stories';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { direct, exampleOf, nurtureFirst } from './nurture-cases.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const text = read('examples/programmes/pricing-guide/programme.yaml');
const example = exampleOf();

describe('the page in plain words', () => {
  it('is the one that was agreed on', () => {
    expect(renderMarkdown(describeProgramme(example, direct))).toBe(read('tests/nurture/pricing-guide.md'));
  });
});

describe('stories', () => {
  it('of the example hold, and fail where the programme is another', () => {
    const stories = parseProgrammeStories(read('examples/programmes/pricing-guide/tests.yaml'));
    if (!stories.ok) throw new Error(JSON.stringify(stories.problems));
    expect(runProgrammeStories(example, direct, stories.value).flatMap(({ failures }) => failures)).toEqual([]);
    const other = exampleOf((whole) => whole.replace('then: prove, else: remind', 'then: remind, else: prove'));
    expect(runProgrammeStories(other, direct, stories.value).filter(({ passed }) => !passed).length).toBeGreaterThan(2);
  });
});

describe('the schema', () => {
  const isProgramme = new Ajv2020({ strict: false }).compile(JSON.parse(read('docs/schemas/programme.schema.json')));
  it('takes the example, and refuses what the parser refuses', () => {
    expect(isProgramme(parse(text))).toBe(true);
    for (const [was, is] of [
      ['mail: reminder }', 'mail: reminder, used: guide }'],
      ['language: 1', 'language: 2'],
      ['share: 10%', 'share: most'],
      ['atMost: [1 per 2d', 'atMost: [1 a week'],
    ] as const) {
      expect(isProgramme(parse(text.replace(was, is))), is).toBe(false);
      expect(parseProgramme(text.replace(was, is)).ok, is).toBe(false);
    }
  });
});

describe('problems', () => {
  const codesOf = (edited: string): string[] =>
    parseProgramme(edited, { file: 'p.yaml' }).problems.map(({ code }) => code);
  it.each([
    ['mail: reminder', 'mail: remindr', 'programme-unknown-name'],
    ['else: end }', 'else: offer }', 'programme-backwards'],
    ['missing: [pricing]', 'mising: [pricing]', 'programme-unknown-key'],
    ['lead.firstName: there', 'firstName: there', 'programme-bad-variable'],
    ['4 per 30d', 'four per month', 'programme-bad-cap'],
    ['zone: Europe/Berlin', 'zone: Europe/Berlinn', 'definition-unknown-zone'],
    ['\'lead.seniority != "intern"\'', '\'entry.name == "x"\'', 'definition-wrong-root'],
  ])('%s → %s is %s', (was, is, code) => {
    expect(codesOf(text.replace(was, is))).toContain(code);
  });

  it('have a line, a column and the line itself', () => {
    const [problem] = parseProgramme(text.replace('mail: reminder', 'mail: remindr'), { file: 'p.yaml' }).problems;
    const lines = text.split('\n');
    const line = lines.findIndex((each) => each.includes('mail: reminder')) + 1;
    expect(problem?.place).toMatchObject({
      file: 'p.yaml',
      line,
      column: (lines[line - 1] as string).indexOf('reminder') + 1,
    });
    expect(problem?.message).toContain('did you mean "reminder"?');
  });

  it('that only the definition can tell', () => {
    const codes = (edited: string, definition = direct): string[] =>
      checkProgramme(
        exampleOf(() => edited),
        definition,
      ).map(({ code }) => code);
    expect(codes(text)).toEqual([]);
    expect(codes(text.replace('[pricing]', '[pricng]'))).toEqual(['programme-unknown-in-definition']);
    expect(codes(text.replace('[pricing]', '[demo]'))).toEqual(['programme-all-miss']);
    expect(codes(text.replace('missing: [pricing]', 'nurture: [mql]'))).toEqual(['programme-never-nurture']);
    expect(codes(text.replace('missing: [pricing]', 'nurture: [mql]'), nurtureFirst)).toEqual([]);
    expect(codes(text.replace(/^holdOut.*$/m, ''))).toEqual(['programme-no-hold-out']);
    expect(codes(text.replace('definition: enterprise', 'definition: other'))).toEqual(['programme-other-definition']);
  });

  it('of templates', () => {
    const template = (mail: string, ...variables: string[]) => ({
      mail,
      file: `${mail}.liquid`,
      uses: variables.map((variable) => ({ variable, place: { line: 1 } })),
    });
    const whole = [
      template('guide', 'lead.firstName', 'account.name', 'offer.url', 'unsubscribe'),
      template('reminder', 'unsubscribe'),
      template('story', 'unsubscribe'),
    ];
    const codes = (templates: typeof whole): string[] => checkTemplates(example, templates).map(({ code }) => code);
    expect(codes(whole)).toEqual([]);
    expect(codes(whole.slice(0, 2))).toEqual(['programme-no-template']);
    expect(codes([...whole.slice(0, 2), template('story')])).toEqual(['programme-no-way-out']);
    expect(codes([...whole.slice(0, 2), template('story', 'unsubscribe', 'lead.title')])).toEqual([
      'programme-no-fallback',
    ]);
    expect(codes([...whole.slice(0, 2), template('story', 'unsubscribe', 'secret')])).toEqual([
      'programme-unknown-variable',
    ]);
  });
});

describe('changes', () => {
  const changed = (was: string, is: string) =>
    diffProgrammes(
      example,
      exampleOf((whole) => whole.replace(was, is)),
    );
  it.each([
    [
      'missing: [pricing]',
      'missing: [pricing, comparison]',
      'enrols by missing: pricing → comparison or pricing',
      'loosens',
    ],
    ['again: 180d', 'again: 90d', 'enrols again: after 180 days → after 90 days', 'loosens'],
    ['consent: opt-out', 'consent: opt-in', 'consent: opt-out → opt-in', 'tightens'],
    ['4 per 30d', '3 per 30d', 'at most: 1 per 2 days and 4 per 30 days → 1 per 2 days and 3 per 30 days', 'depends'],
    ['share: 10%', 'share: 20%', 'held out: 10 % (draw 2026-h1) → 20 % (draw 2026-h1)', 'depends'],
  ])('%s → %s', (was, is, sentence, effect) => {
    expect(changed(was, is).map((change) => [change.sentence, change.effect])).toEqual([[sentence, effect]]);
  });

  it('are none for layout, and some wherever the digest differs', () => {
    expect(changed('# consent is asked for this', '')).toEqual([]);
    for (const [was, is] of [
      ['wait: 2h', 'wait: 3h'],
      ['2026-01-01', '2026-01-02'],
      ['the pricing', 'The Pricing'],
      ['Hello', 'x'],
      ['within: 60d', 'within: 30d'],
    ] as const) {
      const after = exampleOf((whole) => whole.replace(was, is));
      expect(diffProgrammes(example, after).length > 0, is).toBe(programmeDigest(after) !== programmeDigest(example));
    }
  });
});
