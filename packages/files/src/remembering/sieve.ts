// Whether a fingerprint may be in any of many runs, told by one small look each at a few filters that grow: Bloom filters whose bits for a fingerprint lie within one line of the processor's cache (Putze, Sanders and Singler, 2007). Never no of one that is there; yes of two or three in a hundred that are not.

/** Bits of a block: a line of the cache. */
const BLOCK_WORDS = 16;
const BITS_EACH = 10;
const PROBES = 3;

/** One filter for so many fingerprints. */
class Filter {
  private readonly blocks: number;
  private readonly words: Uint32Array;
  held = 0;

  constructor(readonly most: number) {
    this.blocks = Math.max(1, Math.ceil((most * BITS_EACH) / (BLOCK_WORDS * 32)));
    this.words = new Uint32Array(this.blocks * BLOCK_WORDS);
  }

  add(a: number, b: number, c: number): void {
    const { words } = this;
    const block = this.blockOf(b);
    for (let probe = 0; probe < PROBES; probe++) {
      const [one, other] = [(a >>> (9 * probe)) & 511, (c >>> (9 * probe)) & 511];
      words[block + (one >>> 5)] = (words[block + (one >>> 5)] as number) | (1 << (one & 31));
      words[block + (other >>> 5)] = (words[block + (other >>> 5)] as number) | (1 << (other & 31));
    }
    this.held += 1;
  }

  mayHave(a: number, b: number, c: number): boolean {
    const { words } = this;
    const block = this.blockOf(b);
    for (let probe = 0; probe < PROBES; probe++) {
      const one = (a >>> (9 * probe)) & 511;
      if (((words[block + (one >>> 5)] as number) & (1 << (one & 31))) === 0) return false;
      const other = (c >>> (9 * probe)) & 511;
      if (((words[block + (other >>> 5)] as number) & (1 << (other & 31))) === 0) return false;
    }
    return true;
  }

  private blockOf(b: number): number {
    return Math.floor(((b >>> 0) / 2 ** 32) * this.blocks) * BLOCK_WORDS;
  }
}

/** Filters, each twice as large as the one before. */
export class Sieve {
  private readonly filters: Filter[] = [];

  constructor(private readonly first: number) {}

  add(a: number, b: number, c: number): void {
    let last = this.filters.at(-1);
    if (last === undefined || last.held >= last.most) {
      last = new Filter(last === undefined ? this.first : 2 * last.most);
      this.filters.push(last);
    }
    last.add(a, b, c);
  }

  mayHave(a: number, b: number, c: number): boolean {
    for (let i = this.filters.length - 1; i >= 0; i--) if ((this.filters[i] as Filter).mayHave(a, b, c)) return true;
    return false;
  }
}
