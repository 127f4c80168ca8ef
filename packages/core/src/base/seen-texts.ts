// Remembers which texts were there already without holding the texts: files of many millions of rows and entries must not need a map of them.
import { fingerprint, hexOf, shortFingerprint } from './fingerprint.ts';
import { FingerprintTable } from './fingerprint-table.ts';

/** Texts that were there already, each with a 32-bit number; in memory, or on disk where there are too many. */
export interface RememberedTexts {
  /** What was remembered of a text; undefined where it is new, and then the number is remembered. The first number stays. */
  remember(text: string, value: number): number | undefined;
  /** Remembers a number in place of the one before, which it gives. */
  replace(text: string, value: number): number | undefined;
  /** How often a text was counted, this time included, and its fingerprint in hexadecimal digits. */
  count(text: string): { readonly times: number; readonly name: string };
  /** Remembers a number of a text by its fingerprint (three words), where it is new; false where it was there, and then nothing changes. */
  claim(words: Int32Array, value: number): boolean;
}

/** Texts in memory. */
export class SeenTexts implements RememberedTexts {
  private readonly table = new FingerprintTable();
  private readonly words = new Int32Array(4);

  remember(text: string, value: number): number | undefined {
    const before = this.find(text);
    if (before === undefined) this.table.set(this.words, value);
    return before;
  }

  replace(text: string, value: number): number | undefined {
    const before = this.find(text);
    this.table.set(this.words, value);
    return before;
  }

  count(text: string): { readonly times: number; readonly name: string } {
    const times = (this.find(text) ?? 0) + 1;
    this.table.set(this.words, times);
    return { times, name: hexOf(this.words) };
  }

  claim(words: Int32Array, value: number): boolean {
    if (this.table.get(words) !== undefined) return false;
    this.table.set(words, value);
    return true;
  }

  /** All that is remembered, as fingerprints with their numbers: setting them takes up what another had. */
  get records(): Int32Array {
    return this.table.records();
  }

  set records(records: Int32Array) {
    this.table.take(records);
  }

  private find(text: string): number | undefined {
    fingerprint(text, this.words);
    return this.table.get(this.words);
  }
}

/** A short number of a text, to tell two contents of one id apart. */
export const numberOfText = shortFingerprint;
