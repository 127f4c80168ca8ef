// A table from fingerprints to 32-bit numbers, of some forty bytes an entry: 96 bits stand for a text, so that among a hundred million texts two are taken for one another once in 10¹² tables.

/** Slots are four 32-bit numbers: three of the fingerprint, one of what is remembered. */
export const RECORD_WORDS = 4;
const FIRST_SLOTS = 1024;
const FULLEST = 0.6;

/** An open table. `words` are those of {@link fingerprint}; the fourth is not looked at. */
export class FingerprintTable {
  private slots = FIRST_SLOTS;
  private table = new Int32Array(FIRST_SLOTS * RECORD_WORDS);
  /** Fingerprints that are held. */
  size = 0;

  /** What is remembered of a fingerprint; undefined where it is new. */
  get(words: Int32Array): number | undefined {
    const at = this.find(words[0] as number, words[1] as number, tagOf(words[2] as number));
    return this.table[at + 2] === 0 ? undefined : this.table[at + 3];
  }

  /** Remembers a number of a fingerprint, in place of the one before. */
  set(words: Int32Array, value: number): void {
    const tag = tagOf(words[2] as number);
    const at = this.find(words[0] as number, words[1] as number, tag);
    const { table } = this;
    const isNew = table[at + 2] === 0;
    table[at] = words[0] as number;
    table[at + 1] = words[1] as number;
    table[at + 2] = tag;
    table[at + 3] = value;
    if (!isNew) return;
    this.size += 1;
    if (this.size > this.slots * FULLEST) this.grow();
  }

  /** All that is held, {@link RECORD_WORDS} words each, in no order. */
  records(): Int32Array {
    const held = new Int32Array(this.size * RECORD_WORDS);
    let to = 0;
    for (let at = 0; at < this.table.length; at += RECORD_WORDS) {
      if (this.table[at + 2] === 0) continue;
      for (let i = 0; i < RECORD_WORDS; i++) held[to + i] = this.table[at + i] as number;
      to += RECORD_WORDS;
    }
    return held;
  }

  /** Takes records over that {@link records} gave. */
  take(records: Int32Array): void {
    for (let at = 0; at < records.length; at += RECORD_WORDS)
      this.set(records.subarray(at, at + RECORD_WORDS), records[at + RECORD_WORDS - 1] as number);
  }

  /** Forgets everything. The slots stay for what comes next. */
  clear(): void {
    this.table.fill(0);
    this.size = 0;
  }

  private find(a: number, b: number, tag: number): number {
    const { table, slots } = this;
    let slot = a & (slots - 1);
    for (;;) {
      const at = slot * RECORD_WORDS;
      if (table[at + 2] === 0 || (table[at] === a && table[at + 1] === b && table[at + 2] === tag)) return at;
      slot = (slot + 1) & (slots - 1);
    }
  }

  private grow(): void {
    const old = this.table;
    this.slots *= 2;
    this.table = new Int32Array(this.slots * RECORD_WORDS);
    for (let at = 0; at < old.length; at += RECORD_WORDS) {
      if (old[at + 2] === 0) continue;
      const to = this.find(old[at] as number, old[at + 1] as number, old[at + 2] as number);
      for (let i = 0; i < RECORD_WORDS; i++) this.table[to + i] = old[at + i] as number;
    }
  }
}

/** The third word as it is kept: 0 marks a free slot. */
export function tagOf(word: number): number {
  return word === 0 ? 1 : word;
}
