// Sets that links join: which identifiers hang together, found by joining whole sets one link at a time.

/** Identifiers in disjoint sets. */
export class Sets {
  readonly #of = new Map<string, Set<string>>();

  /** The set of an identifier; one that was never joined is alone. */
  of(identifier: string): ReadonlySet<string> {
    return this.#own(identifier);
  }

  join(a: string, b: string): void {
    const into = this.#own(a);
    const from = this.#own(b);
    if (into === from) return;
    for (const member of from) {
      into.add(member);
      this.#of.set(member, into);
    }
  }

  /** Every set, each once. */
  all(): ReadonlySet<string>[] {
    return [...new Set(this.#of.values())];
  }

  #own(identifier: string): Set<string> {
    const set = this.#of.get(identifier) ?? new Set([identifier]);
    this.#of.set(identifier, set);
    return set;
  }
}
