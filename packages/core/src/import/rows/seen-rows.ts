// Remembers which rows were there already, in a few bytes a row: tables of a hundred million rows must not need a map of texts.

/** Slots are four 32-bit numbers: three of the key's fingerprint, one of what is remembered. */
const WIDTH = 4;
const FIRST_SLOTS = 1024;
const FULLEST = 0.6;

/** A table from texts to 32-bit numbers that holds fingerprints of 96 bits instead of the texts: among a billion rows two different ones are taken for the same once in 10¹⁰ such tables. It guards against chance, not against malice. */
export class SeenRows {
  private slots = FIRST_SLOTS;
  private table = new Int32Array(FIRST_SLOTS * WIDTH);
  private used = 0;

  /** What was remembered of a text; undefined where it is new. The first number stays. */
  remember(text: string, value: number): number | undefined {
    const at = this.slotOf(text);
    if (this.table[at + 2] !== 0) return this.table[at + 3];
    this.fill(at, value);
    return undefined;
  }

  /** How often a text was counted, this time included. */
  count(text: string): number {
    const at = this.slotOf(text);
    if (this.table[at + 2] === 0) {
      this.fill(at, 1);
      return 1;
    }
    const next = (this.table[at + 3] as number) + 1;
    this.table[at + 3] = next;
    return next;
  }

  private readonly key = new Int32Array(3);

  /** Where a text's slot is, filled or free. */
  private slotOf(text: string): number {
    fingerprint(text, this.key);
    return this.find(this.key[0] as number, this.key[1] as number, this.key[2] as number);
  }

  private find(a: number, b: number, c: number): number {
    const { table, slots } = this;
    let slot = (a >>> 0) & (slots - 1);
    for (;;) {
      const at = slot * WIDTH;
      if (table[at + 2] === 0 || (table[at] === a && table[at + 1] === b && table[at + 2] === c)) return at;
      slot = (slot + 1) & (slots - 1);
    }
  }

  private fill(at: number, value: number): void {
    this.table.set(this.key, at);
    this.table[at + 3] = value;
    this.used += 1;
    if (this.used > this.slots * FULLEST) this.grow();
  }

  private grow(): void {
    const old = this.table;
    this.slots *= 2;
    this.table = new Int32Array(this.slots * WIDTH);
    for (let at = 0; at < old.length; at += WIDTH) {
      if (old[at + 2] === 0) continue;
      const to = this.find(old[at] as number, old[at + 1] as number, old[at + 2] as number);
      for (let i = 0; i < WIDTH; i++) this.table[to + i] = old[at + i] as number;
    }
  }
}

/** A short number of a text, to tell two contents of one id apart. */
export function contentNumber(text: string): number {
  const key = new Int32Array(3);
  fingerprint(text, key);
  return key[0] as number;
}

/** Three mixed 32-bit hashes of a text's code units. The third is never 0, which marks a free slot. */
function fingerprint(text: string, key: Int32Array): void {
  let [a, b, c] = [0x9e3779b9, 0x85ebca6b, 0xc2b2ae35];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x9e3779b1);
    b = Math.imul(b ^ unit, 0x5f356495);
    c = Math.imul((c ^ unit) + (a >>> 15), 0x27d4eb2f);
  }
  a = mixed(a ^ (c >>> 16) ^ text.length);
  b = mixed(b ^ (a >>> 13));
  c = mixed(c ^ (b >>> 17));
  key[0] = a;
  key[1] = b;
  key[2] = c === 0 ? 1 : c;
}

/** The finaliser of MurmurHash3. */
function mixed(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
