// Hygiene at the end of an import: what `baton flag` says stands in the journal, once; judged in parts as in one piece; judged again where rules change.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NO_SETTINGS } from '@baton/core/hygiene/settings';
import type { Entry } from '@baton/core/journal/entry';
import { judgeJournal } from '@baton/files/judging/judge-journal';
import { beforeAll, describe, expect, it } from 'vitest';
import { baton, buildWhereStale, emptyFolder } from '../command-line/baton.ts';

const home = emptyFolder();
const faults = 'test-records,machine-wave,competitor';

beforeAll(() => {
  buildWhereStale();
  const made = ['simulate', '--leads', '600', '--years', '1', '--faults', faults, '--out', 'made'];
  expect(baton(made, home).code).toBe(0);
});

function imported(...options: readonly string[]) {
  const { code, out, err } = baton(['import', 'made/journal.ndjson', '--json', ...options], home);
  expect(code, err).toBe(0);
  return JSON.parse(out);
}
const read = (file: string): Entry[] =>
  readFileSync(join(home, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
const corrections = (file: string): string[] =>
  read(file)
    .filter(({ kind }) => kind === 'flag' || kind === 'withdrawal')
    .map((entry) => JSON.stringify(entry))
    .sort();

describe('an import', () => {
  it('flags what `baton flag` flags, drops nothing, and says so', () => {
    const { hygiene, entries } = imported('--out', 'with.ndjson');
    imported('--out', 'without.ndjson', '--no-hygiene');
    expect(baton(['flag', 'without.ndjson', '--out', 'flags.ndjson'], home).code).toBe(0);
    expect(corrections('with.ndjson')).toEqual(corrections('flags.ndjson'));
    expect(hygiene.written.flags).toBe(corrections('flags.ndjson').length);
    expect(hygiene.written.flags).toBeGreaterThan(50);
    expect(read('with.ndjson').length).toBe(entries.accepted + hygiene.written.flags);
    expect(hygiene.rules.map(({ rule }: { rule: string }) => rule)).toContain('test-record');
  });

  it('adds nothing the second time', () => {
    const before = readFileSync(join(home, 'with.ndjson'), 'utf8');
    const { hygiene, entries } = imported('--out', 'with.ndjson');
    expect(entries.accepted).toBe(0);
    expect(hygiene.written).toEqual({ flags: 0, withdrawals: 0 });
    expect(readFileSync(join(home, 'with.ndjson'), 'utf8')).toBe(before);
  });

  it('judges again where rules change: domains that are told now (a company is named by its id and by its domain), and rules that are left out', () => {
    const told = imported('--out', 'with.ndjson', '--competitor', 'rival.example');
    expect(told.hygiene.written).toEqual({ flags: 2, withdrawals: 0 });
    const other = imported('--out', 'with.ndjson', '--competitor', 'nobody.example');
    expect(other.hygiene.written).toEqual({ flags: 0, withdrawals: 2 });
    const less = imported('--out', 'less.ndjson', '--without', 'test-record');
    expect(less.hygiene.notJudged).toContain('test-record');
    expect(corrections('less.ndjson').some((line) => line.includes('"flag":"test"'))).toBe(false);
  });
});

describe('a journal that is judged in parts', () => {
  const judged = async (file: string, settings: typeof NO_SETTINGS, atOnce: number) => {
    const written: string[] = [];
    const place = { path: join(home, file), folder: join(home, `parts-${atOnce}`) };
    const found = await judgeJournal(
      place,
      settings,
      0,
      async (entry) => void written.push(JSON.stringify(entry)),
      atOnce,
    );
    const rules = [...found.rules].sort();
    return { written: written.sort(), rules, flags: found.flags, withdrawals: found.withdrawals };
  };

  it('is judged as in one piece, the first time and again', async () => {
    const settings = { ...NO_SETTINGS, competitors: ['rival.example'] };
    const whole = await judged('without.ndjson', settings, Number.MAX_SAFE_INTEGER);
    expect(whole.flags).toBeGreaterThan(50);
    expect(await judged('without.ndjson', settings, 40_000)).toEqual(whole);
    const first = readFileSync(join(home, 'without.ndjson'), 'utf8');
    writeFileSync(join(home, 'judged.ndjson'), `${first}${whole.written.join('\n')}\n`);
    const less = { ...NO_SETTINGS, competitors: ['nobody.example'] };
    const again = await judged('judged.ndjson', less, Number.MAX_SAFE_INTEGER);
    expect(again).toMatchObject({ flags: 0, withdrawals: 2 });
    expect(await judged('judged.ndjson', less, 40_000)).toEqual(again);
  });
});
