// Remembers which texts were there already, in some forty bytes each: files of many millions of rows and entries must not need a map of texts.
import { fingerprint, hexOf } from './fingerprint.ts';

/** Slots are four 32-bit numbers: three of the key's fingerprint, one of what is remembered. */
const WIDTH = 4;
const FIRST_SLOTS = 1024;
const FULLEST = 0.6;

/** A table from texts to 32-bit numbers that holds 96 bits of their fingerprints instead of the texts: among a hundred million texts two are taken for one another once in 10¹² tables. */
export class SeenTexts {
  private slots = FIRST_SLOTS;
  private table = new Int32Array(FIRST_SLOTS * WIDTH);
  private used = 0;
  private readonly words = new Int32Array(4);

  /** What was remembered of a text; undefined where it is new. The first number stays. */
  remember(text: string, value: number): number | undefined {
    const at = this.slotOf(text);
    if (this.table[at + 2] !== 0) return this.table[at + 3];
    this.fill(at, value);
    return undefined;
  }

  /** How often a text was counted, this time included, and its fingerprint in hexadecimal digits. */
  count(text: string): { readonly times: number; readonly name: string } {
    const at = this.slotOf(text);
    const name = hexOf(this.words);
    if (this.table[at + 2] === 0) {
      this.fill(at, 1);
      return { times: 1, name };
    }
    const times = (this.table[at + 3] as number) + 1;
    this.table[at + 3] = times;
    return { times, name };
  }

  /** A short number of a text, to tell two contents of one id apart. */
  numberOf(text: string): number {
    fingerprint(text, this.words);
    return this.words[0] as number;
  }

  /** Where a text's slot is, filled or free. */
  private slotOf(text: string): number {
    const { words } = this;
    fingerprint(text, words);
    return this.find(words[0] as number, words[1] as number, tagOf(words[2] as number));
  }

  private find(a: number, b: number, tag: number): number {
    const { table, slots } = this;
    let slot = a & (slots - 1);
    for (;;) {
      const at = slot * WIDTH;
      if (table[at + 2] === 0 || (table[at] === a && table[at + 1] === b && table[at + 2] === tag)) return at;
      slot = (slot + 1) & (slots - 1);
    }
  }

  private fill(at: number, value: number): void {
    const { table, words } = this;
    table[at] = words[0] as number;
    table[at + 1] = words[1] as number;
    table[at + 2] = tagOf(words[2] as number);
    table[at + 3] = value;
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

/** 0 marks a free slot. */
function tagOf(word: number): number {
  return word === 0 ? 1 : word;
}
