// Which fingerprints may be in a file: a Bloom filter of ten bits a fingerprint (B. H. Bloom, 1970). It never says no of one that is there, and yes of one in a hundred that is not.

const BITS_EACH = 10;
const PROBES = 5;

/** A set that may err on the side of yes. */
export class Presence {
  private readonly bits: number;
  private readonly words: Uint32Array;

  /** For so many fingerprints at most. */
  constructor(most: number) {
    this.bits = Math.max(64, most * BITS_EACH);
    this.words = new Uint32Array(Math.ceil(this.bits / 32));
  }

  add(b: number, c: number): void {
    for (let probe = 0; probe < PROBES; probe++) {
      const bit = this.bitOf(b, c, probe);
      this.words[bit >>> 5] = (this.words[bit >>> 5] as number) | (1 << (bit & 31));
    }
  }

  mayHave(b: number, c: number): boolean {
    for (let probe = 0; probe < PROBES; probe++) {
      const bit = this.bitOf(b, c, probe);
      if (((this.words[bit >>> 5] as number) & (1 << (bit & 31))) === 0) return false;
    }
    return true;
  }

  private bitOf(b: number, c: number, probe: number): number {
    return Math.floor((((b + Math.imul(probe, c | 1)) >>> 0) / 2 ** 32) * this.bits);
  }
}
