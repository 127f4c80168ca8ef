// A simulated company, exported as a system's folder and imported again, gets the same decisions as its own journal; each that differs is listed and explained by what such an export cannot carry.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDefinition } from '@baton/core/definition/parse-definition';
import type { Entry } from '@baton/core/journal/entry';
import { beforeAll, describe, expect, it } from 'vitest';
import { baton, buildWhereStale, emptyFolder, enterprise } from '../command-line/baton.ts';
import { type Comparison, compareDecisions } from './compare.ts';
import type { Kind } from './evidence.ts';
import { companiesOf, dealsOf, peopleOf, talksOf } from './holdings.ts';

const isProof = process.env.BATON_PROOF === '1';
/** Milliseconds that making and importing a company may take on a busy machine. */
const PATIENCE = isProof ? 1_800_000 : 120_000;
const COMPANY = ['--leads', isProof ? '20000' : '2000', '--years', '3', '--seed', 'there and back'];
const ANSWERS = [
  '--zone',
  'Europe/Berlin',
  '--currency',
  'EUR',
  '--sales-owners',
  'all',
  '--date-order',
  'month first',
  '--exported-at',
  '2026-01-01',
];
const UNTIL = Date.UTC(2026, 0, 1);
/** What the definition reads of people and companies. */
const ATTRIBUTES = [
  'lead.seniority',
  'lead.country',
  'lead.student',
  'account.country',
  'account.employees',
  'account.industry',
];

/** Why an export cannot carry the evidence that is told otherwise by it. */
const REASONS: Readonly<Record<'hubspot' | 'salesforce', Readonly<Partial<Record<Kind | 'seconds', string>>>>> = {
  hubspot: {
    seconds: 'a portal writes when something happened, to the minute, and not that it was known a second later',
    attributes:
      'a portal holds the values of today, which are taken to have held since the creation (K2), and tells seniority by the job title alone',
    'time on pages': 'forms and mails that ended a look stand in files of their own: a page is timed to the next page',
    talks: 'which of several touches was the first conversation is concluded, not recorded',
    grouping: 'merged records and people who changed their company stand in an export as they are now',
    deals: 'instants of a deal are written to the minute',
  },
  salesforce: {
    attributes:
      'an object holds the values of today, which are taken to have held since the creation (K2), and tells seniority by the job title alone',
    'time on pages': 'forms and mails that ended a look stand in files of their own: a page is timed to the next page',
    talks: 'which of several touches was the first conversation is concluded, not recorded',
    grouping: 'merged records and people who changed their company stand in an export as they are now',
    answers: 'answers of reps are a status without history',
    deeds: 'webinars are campaigns, whose members responded under another name',
    deals: 'deals are told to the account',
  },
};

const folder = emptyFolder();
const read = (...path: readonly string[]): Entry[] =>
  readFileSync(join(folder, ...path), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

beforeAll(() => {
  buildWhereStale();
  expect(baton(['simulate', ...COMPANY, '--out', 'direct'], folder).code).toBe(0);
}, PATIENCE);

describe.each(['hubspot', 'salesforce'] as const)('as %s and back', (system) => {
  let found: Comparison;
  let journals: { readonly direct: Entry[]; readonly back: Entry[] };
  beforeAll(() => {
    expect(baton(['simulate', ...COMPANY, '--as', system, '--out', system], folder).code).toBe(0);
    const input = `${system}/${system}`;
    expect(baton(['import', input, '--propose', `${system}.yaml`, ...ANSWERS], folder).code).toBe(0);
    const told = ['--mapping', `${system}.yaml`, '--out', `${system}.ndjson`, '--no-hygiene'];
    const imported = baton(['import', input, ...told], folder);
    expect(imported.code, imported.err).toBe(0);
    const definition = parseDefinition(readFileSync(join(enterprise, 'definition.yaml'), 'utf8'));
    if (!definition.ok) throw new Error(JSON.stringify(definition.problems));
    journals = { direct: read('direct/journal.ndjson'), back: read(`${system}.ndjson`) };
    found = compareDecisions(definition.value, journals, UNTIL, ATTRIBUTES);
  }, PATIENCE);

  it('has the same people, companies and deals, won for the same money to the cent', () => {
    const { direct, back } = journals;
    expect(peopleOf(back)).toEqual(peopleOf(direct));
    expect(companiesOf(back)).toEqual(companiesOf(direct));
    expect(dealsOf(back, 'opportunity')).toEqual(dealsOf(direct, 'opportunity'));
    expect(dealsOf(back, 'won')).toEqual(dealsOf(direct, 'won'));
    const [there, here] = [talksOf(direct), talksOf(back)];
    console.log(
      `${system}: ${peopleOf(back).length} people, ${companiesOf(back).length} companies, ${dealsOf(back, 'opportunity').length} deals, ${dealsOf(back, 'won').length} won, all the same; ${here} first conversations of ${there}`,
    );
    expect(Math.abs(here - there) / there).toBeLessThan(0.1);
  });

  it('gets the same hand-offs for at least three people in five', () => {
    const { people, same, differences } = found;
    const counts = new Map<string, number>();
    for (const kind of differences.flatMap(({ kinds }) => kinds)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    const told = [...counts].map(([kind, count]) => `${kind} ${count}`).join(', ');
    console.log(
      `${system}: ${same} of ${people} people are handed over alike; of the others the evidence differs in: ${told}`,
    );
    if (isProof)
      for (const { person, direct, back, kinds } of differences)
        console.log(`  ${person}: ${direct.join(', ') || '–'} → ${back.join(', ') || '–'}: ${kinds.join(', ')}`);
    expect(found.people).toBeGreaterThan(30);
    expect(found.same / found.people).toBeGreaterThan(0.6);
  });

  it('differs nowhere without a reason that lies in the export', () => {
    const reasons = REASONS[system];
    const unexplained = found.differences.filter(
      ({ kinds }) => kinds.length === 0 || kinds.some((kind) => reasons[kind] === undefined),
    );
    expect(unexplained).toEqual([]);
  });
});
