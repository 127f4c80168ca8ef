// Lines come out the same however the bytes were cut into chunks.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Line, linesOf } from './lines.ts';

async function cut(chunks: readonly Buffer[], longest = 1000): Promise<Line[]> {
  async function* stream(): AsyncGenerator<Buffer> {
    yield* chunks;
  }
  const found: Line[] = [];
  for await (const lines of linesOf(stream(), longest)) found.push(...lines);
  return found;
}

describe('linesOf', () => {
  it('cuts any text at its line ends, wherever the chunks end', async () => {
    const texts = fc.array(fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\r\n\0\ufeff]/g, '')));
    await fc.assert(
      fc.asyncProperty(texts, fc.boolean(), fc.array(fc.nat(40)), async (lines, windows, sizes) => {
        const bytes = Buffer.from(lines.map((line) => `${line}${windows ? '\r\n' : '\n'}`).join(''));
        const chunks: Buffer[] = [];
        let from = 0;
        for (const size of sizes) {
          chunks.push(bytes.subarray(from, from + size));
          from += size;
        }
        chunks.push(bytes.subarray(from));
        expect(await cut(chunks, 10_000)).toEqual(lines.map((text, i) => ({ number: i + 1, text })));
      }),
    );
  });

  it('takes a last line without an ending, and drops a byte order mark', async () => {
    expect(await cut([Buffer.from('\ufeffone\ntwo')])).toEqual([
      { number: 1, text: 'one' },
      { number: 2, text: 'two' },
    ]);
    expect(await cut([])).toEqual([]);
  });

  it('passes over what is too long, counted in bytes, and goes on', async () => {
    const long = Buffer.from('x'.repeat(11));
    const fits = Buffer.from('x'.repeat(10));
    const end = Buffer.from('\n');
    const expected = [
      { number: 1, fault: 'too-long', bytes: Buffer.alloc(0) },
      { number: 2, text: 'x'.repeat(10) },
      { number: 3, fault: 'too-long', bytes: Buffer.alloc(0) },
    ];
    expect(await cut([Buffer.concat([long, end, fits, end, long])], 10)).toEqual(expected);
    const bytes = [...Buffer.concat([long, end, fits, end, long])].map((byte) => Buffer.from([byte]));
    expect(await cut(bytes, 10)).toEqual(expected);
  });

  it('passes over what is no UTF-8, with its bytes', async () => {
    const lines = Buffer.concat([Buffer.from('good\n'), Buffer.from([0xff, 0x0a]), Buffer.from('a\0b\ngood')]);
    expect(await cut([lines])).toEqual([
      { number: 1, text: 'good' },
      { number: 2, fault: 'not-utf8', bytes: Buffer.from([0xff]) },
      { number: 3, fault: 'not-utf8', bytes: Buffer.from('a\0b') },
      { number: 4, text: 'good' },
    ]);
  });
});
