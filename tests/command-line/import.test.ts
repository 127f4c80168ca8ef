// `baton import` as people meet it: any encoding, broken rows kept with their reasons, counts that balance, a mapping that is proposed, questions that are asked.
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { baton, buildWhereStale, emptyFolder, root } from './baton.ts';

beforeAll(buildWhereStale);

const schema = (name: string) =>
  new Ajv2020().compile(JSON.parse(readFileSync(join(root, `docs/schemas/${name}.schema.json`), 'utf8')));
const MAPPING =
  'answers: { zone: UTC, exportedAt: 2026-01-01 }\nfiles:\n  people.csv: { rows: leads, id: Id, columns: { Email: lead.email, Name: lead.lastName, Created: occurredAt, Staff: account.employees } }\n';
const TABLE =
  'Id,Email,Name,Created,Staff\n1,ada@one.example,Müller,2025-03-01,12\n2,bob@one.example,Åse,2025-03-02,13\n';

interface Counts {
  readonly rows: number;
  readonly imported: number;
  readonly refused: number;
  readonly leftOut: Readonly<Record<string, number>>;
  readonly entries: Readonly<Record<'received' | 'accepted' | 'duplicate' | 'conflict' | 'refused', number>>;
}

/** Imports one file and checks that its counts balance and keep to their schema. */
function importOf(bytes: string | Buffer, mapping = MAPPING, file = 'people.csv') {
  const folder = emptyFolder();
  writeFileSync(join(folder, file), bytes);
  writeFileSync(join(folder, 'mapping.yaml'), mapping);
  const ended = baton(['import', file, '--mapping', 'mapping.yaml', '--json'], folder);
  expect(ended.err).not.toContain('cli-defect');
  const counts: Counts = JSON.parse(ended.out);
  const validate = schema('import');
  validate(counts);
  expect(validate.errors).toBeNull();
  const left = Object.values(counts.leftOut).reduce((sum, each) => sum + each, 0);
  expect(counts.imported + counts.refused + left).toBe(counts.rows);
  const { accepted, duplicate, conflict, refused, received } = counts.entries;
  expect(accepted + duplicate + conflict + refused).toBe(received);
  const lines = (name: string) =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  const [journal, refusedRows] = [lines('journal.ndjson'), lines('refused.ndjson')];
  expect(journal.length).toBe(accepted);
  const isRefused = schema('refused');
  for (const row of refusedRows) expect([isRefused(row), isRefused.errors]).toEqual([true, null]);
  return { ...ended, counts, journal, refusedRows };
}

describe('a table in any encoding', () => {
  const plain = importOf(TABLE).journal;
  const asLatin = Buffer.from(TABLE.replaceAll('ü', '\u00fc'), 'latin1');

  it.each([
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${TABLE}`), undefined],
    ['UTF-16, little end first', Buffer.from(`\ufeff${TABLE}`, 'utf16le'), 'utf-16le'],
    ['UTF-16, big end first', Buffer.from(`\ufeff${TABLE}`, 'utf16le').swap16(), 'utf-16be'],
    ['Windows-1252', asLatin, 'windows-1252'],
    ['gzip', gzipSync(TABLE), undefined],
    ['Windows line ends', Buffer.from(TABLE.replaceAll('\n', '\r\n')), undefined],
    ['old Macintosh line ends', Buffer.from(TABLE.replaceAll('\n', '\r')), undefined],
    ['semicolons', Buffer.from(TABLE.replaceAll(',', ';')), undefined],
    ['quotes everywhere', Buffer.from(TABLE.replace(/[^,\n]+/g, '"$&"')), undefined],
    ['no last line end', Buffer.from(TABLE.trimEnd()), undefined],
  ])('%s', (_, bytes, told) => {
    const { journal, err } = importOf(bytes);
    expect(journal).toEqual(plain);
    if (told === undefined) expect(err).not.toContain('is written in');
    else expect(err).toContain(`people.csv is written in ${told}; it was read so.`);
  });

  it('refuses single lines of another encoding, and keeps the rest', () => {
    const mixed = Buffer.concat([
      Buffer.from(TABLE),
      Buffer.from('3,cy@one.example,M\xfcller,2025-03-03,1\n', 'latin1'),
      Buffer.from('4,di@one.example,Ünal,2025-03-04,1\n'),
    ]);
    const { counts, refusedRows } = importOf(mixed);
    expect(counts).toMatchObject({ rows: 4, imported: 3, refused: 1 });
    expect(refusedRows).toMatchObject([{ file: 'people.csv', line: 4, problems: [{ code: 'import-not-utf8' }] }]);
  });
});

describe('broken rows', () => {
  it('are kept with place and reason, and everything else goes through', () => {
    const table = `${TABLE}3,cy@one.example,Open "quote,2025-03-03,1\n4,"di@one.example,Never,closed,1\n5,e@one.example,F,2025-99-01,1\n6,g@one.example,H,0001-01-01,1\n7,i@one.example,J,2025-03-01,1,extra\n8,k@one.example\n,,L,2025-03-01,1\n9,m@one.example,N,2025-03-01,11-50\n9,m@one.example,N,2025-03-01,11\n10,n@one.example,P,2031-03-01,1\n`;
    const { counts, refusedRows, err } = importOf(table);
    expect(counts).toMatchObject({ rows: 12, imported: 5, refused: 6, leftOut: { 'same record': 1 }, refusedCells: 1 });
    expect(refusedRows.map(({ line, problems: [problem] }) => [line, problem.code])).toEqual([
      [5, 'import-broken-quotes'],
      [6, 'import-bad-date'],
      [7, 'import-bad-date'],
      [8, 'import-too-many-cells'],
      [10, 'import-empty-row'],
      [11, 'import-bad-number'],
      [13, 'import-in-future'],
    ]);
    expect(refusedRows[1].raw).toEqual({
      Id: '5',
      Email: 'e@one.example',
      Name: 'F',
      Created: '2025-99-01',
      Staff: '1',
    });
    expect(err).toContain('people.csv:5 error: the quotes of this record do not close [import-broken-quotes]');
    expect(err).toContain('12 rows: 5 imported, 6 refused, left out: 1 same record; 1 single cell refused.\n');
    expect(err).toContain('What was refused is in refused.ndjson, with its reasons.');
  });

  it('a header without rows is no defect, an empty file is told', () => {
    expect(importOf('Id,Email,Name,Created,Staff\n').counts).toMatchObject({ rows: 0 });
    const folder = emptyFolder();
    writeFileSync(join(folder, 'people.csv'), '');
    writeFileSync(join(folder, 'mapping.yaml'), MAPPING);
    expect(baton(['import', 'people.csv', '--mapping', 'mapping.yaml'], folder)).toMatchObject({
      code: 1,
      err: expect.stringContaining('[import-no-header]'),
    });
  });
});

describe('a folder with an empty table in it', () => {
  it('is imported all the same, and the empty one is named', () => {
    const home = emptyFolder();
    writeFileSync(join(home, 'people.csv'), TABLE);
    writeFileSync(join(home, 'empty.csv'), '');
    writeFileSync(join(home, 'mapping.yaml'), MAPPING);
    const { code, out, err } = baton(['import', '.', '--mapping', 'mapping.yaml', '--anew', '--json'], home);
    expect(code).toBe(0);
    expect(err).toContain('empty.csv warning: the file is empty: it was passed over [import-no-header]');
    expect(JSON.parse(out)).toMatchObject({ rows: 2, imported: 2 });
  });
});

describe('a table that never ends', () => {
  it('takes little memory, and loses only what is broken', () => {
    const megabytes = process.env.BATON_PROOF === '1' ? 1024 : 64;
    const home = emptyFolder();
    const file = join(home, 'people.csv');
    writeFileSync(join(home, 'mapping.yaml'), MAPPING);
    writeFileSync(
      file,
      `${TABLE}3,cy@one.example,"never closed,2025-03-01,1\n${'4,di@one.example,'.padEnd(1000, 'n')}\n`,
    );
    for (let i = 0; i < megabytes; i++) appendFileSync(file, 'x'.repeat(1 << 20));
    appendFileSync(file, '\n5,ed@one.example,End,2025-03-01,1\n');
    const words = [
      '--max-old-space-size=100',
      join(root, 'packages/cli/dist/baton.mjs'),
      'import',
      file,
      '--mapping',
      'mapping.yaml',
      '--json',
    ];
    const { status, stdout } = spawnSync('node', words, { cwd: home, encoding: 'utf8' });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ rows: 6, imported: 4, refused: 2 });
  });
});

describe('without a mapping', () => {
  const folder = (files: Readonly<Record<string, string>>): string => {
    const made = emptyFolder();
    for (const [name, text] of Object.entries(files)) writeFileSync(join(made, name), text);
    return made;
  };
  const FILES = {
    'people.csv': 'person_id,date_registered\n1,2025-01-01\n2,2025-01-02\n',
    'watching.csv': 'person_id,date_watched\n1,2025-01-01\n1,2025-01-02\n2,2025-01-02\n',
    'products.csv': 'product,price\nA,5\n',
  };

  it('[L1] proposes one of at most 25 lines and imports with it in one go; --propose only writes it', () => {
    const home = folder(FILES);
    const { code, out, err } = baton(['import', '.'], home);
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(err).toContain('products.csv: left out');
    expect(err).toContain('Wrote mapping.yaml: look it over.');
    expect(err).toContain('5 rows: 5 imported, 0 refused.');
    expect(err).toContain('What these files can and cannot answer');
    const again = folder(FILES);
    expect(baton(['import', '.', '--propose'], again).err).toContain('Next: baton import . --mapping mapping.yaml');
    expect(existsSync(join(again, 'journal.ndjson'))).toBe(false);
    const told = JSON.parse(baton(['import', '.', '--json'], folder(FILES)).out);
    const validate = schema('import');
    validate(told);
    expect(validate.errors).toBeNull();
    expect(told).toMatchObject({ mapping: 'mapping.yaml', rows: 5, imported: 5 });
    expect(readFileSync(join(home, 'mapping.yaml'), 'utf8').split('\n').length).toBeLessThanOrEqual(25);
    const counts = JSON.parse(baton(['import', '.', '--mapping', 'mapping.yaml', '--anew', '--json'], home).out);
    expect(counts).toMatchObject({ rows: 5, imported: 5, refused: 0, entries: { accepted: 7 } });
    expect(baton(['import', '.'], home)).toMatchObject({ code: 1, err: expect.stringContaining('[cli-exists]') });
  });

  it('with --plan shows rows and writes nothing', () => {
    const home = folder(FILES);
    const { code, out, err } = baton(['import', '.', '--plan'], home);
    expect(code).toBe(0);
    expect(out).toContain('      date_watched: occurredAt # likely: 2025-01-01 | 2025-01-02');
    expect(out).toContain('  line 2: imported: identify user:1 2025-01-01; track user:1 2025-01-01 (name Registered)');
    expect(err).toContain('Nothing was written.');
    const json = JSON.parse(baton(['import', '.', '--plan', '--json'], home).out);
    const validate = schema('import-plan');
    validate(json);
    expect(validate.errors).toBeNull();
    expect(json.plan.map((each: { rows: string }) => each.rows)).toEqual(['leads', 'events']);
    expect(readdirSync(home).sort()).toEqual(Object.keys(FILES).sort());
  });

  it('stops at what nothing shows, names the flags, and takes them', () => {
    const home = folder({
      'visits.csv': 'user_id,path,timestamp\n1,/pricing,03/04/2025 10:00\n2,/,04/05/2025 11:00\n',
    });
    const { code, err } = baton(['import', 'visits.csv'], home);
    expect(code).toBe(1);
    expect(err).toContain('answer with --zone');
    expect(err).toContain('answer with --date-order');
    expect(existsSync(join(home, 'mapping.yaml'))).toBe(false);
    expect(baton(['import', 'visits.csv', '--zone', 'Europe/Berlin', '--date-order', 'day first'], home).code).toBe(0);
    expect(readFileSync(join(home, 'mapping.yaml'), 'utf8')).toContain('dateOrder: day first');
    baton(['import', 'visits.csv', '--mapping', 'mapping.yaml'], home);
    expect(JSON.parse(readFileSync(join(home, 'journal.ndjson'), 'utf8').split('\n')[0] ?? '')).toMatchObject({
      kind: 'page',
      occurredAt: Date.parse('2025-04-03T08:00:00Z'),
    });
  });

  it.each([
    ['--zone', 'Mars/Base'],
    ['--currency', 'euro'],
    ['--date-order', 'any'],
    ['--exported-at', 'soon'],
    ['--rows', 'visits.csv'],
  ])('%s %s is wrong usage', (flag, value) => {
    expect(baton(['import', 'visits.csv', flag, value], folder({ 'visits.csv': 'a\n' }))).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('[cli-usage]'),
    });
  });
});

describe('[C8a] the time on a page', () => {
  const mapping =
    'answers: { zone: UTC }\nfiles:\n  visits.csv: { rows: events, columns: { Who: userId, Page: path, At: occurredAt } }\n';
  const rows = [
    '1,/a,2025-03-01 10:00:00',
    '1,/b,2025-03-01 10:01:00',
    '1,/c,2025-03-01 10:31:00',
    '1,/d,2025-03-01 12:00:00',
  ];
  const stays = (lines: readonly string[]) =>
    importOf(`Who,Page,At\n${lines.join('\n')}\n`, mapping, 'visits.csv')
      .journal.filter(({ kind }) => kind === 'dwell')
      .map(({ path, seconds }) => `${path} ${seconds}`)
      .sort();

  it('is an entry of its own where events stand in order, oldest or newest first', () => {
    expect(stays(rows)).toEqual(['/a 60', '/b 600']);
    expect(stays([...rows].reverse())).toEqual(['/a 60', '/b 600']);
  });
  it('is not guessed where they do not', () => {
    expect(stays([rows[1] ?? '', rows[0] ?? '', rows[2] ?? ''])).toEqual([]);
  });
});

describe('[K2] what is known as of the export', () => {
  const mapping = MAPPING.replace('Staff: account.employees', 'Staff: { to: lead.pageviews, known: export }');

  it('cannot leak into the past', () => {
    const { journal } = importOf(TABLE, mapping);
    const told = journal.filter((entry) => entry.lead?.pageviews !== undefined);
    expect(told.map(({ occurredAt, knownAt }) => [occurredAt, knownAt])).toEqual(
      told.map(() => [Date.parse('2026-01-01T23:59:59Z'), Date.parse('2026-01-01T23:59:59Z')]),
    );
    expect(told.length).toBe(2);
  });

  it('is not read before the day of the export is said', () => {
    const home = emptyFolder();
    writeFileSync(join(home, 'people.csv'), TABLE);
    writeFileSync(join(home, 'mapping.yaml'), mapping.replace(', exportedAt: 2026-01-01', ''));
    expect(baton(['import', 'people.csv', '--mapping', 'mapping.yaml'], home)).toMatchObject({
      code: 1,
      err: expect.stringContaining('answer with --exported-at'),
    });
    expect(baton(['import', 'people.csv', '--mapping', 'mapping.yaml', '--exported-at', '2026-01-01'], home).code).toBe(
      0,
    );
  });
});
