// A large export is read by threads, and comes to the same bytes as one that is read row by row.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { baton, buildWhereStale, emptyFolder } from './baton.ts';

const folder = emptyFolder();
beforeAll(buildWhereStale);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MAPPING = `
answers: { zone: UTC, currency: EUR, exportedAt: 2026-01-01 }
files:
  tracks.csv: { rows: events, id: Id, columns: { Person: userId, At: occurredAt, Event: name, Note: properties.note } }
`;

/** Rows of which some come twice, some clash, some have no date, and some have a note of several lines. */
function exportOf(rows: number): string {
  const lines = ['Id,Person,At,Event,Note'];
  for (let i = 0; i < rows; i++) {
    const at = i % 700 === 3 ? 'soon' : new Date(1_700_000_000_000 + i * 1000).toISOString();
    const id = i % 900 === 5 ? i - 1 : i;
    lines.push(`${id},u${i % 5000},${at},Guide ${i % 7},"${'no hurry; '.repeat(20)}${i % 50 === 0 ? '\n' : ''}é"`);
    if (i % 1000 === 8) lines.push(lines.at(-1) ?? '');
  }
  return `${lines.join('\n')}\n`;
}

describe('baton import of a large file', () => {
  it('writes what it writes of the packed file, which is small', () => {
    const text = exportOf(140_000);
    expect(text.length).toBeGreaterThan(33_000_000);
    writeFileSync(join(folder, 'mapping.yaml'), MAPPING);
    writeFileSync(join(folder, 'tracks.csv'), text);
    writeFileSync(join(folder, 'tracks.csv.gz'), gzipSync(text));
    const found = ['tracks.csv', 'tracks.csv.gz'].map((file) => {
      const words = ['import', file, '--mapping', 'mapping.yaml', '--anew', '--json'];
      const { code, out } = baton(words, folder);
      expect(code).toBe(0);
      const [journal, refused] = ['journal.ndjson', 'refused.ndjson'].map((each) =>
        readFileSync(join(folder, each), 'utf8'),
      );
      return { counts: JSON.parse(out), journal, refused };
    });
    const [apart, whole] = found;
    expect(whole?.counts).toMatchObject({ rows: 140_140, refused: 200, entries: { duplicate: 140 } });
    expect(apart?.counts).toEqual(whole?.counts);
    expect(apart?.journal === whole?.journal && apart?.refused === whole?.refused).toBe(true);
  });
});
