// The mark of each account: the instant after which evidence is fresh (R16a). Kept as the openings and closings it is made of, so that a recall can take one back and accounts that join can unite theirs (R25).

interface MarkItem {
  readonly instant: number;
  /** The hand-off it belongs to. */
  readonly handoff: number;
}

/** Marks by the identifier that names the account. */
export class Marks {
  private readonly items = new Map<number, MarkItem[]>();

  clear(): void {
    if (this.items.size > 0) this.items.clear();
  }

  /** The account's latest opening or closing; −Infinity where there was none. */
  of(account: number): number {
    const items = this.items.get(account);
    if (items === undefined) return Number.NEGATIVE_INFINITY;
    let latest = Number.NEGATIVE_INFINITY;
    for (const item of items) if (item.instant > latest) latest = item.instant;
    return latest;
  }

  add(account: number, instant: number, handoff: number): void {
    const items = this.items.get(account);
    if (items === undefined) this.items.set(account, [{ instant, handoff }]);
    else items.push({ instant, handoff });
  }

  /** A recalled hand-off leaves no mark, wherever its mark was carried. */
  takeBack(handoff: number): void {
    for (const [account, items] of this.items) {
      const left = items.filter((item) => item.handoff !== handoff);
      if (left.length < items.length) this.items.set(account, left);
    }
  }

  /** Account `to` takes over the mark of `from`, which keeps its own. */
  carry(from: number, to: number): void {
    for (const item of this.items.get(from) ?? []) {
      const known = this.items
        .get(to)
        ?.some((other) => other.instant === item.instant && other.handoff === item.handoff);
      if (!known) this.add(to, item.instant, item.handoff);
    }
  }
}
