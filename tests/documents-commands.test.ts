// Every command that a document or a help page shows is one; and where it needs no data from outside, it runs as it stands on the sample company.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { digest } from '@baton/core/base/digest';
import { beforeAll, describe, expect, it } from 'vitest';
import { baton, buildWhereStale, emptyFolder, root, sample } from './command-line/baton.ts';
import { allDocuments, commandsIn, commandsInProse } from './documents/read-documents.ts';

const COMMANDS = [
  'init',
  'check',
  'test',
  'diff',
  'import',
  'score',
  'explain',
  'simulate',
  'backtest',
  'doctor',
  'audit',
  'report',
  'diagnose',
  'flag',
  'calibrate',
  'watch',
  'review',
  'programme',
] as const;
/** What can be done with a programme: each has a page of its own. */
const WITH_PROGRAMMES = ['check', 'test', 'explain', 'diff', 'replay'];
const program = `baton() { node "${join(root, 'packages/cli/dist/baton.mjs')}" "$@"; }`;
const help = new Map<string, string>();

beforeAll(() => {
  buildWhereStale();
  // `serve` runs until it is stopped, the others want its database or the service: their pages are looked at, their examples are not run.
  for (const name of [...COMMANDS, 'serve', 'backup', 'restore', 'verify', 'export', 'mcp'])
    help.set(name, baton([name, '--help'], root).out);
  const pages = WITH_PROGRAMMES.map((name) => baton(['programme', name, '--help'], root).out);
  help.set('programme', [help.get('programme'), ...pages].join('\n'));
});

/** Runs a line as a person would type it. */
function run(command: string, cwd: string): { readonly code: number | null; readonly err: string } {
  const { status, stderr } = spawnSync('bash', ['-c', `set -o pipefail; ${program}; ${command}`], {
    cwd,
    input: '',
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { code: status, err: stderr };
}

const papers = allDocuments().filter(({ text }) => commandsIn(text).length > 0 || commandsInProse(text).length > 0);

describe.each(papers)('$name', ({ text }) => {
  it('shows commands and options that are there', () => {
    for (const command of [...commandsIn(text), ...commandsInProse(text)]) {
      const [, name = '', ...words] = command.split(/\s+/);
      const page = help.get(name);
      expect(page, command).toBeDefined();
      for (const option of words.filter((word) => word.startsWith('--') && word !== '--help'))
        expect(page, command).toContain(option.replace(/[=,].*$/, ''));
    }
  });
});

describe.each(['README.md', 'examples/README.md'])('%s', (name) => {
  it('is a tour that runs as it stands', () => {
    const tour = commandsIn(readFileSync(join(root, name), 'utf8'));
    expect(tour.length).toBeGreaterThan(1);
    const folder = emptyFolder();
    cpSync(join(root, 'examples'), join(folder, 'examples'), { recursive: true });
    for (const command of tour) expect(run(command, folder), command).toMatchObject({ code: 0 });
    if (name !== 'README.md') return;
    expect(readFileSync(join(folder, 'report.html'), 'utf8')).toMatch(/^<!doctype html>/i);
    expect(readFileSync(join(folder, 'scores.csv'), 'utf8').split('\n').length).toBeGreaterThan(400);
  });
});

/** How a command that is shown ends: fine, but for plans that leave a question open, which they name with its flag. */
function ending(command: string): object {
  const asks = command.endsWith('--plan');
  return asks ? { code: 1, err: expect.stringContaining('[import-question]') } : { code: 0 };
}

it('docs/import.md leads from tables to a journal as it stands', () => {
  const folder = emptyFolder();
  cpTables(folder);
  const shown = commandsIn(readFileSync(join(root, 'docs/import.md'), 'utf8'));
  expect(shown.length).toBeGreaterThan(2);
  for (const command of shown) expect(run(command, folder), command).toMatchObject(ending(command));
  expect(readFileSync(join(folder, 'journal.ndjson'), 'utf8').split('\n').length).toBeGreaterThan(3000);
});

/** A file of Segment's, and the tables that leave no other question open than those whose flags are shown: who of the owners sells is asked where there are activities. */
function cpTables(folder: string): void {
  cpSync(join(root, 'examples/sample/exports'), join(folder, 'exports'), { recursive: true });
  rmSync(join(folder, 'exports/activities.csv'));
  const call = { type: 'track', userId: 'p-1', event: 'Demo Requested', timestamp: '2025-05-02T10:00:00Z' };
  writeFileSync(join(folder, 'segment.ndjson.gz'), gzipSync(JSON.stringify({ batch: [call] })));
}

/** The lines of one person in three: what a help page shows has to run, not to be telling. */
function someOf(journal: string): string {
  return journal
    .split('\n')
    .filter((line) => {
      const [, name] = /"(?:userId|email|anonymousId|accountId|domain)":"([^"]+)"/.exec(line) ?? [];
      return name === undefined || Number.parseInt(digest(name).slice(0, 4), 16) % 3 === 0;
    })
    .join('\n')
    .concat('\n');
}

/** A folder with all that the help pages name: definitions, tables, a mapping, a journal in which their people are. */
function stage(): string {
  const folder = emptyFolder();
  cpSync(join(root, 'examples'), join(folder, 'examples'), { recursive: true });
  cpTables(folder);
  for (const table of ['contacts.csv', 'deals.csv']) cpSync(join(folder, 'exports', table), join(folder, table));
  for (const name of ['my-definition', 'my-draft', 'draft', 'in-force', 'sales-led', 'product-led'])
    baton(['init', name], folder);
  for (const name of ['my-programme', 'my-programme-draft', 'pricing-guide', 'win-back']) {
    const home = join(folder, name);
    cpSync(join(root, 'examples/programmes/pricing-guide'), home, { recursive: true });
    const text = readFileSync(join(home, 'programme.yaml'), 'utf8')
      .replace('programme: pricing-guide', `programme: ${name}`)
      .replace('definition: enterprise', 'definition: my-definition');
    writeFileSync(join(home, 'programme.yaml'), text);
  }
  const person = (id: string, more: object) =>
    `${JSON.stringify({ kind: 'identify', id, source: 'crm', occurredAt: '2025-05-02T10:00:00Z', ...more })}\n`;
  writeFileSync(
    join(folder, 'journal.ndjson'),
    someOf(gunzipSync(readFileSync(sample)).toString()) +
      person('ada', { userId: 'ada', email: 'ada@example.com', lead: { firstName: 'Ada' } }) +
      person('4711', { userId: '4711' }),
  );
  return folder;
}

describe('examples of help pages run', () => {
  it.each([...COMMANDS, 'help'])('baton %s', (name) => {
    const page = name === 'help' ? baton(['--help'], root).out : help.get(name);
    const shown = [...(page ?? '').matchAll(/^ {2}(baton [a-z]+ .*)$/gm)].map(([, command]) => command as string);
    const examples = name === 'help' ? shown : shown.filter((command) => command.startsWith(`baton ${name} `));
    expect(examples.length).toBeGreaterThan(1);
    const folder = stage();
    for (const command of examples) {
      const where = command.startsWith('baton init ') ? emptyFolder() : folder;
      // Without a mapping one is proposed and written, unless there is one.
      if (command.includes('--mapping'))
        cpSync(join(root, 'examples/sample/mapping.yaml'), join(where, 'mapping.yaml'));
      else rmSync(join(where, 'mapping.yaml'), { force: true });
      expect(run(command, where), command).toMatchObject(ending(command));
    }
  });
});

it('the criticised table is warned about as its README says', () => {
  const { err } = run('baton check examples/definitions/criticised-point-table', root);
  const said = readFileSync(join(root, 'examples/definitions/criticised-point-table/README.md'), 'utf8');
  expect(err.match(/\[lint-[a-z-]+\]/g)?.length).toBeGreaterThanOrEqual(said.match(/^- /gm)?.length ?? 0);
});

it('npm run tour finds what it names', () => {
  const script = readFileSync(join(root, 'scripts/tour.mjs'), 'utf8');
  const named = [...script.matchAll(/'(examples\/[^'$]*)'/g)].map(([, path]) => path as string);
  expect(named.length).toBeGreaterThan(1);
  for (const path of named) expect(() => execFileSync('test', ['-e', path], { cwd: root })).not.toThrow();
});
