import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fingerprint, hexOf, shortFingerprint } from './fingerprint.ts';
import { SeenTexts } from './seen-texts.ts';

/** The reference algorithm, byte by byte, as its author wrote it. */
function reference(bytes: Uint8Array): string {
  const C = [0x239b961bn, 0xab0e9789n, 0x38b34ae5n, 0xa1e38b93n];
  const mask = 0xffffffffn;
  const rotl = (x: bigint, r: bigint): bigint => ((x << r) | (x >> (32n - r))) & mask;
  const mix = (k: bigint, i: number): bigint =>
    (rotl((k * (C[i] ?? 0n)) & mask, BigInt(15 + i)) * (C[(i + 1) % 4] ?? 0n)) & mask;
  const word = (at: number): bigint =>
    [0, 1, 2, 3].reduce((sum, i) => sum | (BigInt(bytes[at + i] ?? 0) << BigInt(8 * i)), 0n);
  const h = [0n, 0n, 0n, 0n];
  const blocks = Math.floor(bytes.length / 16);
  const turns = [19n, 17n, 15n, 13n];
  const added = [0x561ccd1bn, 0x0bcaa747n, 0x96cd1c35n, 0x32ac3b17n];
  for (let block = 0; block < blocks; block++)
    for (let i = 0; i < 4; i++) {
      h[i] = (h[i] ?? 0n) ^ mix(word(block * 16 + 4 * i), i);
      h[i] = ((rotl(h[i] ?? 0n, turns[i] ?? 0n) + (h[(i + 1) % 4] ?? 0n)) * 5n + (added[i] ?? 0n)) & mask;
    }
  for (let i = 0; i < 4; i++) h[i] = (h[i] ?? 0n) ^ mix(word(blocks * 16 + 4 * i), i);
  const fmix = (x: bigint): bigint => {
    let k = x ^ (x >> 16n);
    k = (k * 0x85ebca6bn) & mask;
    k ^= k >> 13n;
    k = (k * 0xc2b2ae35n) & mask;
    return k ^ (k >> 16n);
  };
  const spread = (): void => {
    h[0] = h.reduce((sum, x) => (sum + x) & mask, 0n);
    for (let i = 1; i < 4; i++) h[i] = ((h[i] ?? 0n) + (h[0] ?? 0n)) & mask;
  };
  for (let i = 0; i < 4; i++) h[i] = (h[i] ?? 0n) ^ BigInt(bytes.length);
  spread();
  for (let i = 0; i < 4; i++) h[i] = fmix(h[i] ?? 0n);
  spread();
  return h.map((x) => x.toString(16).padStart(8, '0')).join('');
}

function hexOfText(text: string): string {
  const words = new Int32Array(4);
  fingerprint(text, words);
  return hexOf(words);
}

it('the reference gives the published digest', () => {
  expect(reference(Buffer.from('The quick brown fox jumps over the lazy dog'))).toBe(
    '2f1583c3ecee2c675d7bf66ce5e91d2c',
  );
});

it('is the reference algorithm over UTF-16', () => {
  expect(hexOfText('')).toBe('0'.repeat(32));
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      expect(hexOfText(text)).toBe(reference(Buffer.from(text, 'utf16le')));
    }),
    { numRuns: 500 },
  );
});

it('a table of seen rows remembers like a map', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 3000 }), fc.integer()), { maxLength: 4000 }), (rows) => {
      const [seen, counts, map] = [
        new SeenTexts(),
        new SeenTexts(),
        new Map<string, { value: number; times: number }>(),
      ];
      for (const [key, value] of rows) {
        const text = `row ${key}`;
        const held = map.get(text);
        expect(seen.remember(text, value)).toBe(held?.value);
        map.set(text, { value: held?.value ?? value, times: (held?.times ?? 0) + 1 });
        expect(counts.count(text).times).toBe(map.get(text)?.times);
      }
    }),
    { numRuns: 30 },
  );
});

it('has a short form: MurmurHash3 of 32 bits (an independent implementation of the reference, whose "test" in bytes is ba6bd213)', () => {
  const told: [string, number][] = [
    ['', 0],
    ['a', 1867108634],
    ['ab', 374890698],
    ['abc', 1118836419],
    ['Pricing Viewed', -1657140383],
    ['Zürich – 10 €', 1834002073],
  ];
  for (const [text, number] of told) expect(shortFingerprint(text)).toBe(number);
});
