// An import that is cut off at any row goes on from its last checkpoint, and ends with the bytes of one that never was; a later import adds only what is new.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '@baton/core/base/random';
import { parseMapping } from '@baton/core/import/mapping/parse-mapping';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import type { GatherCrew } from './blocks/crew.ts';
import { BlockReader } from './blocks/read-block.ts';
import { ImportTally } from './import-tally.ts';
import { prepareTables } from './prepare-tables.ts';
import { runImport } from './run-import.ts';

const folders: string[] = [];
/** After how many rows imports went on that had been cut off. */
const cutOff: number[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
afterEach(() => vi.restoreAllMocks());

const MAPPING = `
answers: { zone: UTC, currency: EUR, salesOwners: all, exportedAt: 2026-01-01 }
files:
  contacts.csv: { rows: leads, id: Id, columns: { Email: lead.email, Title: lead.title, Created: occurredAt, Views: { to: lead.pageviews, known: export } } }
  deals.csv: { rows: deals, id: Deal, columns: { Deal: deal, Company: accountName, Opened: openedAt, Closed: closedAt, Stage: stage, Amount: amount } }
  people.csv: { rows: deal people, columns: { Deal: deal, Person: userId } }
  visits.csv: { rows: events, columns: { Person: userId, At: occurredAt, Path: path, Agent: properties.agent } }
  named.csv: { rows: events, id: Id, columns: { Person: userId, At: occurredAt, Event: name } }
`;

interface Company {
  readonly title?: string;
  readonly contacts?: number;
  readonly amount?: number;
  readonly visits?: number;
}

/** Writes a small company's exports; the more visits, the more rows are added at the end of those of a smaller one. */
function exportOf(
  { title = 'CTO', contacts = 40, amount = 900, visits = 9000 }: Company,
  folder = newFolder(),
): string {
  const random = createRandom(11);
  const write = (name: string, header: string, rows: readonly string[]): void =>
    writeFileSync(join(folder, name), `${[header, ...rows].join('\n')}\n`);
  const people = Array.from({ length: contacts }, (_, i) => i);
  const at = (i: number): string => new Date(Date.UTC(2025, 2, 1) + i * 600_000).toISOString();
  write('mapping.yaml', '', [MAPPING]);
  write(
    'contacts.csv',
    'Id,Email,Title,Created,Views',
    people.map((i) => `u${i},p${i}@c${i % 7}.example,${i === 3 ? title : 'VP'},2025-02-01,${i}`),
  );
  write(
    'deals.csv',
    'Deal,Company,Opened,Closed,Stage,Amount',
    people
      .slice(0, 9)
      .map((i) => `D${i},C${i},2025-04-01,2025-05-0${(i % 8) + 1},Closed Won,${i === 2 ? amount : 500}`),
  );
  write(
    'people.csv',
    'Deal,Person',
    people.slice(0, 9).map((i) => `D${i},u${i}`),
  );
  write(
    'visits.csv',
    'Person,At,Path,Agent',
    Array.from(
      { length: visits },
      (_, i) => `u${i % 40},${at(i - (i % 50 === 0 ? 1 : 0))},/${random.integer(0, 3)},"a, ""b""\nc${i % 3}"`,
    ),
  );
  write(
    'named.csv',
    'Id,Person,At,Event',
    Array.from(
      { length: visits },
      (_, i) => `${i % 1000 === 999 ? i - 1 : i},u${i % 40},${at(i)},Guide ${random.integer(0, 3)}`,
    ),
  );
  return folder;
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'baton-import-'));
  folders.push(folder);
  return folder;
}

async function importOf(folder: string, rowsACheckpoint?: number, isAdding = true, gather?: GatherCrew) {
  const parsed = parseMapping(readFileSync(join(folder, 'mapping.yaml'), 'utf8'), { file: 'mapping.yaml' });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const files = parsed.value.files.map(({ file }) => join(folder, file));
  const tables = await prepareTables(files, parsed.value, 'mapping.yaml', 0);
  const outputs = { journal: join(folder, 'journal.ndjson'), refused: join(folder, 'refused.ndjson'), isAdding };
  const watcher = { rows: () => {}, goesOn: (rows: number) => cutOff.push(rows), done: () => {} };
  const tally = await runImport(tables, [], outputs, watcher, rowsACheckpoint, gather);
  return { tally: tally.toJson('', ''), journal: linesOf(outputs.journal), refused: linesOf(outputs.refused) };
}

const linesOf = (file: string): string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');

/** Imports until row `row` of this run, and then no further. */
async function cutOffAt(row: number, folder: string, gather?: GatherCrew): Promise<void> {
  let rows = 0;
  const take = ImportTally.prototype.row;
  const spy = vi.spyOn(ImportTally.prototype, 'row').mockImplementation(function (this: ImportTally, ...words) {
    rows += 1;
    if (rows > row) throw new Error('cut off');
    take.apply(this, words);
  });
  await expect(importOf(folder, 500, true, gather)).rejects.toThrow('cut off');
  spy.mockRestore();
}

/** Reads every table in blocks that can be, on this thread. */
const oneThread: GatherCrew = (_path, setup) => {
  const reader = new BlockReader(setup);
  return { depth: 3, read: async (block) => reader.read(block), leave: async () => {} };
};

describe('an import in blocks', () => {
  const visits = 25_000;

  it('ends with the bytes of one that reads row by row', async () => {
    const whole = await importOf(exportOf({ visits }));
    expect(whole.refused.length).toBe(25);
    expect(await importOf(exportOf({ visits }), 500, true, oneThread)).toEqual(whole);
  });

  it('goes on where it was, and may change its ways', async () => {
    const whole = await importOf(exportOf({ visits }));
    const folder = exportOf({ visits });
    await cutOffAt(40_000, folder, oneThread);
    await cutOffAt(4000, folder);
    await cutOffAt(4000, folder, oneThread);
    expect(await importOf(folder, 500, true, oneThread)).toEqual(whole);
  }, 240_000);
});

describe('an import that is cut off', () => {
  it('goes on where it was, again and again, and ends as if nothing had been', async () => {
    const whole = await importOf(exportOf({}));
    expect(whole.journal.length).toBeGreaterThan(18_000);
    expect(whole.refused.length).toBe(9);
    const random = createRandom(5);
    for (let i = 0; i < 5; i++) {
      const folder = exportOf({});
      cutOff.length = 0;
      for (let times = random.integer(1, 3); times > 0; times--) await cutOffAt(random.integer(6500, 9000), folder);
      const resumed = await importOf(folder, 500);
      expect(cutOff.at(-1)).toBeGreaterThan(0);
      expect(resumed).toEqual(whole);
      expect(existsSync(join(folder, 'journal.ndjson.importing'))).toBe(false);
    }
  }, 240_000);

  it('goes on in the first file as in any other', async () => {
    const folder = exportOf({});
    const only = readFileSync(join(folder, 'mapping.yaml'), 'utf8').replace(
      / {2}(contacts|deals|people|named)\.csv:.*\n/g,
      '',
    );
    writeFileSync(join(folder, 'mapping.yaml'), only);
    await cutOffAt(8000, folder);
    const resumed = await importOf(folder, 500);
    expect(resumed.journal.length).toBeGreaterThan(8900);
    expect(resumed).toEqual(await importOf(folder, 500, false));
  });

  it('starts anew where a file is another by now', async () => {
    const folder = exportOf({});
    await cutOffAt(12_000, folder);
    exportOf({ visits: 9100 }, folder);
    expect(await importOf(folder)).toEqual(await importOf(exportOf({ visits: 9100 })));
  });
});

describe('importing again', () => {
  it('the same files adds nothing', async () => {
    const folder = exportOf({});
    const first = await importOf(folder);
    const again = await importOf(folder);
    expect(again.journal).toEqual(first.journal);
    expect(again.tally).toMatchObject({
      held: first.journal.length,
      entries: { accepted: 0, conflict: 9, refused: 0 },
    });
    expect((await importOf(folder, undefined, false)).journal).toEqual(first.journal);
  });

  it('a newer export adds what is new, and what is known otherwise by now', async () => {
    const folder = exportOf({});
    const before = await importOf(folder);
    exportOf({ title: 'CEO', contacts: 41, amount: 1000, visits: 9010 }, folder);
    const text = readFileSync(join(folder, 'mapping.yaml'), 'utf8').replace(
      'exportedAt: 2026-01-01',
      'exportedAt: 2026-02-01',
    );
    writeFileSync(join(folder, 'mapping.yaml'), text);
    const after = await importOf(folder);
    expect(after.journal.slice(0, before.journal.length)).toEqual(before.journal);
    const added = after.journal.slice(before.journal.length).map((line) => JSON.parse(line));
    const [known, opened] = [Date.UTC(2026, 1, 1, 23, 59, 59), Date.UTC(2025, 3, 1)];
    const idsOf = (kind: string): string[] => added.filter((entry) => entry.kind === kind).map(({ id }) => id);
    expect(idsOf('identify')).toEqual([
      'contacts.csv:u3@2026-02-01T23:59:59.000Z',
      'contacts.csv:u40',
      'contacts.csv:u40:export',
    ]);
    expect(added[0]).toMatchObject({
      lead: { title: 'CEO' },
      occurredAt: known,
      knownAt: known,
      confidence: 'recorded',
    });
    expect(added.find(({ kind }) => kind === 'opportunity')).toMatchObject({
      deal: 'D2',
      amountMinor: 100_000,
      occurredAt: opened,
      knownAt: known,
    });
    expect(idsOf('track').length).toBe(10);
    expect(idsOf('page').length).toBe(10);
    const again = await importOf(folder);
    expect(again.journal).toEqual(after.journal);
  });

  it('an export that goes back to what was said before is news again', async () => {
    const folder = exportOf({});
    const mapping = readFileSync(join(folder, 'mapping.yaml'), 'utf8');
    const titles: string[] = [];
    for (const [month, title] of ['CTO', 'CEO', 'CTO', 'CTO'].entries()) {
      exportOf({ title }, folder);
      writeFileSync(join(folder, 'mapping.yaml'), mapping.replace('2026-01-01', `2026-0${month + 1}-01`));
      const { journal } = await importOf(folder);
      const told = journal.map((line) => JSON.parse(line)).filter(({ id }) => /^contacts\.csv:u3(@|$)/.test(id));
      titles.push(told.map(({ lead }) => lead.title).join(' '));
    }
    expect(titles).toEqual(['CTO', 'CTO CEO', 'CTO CEO CTO', 'CTO CEO CTO']);
  });
});
