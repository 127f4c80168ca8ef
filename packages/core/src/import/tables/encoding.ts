// How a file of bytes is written: which encoding its first bytes show. Decoding is the reader's business.

/** The encodings that tables come in. `windows-1252` holds all of latin-1 that people write. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** What the first bytes (a few hundred are enough) show: a byte order mark, or zero bytes in every second place. Without either it is UTF-8 until shown otherwise. */
export function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const length = Math.min(bytes.length, 1000);
  let [even, odd] = [0, 0];
  for (let i = 0; i < length; i++) {
    if (bytes[i] !== 0) continue;
    if (i % 2 === 0) even += 1;
    else odd += 1;
  }
  if (odd > length * 0.3 && even < length * 0.05) return 'utf-16le';
  return even > length * 0.3 && odd < length * 0.05 ? 'utf-16be' : 'utf-8';
}
