// A journal is gone through again as it was read, whether its entries were held or not.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readKept } from './journal-twice.ts';

const folder = mkdtempSync(join(tmpdir(), 'baton-test-'));
const file = join(folder, 'journal.ndjson');
const line = (id: string, day: number): string =>
  JSON.stringify({
    id,
    kind: 'track',
    occurredAt: `2026-01-0${day}T00:00:00Z`,
    source: 'site',
    email: `${id}@example.com`,
    name: 'Demo Requested',
  });

beforeAll(() => writeFileSync(file, [line('a', 1), line('c', 3), line('b', 2), line('c', 3)].join('\n')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a journal that is kept', () => {
  it.each([
    ['from memory', 10],
    ['from its file, where it is longer than what is held', 1],
  ])('is gone through again %s, as often as asked', async (_, mostHeld) => {
    const first: string[] = [];
    const journal = await readKept([file], {}, ({ id }) => first.push(id), mostHeld);
    // Only what is held is there without the file.
    if (mostHeld > 1) rmSync(file);
    for (let pass = 0; pass < 2; pass++) {
      const again: string[] = [];
      await journal.again('Reading again', ({ id }) => again.push(id));
      expect(again).toEqual(first);
    }
    expect(first).toHaveLength(3);
    expect(journal.newest).toBe(Date.UTC(2026, 0, 3));
    expect(journal.reading.counts.accepted).toBe(3);
    journal.forget();
    writeFileSync(file, [line('a', 1), line('c', 3), line('b', 2), line('c', 3)].join('\n'));
  });
});
