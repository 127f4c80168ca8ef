// The mark of each account: the instant after which evidence is fresh (R16a). Kept as the openings and closings it is made of, so that a recall can take one back and accounts that join can unite theirs (R25).

/** Marks by the identifier that names the account: one list, since a unit has few. */
export class Marks {
  private readonly accounts: number[] = [];
  private readonly instants: number[] = [];
  /** The hand-off each belongs to. */
  private readonly handoffs: number[] = [];
  private size = 0;

  clear(): void {
    this.size = 0;
  }

  /** The account's latest opening or closing; −Infinity where there was none. */
  of(account: number): number {
    let latest = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < this.size; i++)
      if (this.accounts[i] === account && (this.instants[i] as number) > latest) latest = this.instants[i] as number;
    return latest;
  }

  add(account: number, instant: number, handoff: number): void {
    this.accounts[this.size] = account;
    this.instants[this.size] = instant;
    this.handoffs[this.size] = handoff;
    this.size += 1;
  }

  /** A recalled hand-off leaves no mark, wherever its mark was carried. */
  takeBack(handoff: number): void {
    for (let i = this.size - 1; i >= 0; i--) {
      if (this.handoffs[i] !== handoff) continue;
      this.size -= 1;
      this.accounts[i] = this.accounts[this.size] as number;
      this.instants[i] = this.instants[this.size] as number;
      this.handoffs[i] = this.handoffs[this.size] as number;
    }
  }

  /** Account `to` takes over the mark of `from`, which keeps its own. */
  carry(from: number, to: number): void {
    for (let i = this.size - 1; i >= 0; i--) {
      if (this.accounts[i] !== from || this.has(to, this.instants[i] as number, this.handoffs[i] as number)) continue;
      this.add(to, this.instants[i] as number, this.handoffs[i] as number);
    }
  }

  private has(account: number, instant: number, handoff: number): boolean {
    for (let i = 0; i < this.size; i++)
      if (this.accounts[i] === account && this.instants[i] === instant && this.handoffs[i] === handoff) return true;
    return false;
  }
}
