// What the benchmarks compare is the same on both sides, at a small size; and results have their shape. No clock is asked.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Results } from '../benchmarks/results.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const KEYS = [
  'entriesPerSecond',
  'scanRatio',
  'duckdbRatio',
  'recordsPerSecond',
  'bytesPerEntry',
  'costRatio10Mto100k',
  'whatIfSeconds',
];

function expectShape({ name, commit, machine, figures }: Results): void {
  expect(name).toMatch(/^[a-z-]+$/);
  expect(commit).toMatch(/^[0-9a-f]{7,40}$/);
  expect(machine).toMatch(/cores, Node v\d+/);
  for (const { value, unit, better } of Object.values(figures)) {
    if (value !== null) expect(Number.isFinite(value)).toBe(true);
    expect(unit).not.toBe('');
    expect(['higher', 'lower']).toContain(better);
  }
}

describe('the replay benchmark', () => {
  it('finds the same on one thread, on two, and in SQL', { timeout: 120_000 }, () => {
    const words = ['scripts/bench.mjs', 'replay', '--entries', '40000', '--duckdb', '40000', '--passes', '1', '--json'];
    const results = JSON.parse(
      execFileSync('node', words, { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] }).toString(),
    );
    expectShape(results);
    for (const key of KEYS) expect(results.figures).toHaveProperty(key);
  });

  it('left its results where they belong', () => {
    const folder = join(root, 'benchmarks/results');
    expect(existsSync(join(folder, 'replay.json'))).toBe(true);
    for (const file of readdirSync(folder).filter((each) => each.endsWith('.json')))
      expectShape(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Results);
  });
});

describe('the calibration benchmark', () => {
  it('says what it did not run where public data are not at hand, and measures the rest', { timeout: 120_000 }, () => {
    const options = ['--data', 'nowhere', '--cases', '1500', '--permutations', '1', '--json'];
    const run = spawnSync('node', ['scripts/bench.mjs', 'calibration', ...options], { cwd: root, encoding: 'utf8' });
    expect(run.stderr).toContain('NOT RUN: 11 of 11 splits');
    const results = JSON.parse(run.stdout);
    expectShape(results);
    expect(Object.keys(results.figures)).toEqual([
      'secondsAt100k',
      'secondsAt100kFeatures',
      'secondsAt100kWithReference',
      'megabytesAt100k',
    ]);
  });
});
