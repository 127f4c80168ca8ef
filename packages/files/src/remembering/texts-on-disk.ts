// Texts that were there already, on disk: the latest in memory, the rest in sorted runs that are merged many to one, behind a sieve. Memory stays flat whatever comes.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint, hexOf } from '@baton/core/base/fingerprint';
import { FingerprintTable, RECORD_WORDS, tagOf } from '@baton/core/base/fingerprint-table';
import type { RememberedTexts } from '@baton/core/base/seen-texts';
import { Sieve } from './sieve.ts';
import { SortedRun } from './sorted-run.ts';

/** Texts whose fingerprints are held in memory. */
const MOST_IN_MEMORY = 1_200_000;
/** So many runs of one size become one: a merge reads and writes them all, and meanwhile nothing else is done. */
const MERGED_AT = 32;
/** Fingerprints of the first filter, in runs. */
const FIRST_SIEVE = 4;

/** The runs of a {@link TextsOnDisk} as they stand, oldest first, so that they can be opened again. */
export interface RunsState {
  readonly made: number;
  readonly runs: readonly { readonly name: string; readonly size: number; readonly tier: number }[];
}

interface Run {
  readonly name: string;
  readonly tier: number;
  readonly run: SortedRun;
}

/** Remembers texts in a folder of its own. */
export class TextsOnDisk implements RememberedTexts {
  private readonly fresh = new FingerprintTable();
  private readonly words = new Int32Array(4);
  private runs: Run[] = [];
  private made = 0;
  /** Runs that were merged into others: they go when nobody can ask for them any more. */
  private merged: Run[] = [];
  /** Of these, those that no state needs from the latest settled one on. */
  private passed: Run[] = [];
  /** What may be in any run at all. */
  private readonly sieve: Sieve;

  constructor(
    private readonly folder: string,
    state?: RunsState,
    private readonly mostInMemory = MOST_IN_MEMORY,
  ) {
    mkdirSync(folder, { recursive: true });
    this.sieve = new Sieve(FIRST_SIEVE * mostInMemory);
    if (state === undefined) return;
    this.made = state.made;
    this.runs = state.runs.map(({ name, size, tier }) => ({
      name,
      tier,
      run: SortedRun.open(join(folder, name), size, (records) => this.sift(records)),
    }));
  }

  remember(text: string, value: number): number | undefined {
    const before = this.find(text);
    if (before === undefined) this.hold(value);
    return before;
  }

  replace(text: string, value: number): number | undefined {
    const before = this.find(text);
    if (before !== value) this.hold(value);
    return before;
  }

  count(text: string): { readonly times: number; readonly name: string } {
    const times = (this.find(text) ?? 0) + 1;
    const name = hexOf(this.words);
    this.hold(times);
    return { times, name };
  }

  claim(words: Int32Array, value: number): boolean {
    this.words.set(words.subarray(0, 3));
    if (this.found() !== undefined) return false;
    this.hold(value);
    return true;
  }

  /** Writes everything down; what it gives opens the same texts again. */
  settle(): RunsState {
    this.flush();
    this.passed.push(...this.merged.splice(0));
    return { made: this.made, runs: this.runs.map(({ name, tier, run }) => ({ name, size: run.size, tier })) };
  }

  /** Lets go of what only states before the latest one need. */
  forgetEarlier(): void {
    for (const { run } of this.passed.splice(0)) run.remove();
  }

  /** Lets go of everything. */
  remove(): void {
    for (const { run } of [...this.runs, ...this.merged, ...this.passed]) run.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private find(text: string): number | undefined {
    fingerprint(text, this.words);
    return this.found();
  }

  private found(): number | undefined {
    const { words } = this;
    const held = this.fresh.get(words);
    if (held !== undefined) return held;
    const a = words[0] as number;
    const b = words[1] as number;
    const c = tagOf(words[2] as number);
    if (!this.sieve.mayHave(a, b, c)) return undefined;
    for (let i = this.runs.length - 1; i >= 0; i--) {
      const found = (this.runs[i] as Run).run.get(a, b, c);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private hold(value: number): void {
    this.fresh.set(this.words, value);
    if (this.fresh.size >= this.mostInMemory) this.flush();
  }

  private flush(): void {
    if (this.fresh.size === 0) return;
    const name = this.nextName();
    const records = this.fresh.records();
    this.runs.push({ name, tier: 0, run: SortedRun.write(join(this.folder, name), records) });
    this.sift(records);
    this.fresh.clear();
    for (let tier = 0; ; tier++) {
      const same = this.runs.filter((each) => each.tier === tier);
      if (same.length < MERGED_AT) return;
      const into = this.nextName();
      const run = SortedRun.merge(
        join(this.folder, into),
        same.map((each) => each.run),
      );
      // Runs of one size stand together, the greater before the smaller: their order is that of their age.
      this.runs = [...this.runs.filter((each) => each.tier > tier), { name: into, tier: tier + 1, run }];
      this.merged.push(...same);
    }
  }

  private sift(records: Int32Array): void {
    for (let at = 0; at < records.length; at += RECORD_WORDS)
      this.sieve.add(records[at] as number, records[at + 1] as number, records[at + 2] as number);
  }

  private nextName(): string {
    this.made += 1;
    return `${this.made}.run`;
  }
}
