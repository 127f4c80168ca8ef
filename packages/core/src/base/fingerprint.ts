// A fast fingerprint of a text, to know rows again by: MurmurHash3 (x86, 128 bits; Austin Appleby, public domain) over its UTF-16 code units. It guards against chance, not against malice.

const [C1, C2, C3, C4] = [0x239b961b, 0xab0e9789, 0x38b34ae5, 0xa1e38b93];

/** Writes the four 32-bit words of a text's fingerprint into `words`: those of the reference algorithm with seed 0 over the text as UTF-16, little end first. */
export function fingerprint(text: string, words: Int32Array): void {
  const { length } = text;
  const blocks = length >>> 3;
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = 0; i < blocks; i++) {
    const at = i << 3;
    a ^= scrambled(pair(text, at), C1, 15, C2);
    a = (Math.imul(rotated(a, 19) + b, 5) + 0x561ccd1b) | 0;
    b ^= scrambled(pair(text, at + 2), C2, 16, C3);
    b = (Math.imul(rotated(b, 17) + c, 5) + 0x0bcaa747) | 0;
    c ^= scrambled(pair(text, at + 4), C3, 17, C4);
    c = (Math.imul(rotated(c, 15) + d, 5) + 0x96cd1c35) | 0;
    d ^= scrambled(pair(text, at + 6), C4, 18, C1);
    d = (Math.imul(rotated(d, 13) + a, 5) + 0x32ac3b17) | 0;
  }
  const rest = blocks << 3;
  if (length > rest + 6) d ^= scrambled(pair(text, rest + 6), C4, 18, C1);
  if (length > rest + 4) c ^= scrambled(pair(text, rest + 4), C3, 17, C4);
  if (length > rest + 2) b ^= scrambled(pair(text, rest + 2), C2, 16, C3);
  if (length > rest) a ^= scrambled(pair(text, rest), C1, 15, C2);
  const bytes = length * 2;
  a ^= bytes;
  b ^= bytes;
  c ^= bytes;
  d ^= bytes;
  a = (a + b + c + d) | 0;
  b = finished((b + a) | 0);
  c = finished((c + a) | 0);
  d = finished((d + a) | 0);
  a = finished(a);
  a = (a + b + c + d) | 0;
  words[0] = a;
  words[1] = b + a;
  words[2] = c + a;
  words[3] = d + a;
}

/** One 32-bit word for a text, at a third of the cost: MurmurHash3 (x86, 32 bits), seed 0, over the text as UTF-16, little end first. It tells two contents of one id apart, and names nothing. */
export function shortFingerprint(text: string): number {
  const { length } = text;
  const even = length & ~1;
  let h = 0;
  for (let at = 0; at < even; at += 2) {
    h ^= scrambled(pair(text, at), 0xcc9e2d51, 15, 0x1b873593);
    h = (Math.imul(rotated(h, 13), 5) + 0xe6546b64) | 0;
  }
  if (length > even) h ^= scrambled(text.charCodeAt(even), 0xcc9e2d51, 15, 0x1b873593);
  return finished(h ^ (length * 2)) | 0;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** The fingerprint as 32 hexadecimal digits. */
export function hexOf(words: Int32Array): string {
  let text = '';
  for (const word of words)
    text += `${HEX[word >>> 24]}${HEX[(word >>> 16) & 255]}${HEX[(word >>> 8) & 255]}${HEX[word & 255]}`;
  return text;
}

/** Two code units as one word; what lies behind the text is 0. */
function pair(text: string, at: number): number {
  return text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16);
}

function scrambled(word: number, before: number, by: number, after: number): number {
  return Math.imul(rotated(Math.imul(word, before), by), after);
}

function rotated(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

function finished(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
