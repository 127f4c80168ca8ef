// However a table is cut into blocks, its records are those of the whole file, each at its line; what cannot be cut is left to the end.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom, type Random } from '@baton/core/base/random';
import { afterAll, describe, expect, it } from 'vitest';
import { asUtf8 } from '../encodings.ts';
import { readRecords, readTable, type TableListener } from '../tables.ts';
import { eachRecord } from './block-records.ts';
import { cutBlocks } from './cut-blocks.ts';

const folder = mkdtempSync(join(tmpdir(), 'baton-blocks-'));
const path = join(folder, 'table.csv');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes down every row and everything broken. */
function hearing(): { readonly heard: unknown[]; readonly listener: TableListener } {
  const heard: unknown[] = [];
  const listener = {
    header: () => {},
    row: (cells: string[], line: number) => heard.push([line, cells]),
    broken: ({ code }: { code: string }, text: string, line: number) => heard.push([line, code, text]),
    pause: async () => true,
    encoding: () => {},
  };
  return { heard, listener };
}

async function* chunksOf(bytes: Buffer, random: Random, most: number): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; ) {
    const size = random.integer(1, most);
    yield bytes.subarray(from, from + size);
    from += size;
  }
}

/** What both ways hear of some bytes, and how many blocks there were. */
async function bothWays(bytes: Buffer, random: Random, from = 0, most = 200) {
  writeFileSync(path, bytes);
  const [whole, apart] = [hearing(), hearing()];
  await readTable(path, whole.listener, from);
  let blocks = 0;
  const { row, broken } = apart.listener;
  for await (const cut of cutBlocks(
    asUtf8(chunksOf(bytes, random, most), () => {}),
    from,
  )) {
    if ('chunks' in cut) {
      const { chunks, line, hasHeader, separator } = cut;
      const rest = { name: 'table.csv', chunks, share: () => 1, line, ...(!hasHeader && { separator }) };
      await readRecords(rest, apart.listener, from);
    } else {
      blocks += 1;
      eachRecord(cut, 'table.csv', { record: row, broken });
    }
  }
  return { whole: whole.heard, apart: apart.heard, blocks };
}

const PIECES = ['a', 'bb', ',', ',', '"', '""', '"c,d"', '"e\nf"', '\n', '\n', '\r\n', ' ', 'é', '', ';'];

function textOf(random: Random, pieces: readonly string[], length: number): string {
  return Array.from({ length }, () => random.pick(pieces)).join('');
}

describe('a table in blocks', () => {
  it('has the records of the whole, whatever its quotes', async () => {
    const random = createRandom(3);
    let blocks = 0;
    for (let i = 0; i < 400; i++) {
      const text = `${random.chance(0.3) ? '\ufeff' : ''}x,"y",z\n${textOf(random, PIECES, random.integer(0, 1500))}`;
      const found = await bothWays(Buffer.from(text), random);
      expect(found.apart).toEqual(found.whole);
      blocks += found.blocks;
    }
    expect(blocks).toBeGreaterThan(1000);
  });

  it('has them where quotes stay open for longer than they may', async () => {
    const random = createRandom(4);
    const open = ['g,"h', '\n', `i\n`.repeat(499), 'j"\n'.repeat(300), 'k,l\n'.repeat(250), '"m\n'];
    for (let i = 0; i < 60; i++) {
      const text = `x,y,z\n${textOf(random, [...PIECES, ...open, ...open], random.integer(5, 60))}`;
      const found = await bothWays(Buffer.from(text), random, 0, 2000);
      expect(found.apart).toEqual(found.whole);
    }
  });

  it('has them from any line on', async () => {
    const random = createRandom(5);
    const text = `x,y,z\n${'n,o,"p\nq"\nr,s,t\n'.repeat(300)}`;
    for (const from of [2, 4, 5, 400, 901, 902, 5000]) {
      const found = await bothWays(Buffer.from(text), random, from);
      expect(found.apart).toEqual(found.whole);
      expect(found.blocks > 0).toBe(from < 902);
    }
  });

  it('has them where bytes are no text, and where a record is too long', async () => {
    const random = createRandom(6);
    const start = `x,y,z\n${'u,é,w\n'.repeat(200)}`;
    const rest = 'u,v,"w"\n'.repeat(50);
    for (const odd of [
      Buffer.from('u,\0,w\n'),
      Buffer.from([0x75, 0xe9, 0x0a]),
      Buffer.from(`"${'v'.repeat(1_100_000)}`),
    ])
      for (const most of [300, 2_000_000]) {
        const found = await bothWays(Buffer.concat([Buffer.from(start), odd, Buffer.from(rest)]), random, 0, most);
        expect(found.apart).toEqual(found.whole);
        expect(found.whole.length).toBeGreaterThan(200);
      }
  });
});
