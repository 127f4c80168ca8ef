// What the entries of one unit say all together, whoever said it: by that alone most units are far from every gate.
import type { CompiledGate } from '../../definition/compile.ts';
import type { Columns } from '../columns/columns.ts';
import { DECIDES, HAS_IDENTITY } from '../columns/effect.ts';
import type { Rulebook } from '../rulebook.ts';
import type { Gists } from './gists.ts';

/** Totals of one unit after the other. */
export class UnitTotals {
  private worth = 0;
  private bits = 0;
  /** What an account gate needs at least of all hits together; Infinity where there is none. */
  private readonly pooled: number;
  private readonly looksAtAll: boolean;

  constructor(
    rulebook: Rulebook,
    private readonly columns: Columns,
    private readonly gists: Gists,
  ) {
    this.pooled = Math.min(...rulebook.versions.flatMap(({ compiled }) => compiled.gates.map(pooledOf)));
    this.looksAtAll = rulebook.judgesNewcomers;
  }

  /** The first unit of [from, to) that has to be looked at more closely, its entries taken in; `to` where there is none. */
  firstNear(starts: Int32Array, from: number, to: number): number {
    const { signature } = this.columns;
    const worthOf = this.gists.worth;
    const bitsOf = this.gists.bits;
    let row = starts[from] as number;
    for (let unit = from; unit < to; unit++) {
      const until = starts[unit + 1] as number;
      let worth = 0;
      let bits = 0;
      for (; row < until; row++) {
        const sign = signature[row] as number;
        worth += worthOf[sign] as number;
        bits |= bitsOf[sign] as number;
      }
      this.worth = worth;
      this.bits = bits;
      if (this.looksAtAll || (bits & (DECIDES | HAS_IDENTITY)) !== 0 || !this.isFar()) return unit;
    }
    return to;
  }

  /** Whether no gate could open for anybody, had one lead done and been all of it. */
  isFar(): boolean {
    return this.worth < this.pooled && this.gists.isFar(this.worth, this.bits);
  }

  /** Whether an entry asks for a decision whatever was scored. */
  get answers(): boolean {
    return (this.bits & DECIDES) !== 0;
  }
}

function pooledOf({ ofAccount, clause: { account } }: CompiledGate): number {
  if (!ofAccount) return Number.POSITIVE_INFINITY;
  return account === undefined ? 0 : Math.max(account.engagement ?? 0, account.engagedLeads * account.engagedAt);
}
