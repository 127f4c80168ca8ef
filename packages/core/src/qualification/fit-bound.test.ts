import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileDefinition } from '../definition/compile.ts';
import { parseDefinition } from '../definition/parse-definition.ts';
import { AttributeDictionary, NO_VALUE } from './attribute-dictionary.ts';
import { FitBound } from './fit-bound.ts';
import { FitTable } from './fit-table.ts';

const parsed = parseDefinition(`
definition: bounded
language: 1
fit:
  criteria:
    size:    { when: 'account.employees >= 200', points: 30 }
    region:  { when: 'account.country in ["US", "DE"]', points: 20 }
    senior:  { when: 'lead.seniority == "vp"', points: 25 }
    both:    { when: 'lead.seniority == "vp" && account.country == "US"', points: 15 }
    quiet:   { when: '!has(lead.title)', points: 10 }
    student: { when: 'lead.seniority == "student"', points: -40 }
  grades: { A: 80, B: 50, C: 20 }
engagement:
  signals: { page: { when: 'entry.kind == "page"', points: 10, within: 30d } }
qualify:
  mql: { fit: B, engagement: 10 }
`);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const definition = parsed.value;
const dictionary = new AttributeDictionary([definition]);
const table = new FitTable(compileDefinition(definition), dictionary);
const bound = new FitBound(definition.fit, dictionary);

const VALUES = {
  account: { employees: [null, 12, 900], country: [null, 'US', 'FR'] },
  lead: { seniority: [null, 'vp', 'student'], title: [null, 'VP Sales'] },
} as const;

interface Statement {
  readonly of: 'account' | 'lead';
  readonly name: string;
  readonly value: string | number | null;
}

const statements: readonly Statement[] = (['account', 'lead'] as const).flatMap((of) =>
  Object.entries<readonly Statement['value'][]>(VALUES[of]).flatMap(([name, values]) =>
    values.map((value) => ({ of, name, value })),
  ),
);

test('[R13] the grades possible by all that was ever said hold every grade the lead had on the way', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...statements), { maxLength: 8 }), (said) => {
      const row = {
        lead: new Int32Array(dictionary.lead.length).fill(NO_VALUE),
        leadFrom: 0,
        account: new Int32Array(dictionary.account.length).fill(NO_VALUE),
        accountFrom: 0,
      };
      let mask = 0;
      let had = 1 << (table.classes[table.classOf(row)]?.grade ?? 0);
      for (const { of, name, value } of said) {
        const attribute = dictionary[of].indexOf(name);
        const position = dictionary.positionOf(value);
        row[of][attribute] = position;
        mask |= bound.madeTrueBy([attribute, position], of);
        had |= 1 << (table.classes[table.classOf(row)]?.grade ?? 0);
      }
      expect(bound.gradesUpTo(mask) & had).toBe(had);
    }),
  );
});

test('[R13] somebody of whom nothing good was ever said has no good grade', () => {
  const seniority = dictionary.lead.indexOf('seniority');
  const student = bound.madeTrueBy([seniority, dictionary.positionOf('student')], 'lead');
  const vp = bound.madeTrueBy([seniority, dictionary.positionOf('vp')], 'lead');
  // C, D and ?: 10 points of `quiet` and, by its bound, 15 of `both`.
  expect(bound.gradesUpTo(student).toString(2)).toBe('11100');
  // B and worse: 25 + 15 + 10.
  expect(bound.gradesUpTo(vp).toString(2)).toBe('11110');
});
