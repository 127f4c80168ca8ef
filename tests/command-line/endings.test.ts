// How commands end: codes, suggestions, which stream says what.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { baton, buildWhereStale, emptyFolder, enterprise, root, sample } from './baton.ts';

beforeAll(buildWhereStale);

const COMMANDS = ['init', 'check', 'test', 'diff', 'import', 'flag', 'score', 'explain', 'backtest', 'export'];

const MAPPING =
  'answers: { zone: UTC, exportedAt: 2026-01-01 }\nfiles:\n  people.csv: { rows: leads, id: Id, columns: { Email: lead.email } }\n';
const tableOf = (rows: number): string =>
  `Id,Email\n${Array.from({ length: rows }, (_, i) => `${i},${(i * 7919) % 10007}@one.example\n`).join('')}`;

describe('help', () => {
  it.each(COMMANDS)('baton %s --help leads with examples', (command) => {
    const { code, out } = baton([command, '--help'], root);
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^Examples:\\n  baton ${command} `));
    expect(out).toContain('--json');
    expect(baton(['help', command], root).out).toBe(out);
  });

  it('lists every command', () => {
    const { code, out } = baton(['--help'], root);
    expect(code).toBe(0);
    for (const command of COMMANDS) expect(out).toMatch(new RegExp(`^  ${command} `, 'm'));
  });
});

describe('wrong usage ends with 2', () => {
  it.each([
    ['a misspelt command', ['scroe'], 'Did you mean score?'],
    ['a misspelt option', ['score', 'x', 'y', '--jsn'], 'Did you mean --json?'],
    ['a missing argument', ['score', enterprise], 'missing required argument'],
    ['a date that is none', ['score', enterprise, sample, '--at', '2026-02-30'], '[cli-bad-instant]'],
    ['a number that is none', ['backtest', enterprise, sample, '--reps', 'many'], '[cli-bad-number]'],
    ['an unknown starter', ['init', 'new', '--from', 'enterprize'], 'did you mean "enterprise"?'],
  ])('%s', (_, words, said) => {
    const { code, out, err } = baton(words, emptyFolder());
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(said);
  });
});

describe('problems end with 1', () => {
  it('points at the place in a definition', () => {
    const folder = emptyFolder();
    baton(['init', 'mine'], folder);
    const file = join(folder, 'mine/definition.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('engagement:', 'engagment:'));
    const { code, out, err } = baton(['check', 'mine'], folder);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(
      /^mine\/definition\.yaml:\d+:1 error: .*did you mean "engagement".*\n {2}engagment:.*\n {2}\^{9}\n/,
    );
  });

  it('a failing golden case', () => {
    const folder = emptyFolder();
    baton(['init', 'mine'], folder);
    writeFileSync(
      join(folder, 'mine/tests.yaml'),
      'nobody is an A:\n  lead: {}\n  entries: []\n  expect: { fit: A }\n',
    );
    const { code, out } = baton(['test', 'mine'], folder);
    expect(code).toBe(1);
    expect(out).toContain('fails  nobody is an A');
  });

  it.each([
    ['no such folder', ['check', 'nowhere'], 'cli-no-such-file'],
    ['nobody of that name', ['explain', enterprise, sample, '--lead', 'nobody'], 'cli-no-such-lead'],
    ['no folder to write to', ['score', enterprise, sample, '--out', 'no/where.csv'], 'cli-file-refused'],
  ])('%s', (_, words, code) => {
    const folder = emptyFolder();
    expect(baton(words, folder)).toMatchObject({ code: 1, out: '', err: expect.stringContaining(`[${code}]`) });
    const told = JSON.parse(baton([...words, '--json'], folder).out);
    expect(told).toMatchObject({ version: 1, ok: false, problems: [{ code }] });
  });

  it('keeps what is there already', () => {
    const folder = emptyFolder();
    expect(baton(['init', 'mine'], folder).code).toBe(0);
    expect(baton(['init', 'mine'], folder)).toMatchObject({ code: 1, err: expect.stringContaining('[cli-exists]') });
  });
});

describe('otherwise', () => {
  it('an interruption ends with 130 and leaves no half file', async () => {
    const folder = emptyFolder();
    const child = spawn(
      'node',
      [join(root, 'packages/cli/dist/baton.mjs'), 'score', enterprise, '-', '--out', 'scores.csv'],
      { cwd: folder, stdio: ['pipe', 'ignore', 'ignore'] },
    );
    child.stdin.write('{"half": ');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    child.kill('SIGINT');
    const code = await new Promise((resolve) => child.on('exit', resolve));
    expect(code).toBe(130);
    expect(existsSync(join(folder, 'scores.csv'))).toBe(false);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s during an import leaves nothing half-made behind', async (signal, ended) => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'people.csv'), tableOf(300_000));
    writeFileSync(join(folder, 'mapping.yaml'), MAPPING);
    const words = ['import', 'people.csv', '--mapping', 'mapping.yaml'];
    const child = spawn('node', [join(root, 'packages/cli/dist/baton.mjs'), ...words], {
      cwd: folder,
      stdio: 'ignore',
    });
    while (child.exitCode === null && !existsSync(join(folder, 'journal.ndjson.importing')))
      await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill(signal);
    expect(await new Promise((resolve) => child.on('exit', resolve))).toBe(ended);
    expect(readdirSync(folder).sort()).toEqual(['mapping.yaml', 'people.csv']);
  });

  it('a table whose gzip is cut short leaves nothing half-made behind', () => {
    const folder = emptyFolder();
    const packed = gzipSync(tableOf(20_000));
    writeFileSync(join(folder, 'people.csv.gz'), packed.subarray(0, packed.length / 2));
    writeFileSync(join(folder, 'mapping.yaml'), MAPPING);
    const { code, err } = baton(['import', 'people.csv.gz', '--mapping', 'mapping.yaml'], folder);
    expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('[cli-broken-gzip]') });
    expect(readdirSync(folder).sort()).toEqual(['mapping.yaml', 'people.csv.gz']);
  });

  it.each([
    ['a folder that is not there', 'no/where.csv', 'no/where.csv: there is no such folder or file'],
    ['a disk that is full', '/dev/full', '/dev/full: the disk is full'],
  ])('%s is told by the name that was typed', (_, file, said) => {
    const { code, err } = baton(['score', enterprise, sample, '--out', file], emptyFolder());
    expect(code).toBe(1);
    expect(err).toContain(`error: ${said} [cli-file-refused]`);
    expect(err).not.toContain('.part');
  });

  it.each(['score', 'backtest'])('%s into a disk that is full does not end as if all were well', (command) => {
    const program = join(root, 'packages/cli/dist/baton.mjs');
    const full = openSync('/dev/full', 'w');
    const ended = spawnSync('node', [program, command, enterprise, sample], { stdio: ['ignore', full, 'pipe'] });
    closeSync(full);
    expect(ended.status).toBe(1);
    expect(ended.stderr.toString()).toContain('error: standard output: the disk is full [cli-file-refused]');
  });

  it('data goes to standard output, talk to standard error, and each suggests what comes next', () => {
    const { code, out, err } = baton(['score', enterprise, sample], root);
    expect(code).toBe(0);
    expect(out.split('\n')[0]).toBe(
      'lead,name,company,source,definition,rank,grade,engagement,usage,verdict,suppressed,nurture,handed_over,gate,reasons',
    );
    expect(err).toContain('Next: baton explain ');
    expect(`${out}${err}`).not.toContain('\u001b');
  });

  it('the same history gives the same table from a file and from standard input, plain and packed', () => {
    const folder = emptyFolder();
    const packed = baton(['score', enterprise, '-'], folder, readFileSync(sample));
    expect(packed.out).toBe(baton(['score', enterprise, sample], folder).out);
    expect(packed.out.split('\n').length).toBeGreaterThan(500);
  });
});

describe('what was asked for and is not there', () => {
  it.each([
    [['--from', '2030-01-01'], 'backtest-outside-data'],
    [['--until', '2020-01-01'], 'backtest-outside-data'],
    [['--from', '2025-03-01', '--until', '2025-02-01'], 'backtest-empty-period'],
  ])('a backtest %j fails and names the span of the data instead of telling zeros', (period, code) => {
    const ended = baton(['backtest', enterprise, sample, ...period], root);
    expect(ended).toMatchObject({ code: 1, out: '', err: expect.stringContaining(`[${code}]`) });
    expect(ended.err).toContain('the data goes from 2024-07-01 00:00 UTC to 2025-06-30 22:01 UTC');
  });

  it('a lead that comes later is told from when on, not that nobody knows it', () => {
    const ended = baton(['explain', enterprise, sample, '--lead', 'p-0225', '--at', '2024-08-01'], root);
    expect(ended).toMatchObject({ code: 1, out: '', err: expect.stringContaining('[cli-lead-not-yet]') });
    expect(ended.err).toMatch(/only from 2025-05-22 \d\d:\d\d UTC on/);
  });
});

describe('a definition in continuous mode', () => {
  const folder = emptyFolder();
  beforeAll(() => {
    baton(['init', 'listed'], folder);
    const file = join(folder, 'listed/definition.yaml');
    const [head = '', rest = ''] = readFileSync(file, 'utf8').split('\nqualify:');
    const handoff = rest
      .slice(rest.indexOf('\nhandoff:'))
      .replace('mode: direct', 'continuous: { perWorkingDay: 2, fit: C }');
    writeFileSync(file, `${head}${handoff}`);
  });

  it('ranks whom the daily list would take, and explains a place or why there is none', () => {
    const { out, err } = baton(['score', 'listed', sample, '--json'], folder);
    const { leads } = JSON.parse(out) as { leads: { lead: string; rank: number | null; suppressedBy: string[] }[] };
    const ranks = leads.flatMap((row) => row.rank ?? []);
    expect(ranks.length).toBeGreaterThan(5);
    expect(ranks).toEqual(ranks.map((_, i) => i + 1));
    expect(leads.filter((row) => row.rank !== null && row.suppressedBy.length > 0)).toEqual([]);
    const id = (leads[2]?.lead ?? '').replace('user:', '');
    expect(err).toContain(`${ranks.length} for the daily list`);
    const explain = (lead: string, ...more: string[]) =>
      baton(['explain', 'listed', sample, '--lead', lead, ...more], folder);
    expect(explain(id).out).toContain(
      `Number 3 of ${ranks.length} for the daily list, which takes 2 every working day.`,
    );
    expect(JSON.parse(explain(id, '--json').out)).toMatchObject({ rank: 3 });
    expect(explain('p-0381').out).toContain('On no daily list: it takes fit C or better.');
  });
});

describe('definitions in force together', () => {
  const productLed = join(root, 'examples/definitions/product-led');
  interface Side {
    readonly name: string;
    readonly handoffs: number;
    readonly leads: readonly { account: string }[];
  }
  const backtest = (...folders: string[]) => {
    const { code, out } = baton(['backtest', ...folders, sample, '--json'], root);
    expect(code).toBe(0);
    return JSON.parse(out) as { candidate: Side; beside?: Side[]; together?: { handoffs: number } };
  };

  it('[R18] share the hand-offs: each gets fewer than alone, and together they are counted', () => {
    const { candidate, beside = [], together } = backtest(enterprise, productLed);
    expect([candidate.name, ...beside.map((side) => side.name)]).toEqual(['enterprise', 'product-led']);
    const [other] = beside;
    expect(other?.handoffs).toBeGreaterThan(0);
    expect(other?.handoffs).toBeLessThan(backtest(productLed).candidate.handoffs);
    expect(together?.handoffs).toBe(candidate.handoffs + (other?.handoffs ?? 0));
    expect(backtest(enterprise).together).toBeUndefined();
  });

  it('[R18] in the other order the second becomes the first, where both qualify at one instant', () => {
    const [one, other] = [backtest(enterprise, productLed), backtest(productLed, enterprise)];
    expect(other.candidate.name).toBe('product-led');
    expect(other.candidate.handoffs).toBeGreaterThan(one.beside?.[0]?.handoffs ?? 0);
  });

  it('each score every lead, and one of them has handed it over', () => {
    const { out } = baton(['score', enterprise, productLed, sample, '--json'], root);
    const { leads, beside } = JSON.parse(out) as {
      beside: object[];
      leads: { lead: string; definition: string; handedOverAt: string | null; handedOverBy: string | null }[];
    };
    expect(beside).toMatchObject([{ definition: 'product-led' }]);
    const by = (name: string) => leads.filter((row) => row.definition === name);
    expect(by('enterprise').length).toBe(by('product-led').length);
    const handed = by('product-led').filter((row) => row.handedOverAt !== null);
    expect(handed.length).toBeGreaterThan(0);
    const text = readFileSync(join(productLed, 'definition.yaml'), 'utf8');
    for (const row of handed) expect(text).toMatch(new RegExp(`^ {2}${row.handedOverBy}:`, 'm'));
  });

  it('explain a lead one after the other', () => {
    const { code, out } = baton(['explain', enterprise, productLed, sample, '--lead', 'p-0399'], root);
    expect(code).toBe(0);
    expect(out).toMatch(/^By enterprise\n[\s\S]*^By product-led\n/m);
    expect(out).toContain('handed over to sales by MQL of product-led');
  });

  it.each([
    ['need names of their own', 1, [enterprise, enterprise, sample], 'cli-same-definition'],
    ['come before journals', 2, [enterprise, sample, productLed], 'cli-definition-after-journal'],
    ['need a journal', 2, [enterprise, productLed], 'cli-no-journal'],
  ] as const)('%s', (_, code, words, problem) => {
    const ended = baton(['backtest', ...words], root);
    expect(ended).toMatchObject({ code, out: '', err: expect.stringContaining(`[${problem}]`) });
  });
});
