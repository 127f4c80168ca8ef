// baton simulate writes a company that the other commands take; exported as a system's folder and imported again it is the same company.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Entry } from '@baton/core/journal/entry';
import { beforeAll, describe, expect, it } from 'vitest';
import { companiesOf, dealsOf, peopleOf, talksOf } from '../round-trip/holdings.ts';
import { baton, buildWhereStale, emptyFolder, enterprise } from './baton.ts';

const folder = emptyFolder();
const COMPANY = ['--leads', '800', '--years', '2', '--seed', 'round trip'];

function linesOf(...path: readonly string[]): Entry[] {
  return readFileSync(join(folder, ...path), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

beforeAll(() => {
  buildWhereStale();
  for (const shape of ['journal', 'hubspot', 'salesforce'])
    expect(baton(['simulate', ...COMPANY, '--as', shape, '--out', shape], folder)).toMatchObject({ code: 0 });
});

describe('the journal', () => {
  it('is the same for the same options', () => {
    expect(baton(['simulate', ...COMPANY, '--out', 'again'], folder).code).toBe(0);
    for (const file of ['journal.ndjson', 'truth.json', 'truth-leads.csv', 'truth-machines.csv'])
      expect(readFileSync(join(folder, 'again', file)).equals(readFileSync(join(folder, 'journal', file))), file).toBe(
        true,
      );
  });

  it('is replayed whole, and some of it would have gone to sales', () => {
    const { code, out, err } = baton(['backtest', enterprise, 'journal/journal.ndjson', '--json'], folder);
    expect(code).toBe(0);
    expect(err).toMatch(/ 0 duplicate, 0 conflicting, 0 refused/);
    expect(JSON.parse(out).candidate.handoffs).toBeGreaterThan(2);
  });

  it('packed is the same lines', () => {
    expect(baton(['simulate', ...COMPANY, '--gzip', '--out', 'packed'], folder).code).toBe(0);
    const packed = gunzipSync(readFileSync(join(folder, 'packed/journal.ndjson.gz')));
    expect(packed.equals(readFileSync(join(folder, 'journal/journal.ndjson')))).toBe(true);
  });

  it('with broken lines is read all the same, and those are refused', () => {
    expect(baton(['simulate', ...COMPANY, '--faults', 'broken-rows', '--out', 'broken'], folder).code).toBe(0);
    const { brokenLines } = JSON.parse(readFileSync(join(folder, 'broken/truth.json'), 'utf8')).total;
    expect(brokenLines).toBeGreaterThan(2);
    const { code, err } = baton(['score', enterprise, 'broken/journal.ndjson', '--out', 'scores.csv'], folder);
    expect(code).toBe(0);
    expect(err).toContain(`${brokenLines} refused`);
  });
});

describe('what it refuses', () => {
  it('a folder that holds something, unless told to', () => {
    writeFileSync(join(folder, 'again/mine.txt'), 'mine');
    expect(baton(['simulate', '--leads', '20', '--out', 'again'], folder)).toMatchObject({
      code: 1,
      err: expect.stringContaining('[cli-not-empty]'),
    });
    expect(baton(['simulate', '--leads', '20', '--out', 'again', '--force'], folder).code).toBe(0);
    expect(readFileSync(join(folder, 'again/mine.txt'), 'utf8')).toBe('mine');
  });

  it.each([
    ['--faults', 'duplicate', 'did you mean "duplicates"'],
    ['--leads', 'many', '[cli-bad-number]'],
    ['--years', '0', '[cli-bad-number]'],
    ['--as', 'marketo', 'take journal, hubspot, salesforce'],
  ])('%s %s as wrong usage, and writes nothing', (option, value, said) => {
    expect(baton(['simulate', option, value, '--out', 'never'], folder)).toMatchObject({
      code: 2,
      err: expect.stringContaining(said),
    });
    expect(readdirSync(folder)).not.toContain('never');
  });
});

describe.each(['hubspot', 'salesforce'])('exported as %s and imported again', (system) => {
  let counts: { refused: number; files: { file: string }[]; facts: Record<string, number> };
  let direct: Entry[] = [];
  let back: Entry[] = [];
  beforeAll(() => {
    const answers = ['--zone', 'Europe/Berlin', '--sales-owners', 'all', '--exported-at', '2026-01-01'];
    const mapping = `${system}.yaml`;
    expect(baton(['import', `${system}/${system}`, '--propose', mapping, ...answers], folder)).toMatchObject({
      code: 0,
    });
    const words = ['import', `${system}/${system}`, '--mapping', mapping, '--out', `${system}.ndjson`, '--json'];
    const ended = baton(words, folder);
    expect(ended.code).toBe(0);
    counts = JSON.parse(ended.out);
    direct = linesOf('journal/journal.ndjson');
    back = linesOf(`${system}.ndjson`);
  });

  it('asks three questions', () => {
    const { err, code } = baton(['import', `${system}/${system}`, '--plan'], folder);
    expect(code).toBe(1);
    expect(err.match(/\[import-question\]/g)?.length).toBeLessThanOrEqual(3);
  });

  it('refuses no row', () => {
    expect(counts.refused).toBe(0);
    expect(counts.files.length).toBeGreaterThan(7);
  });

  it('has the same people', () => expect(peopleOf(back)).toEqual(peopleOf(direct)));

  it('has the same companies', () => expect(companiesOf(back)).toEqual(companiesOf(direct)));

  it('has the same deals, won for the same money to the cent', () => {
    expect(dealsOf(direct, 'opportunity').length).toBeGreaterThan(10);
    expect(dealsOf(back, 'opportunity')).toEqual(dealsOf(direct, 'opportunity'));
    expect(dealsOf(back, 'won')).toEqual(dealsOf(direct, 'won'));
  });

  it('has the same first conversations, within the few that K6 assumes', () => {
    expect(Math.abs(talksOf(back) - talksOf(direct))).toBeLessThanOrEqual(
      (counts.facts.conversationsAssumed as number) + 0.05 * talksOf(direct),
    );
  });

  it('has what trackers hold beside it, in a shape that is read as it is', () => {
    const { code, err } = baton(
      ['score', enterprise, `${system}.ndjson`, `${system}/${system}/events.ndjson`, '--out', 's.csv'],
      folder,
    );
    expect(code).toBe(0);
    expect(err).not.toMatch(/[1-9]\d* refused/);
  });
});
