// A newcomer's first command (L1–L3): a folder as it was exported, five answers at most as flags, no edits, and the coverage card stands there; contacts and deals alone will do.
import { copyFileSync, cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { baton, buildWhereStale, emptyFolder, root } from '../command-line/baton.ts';

const home = emptyFolder();

interface Folder {
  readonly name: string;
  /** The files that hold people and deals. */
  readonly alone: readonly string[];
  /** Flags with their answers. */
  readonly answers: Readonly<Record<string, string>>;
}
const FOLDERS: readonly Folder[] = [
  {
    name: 'hubspot',
    alone: ['contacts.csv', 'deals.csv'],
    answers: { '--zone': 'Europe/Berlin', '--sales-owners': 'all' },
  },
  { name: 'salesforce', alone: ['Contact.csv', 'Opportunity.csv'], answers: { '--sales-owners': 'all' } },
  {
    name: 'hubspot-screens',
    alone: ['all-contacts.csv', 'all-deals.csv'],
    answers: { '--zone': 'Europe/Berlin', '--currency': 'EUR', '--sales-owners': 'all' },
  },
  {
    name: 'salesforce-reports',
    alone: ['Contacts and Accounts.csv', 'Opportunities.csv'],
    answers: { '--currency': 'USD', '--sales-owners': 'Eve Adams' },
  },
  { name: 'spreadsheet', alone: ['Kontakte.csv', 'Angebote.csv'], answers: {} },
];

beforeAll(() => {
  buildWhereStale();
  for (const system of ['hubspot', 'salesforce']) {
    const made = baton(['simulate', '--leads', '400', '--years', '1', '--as', system, '--out', `${system}-made`], home);
    expect(made.code).toBe(0);
    cpSync(join(home, `${system}-made`, system), join(home, system), { recursive: true });
  }
  for (const name of ['hubspot-screens', 'salesforce-reports', 'spreadsheet'])
    cpSync(join(root, 'tests/recognise/fixtures', name), join(home, name), { recursive: true });
});

/** Flags that a command named in its questions. */
function asked(err: string): string[] {
  return [...err.matchAll(/answer with (--[a-z-]+)/g)].map(([, flag]) => flag ?? '');
}

/** Imports a folder from a new place: first without answers, then with those that were asked for. */
function imported(folder: string, answers: Readonly<Record<string, string>>) {
  const place = join(home, `at-${folder.replaceAll('/', '-')}`);
  mkdirSync(place);
  const first = baton(
    ['import', join(home, folder), '--out', 'first.ndjson', '--refused', 'first-refused.ndjson'],
    place,
  );
  const flags = asked(first.err);
  expect(first.code).toBe(flags.length > 0 ? 1 : 0);
  expect(flags.length).toBeLessThanOrEqual(5);
  const given = flags.flatMap((flag) => [flag, answers[flag] ?? 'nobody answers this']);
  const second = flags.length > 0 ? baton(['import', join(home, folder), ...given], place) : first;
  expect(second).toMatchObject({ code: 0 });
  expect(readFileSync(join(place, 'mapping.yaml'), 'utf8')).toMatch(/^# Proposed from headers/);
  return { flags, card: second.err.slice(second.err.indexOf('What these files can and cannot answer')) };
}

describe.each(FOLDERS)('[L2] $name', ({ name, alone, answers }) => {
  it('asks what its files do not show, and nothing else', () => {
    const { flags, card } = imported(name, answers);
    expect(flags.sort()).toEqual(Object.keys(answers).sort());
    expect(card.match(/^ {2}[✓~✗] /gm)?.length).toBeGreaterThanOrEqual(7);
    expect(card).toMatch(/[✓~] Do those who qualify become customers\? (yes|with care)/);
  });

  it('[L6] gives the funnel and fit from its people and deals alone', () => {
    const folder = `${name}-alone`;
    mkdirSync(join(home, folder));
    for (const file of alone) copyFileSync(join(home, name, file), join(home, folder, file));
    const { card } = imported(folder, answers);
    expect(card).toMatch(/[✓~] Do those who qualify become customers\? (yes|with care)/);
    expect(card).toMatch(/[✓~] Which companies and people are worth talking to\? (yes|with care)/);
  });
});
