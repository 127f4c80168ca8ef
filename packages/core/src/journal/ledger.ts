// The ledger of what came in: accepted, duplicate, conflict, refused, per source; their sum is what was received (P4).
import type { Entry } from './entry.ts';
import { payloadDigest } from './payload.ts';

/** Counts of one source, or of all. accepted + duplicate + conflict + refused = received, always. */
export interface LedgerCounts {
  readonly received: number;
  readonly accepted: number;
  readonly duplicate: number;
  readonly conflict: number;
  readonly refused: number;
}

export interface Ledger {
  /** Offers an entry: new, the same again, or another payload under a known id. */
  offer(entry: Entry): 'accepted' | 'duplicate' | 'conflict';
  /** Notes something that was refused before it became an entry. */
  refuse(source: string): void;
  /** Counts of one source; of all where none is named. */
  counts(source?: string): LedgerCounts;
  sources(): readonly string[];
}

type Mutable = { -readonly [K in keyof LedgerCounts]: LedgerCounts[K] };

/** An empty ledger. It remembers a short digest of every id and payload, not the texts. */
export function createLedger(): Ledger {
  const known = new Map<string, string>();
  const bySource = new Map<string, Mutable>();
  const countsOf = (source: string): Mutable => {
    let counts = bySource.get(source);
    if (counts === undefined) {
      counts = { received: 0, accepted: 0, duplicate: 0, conflict: 0, refused: 0 };
      bySource.set(source, counts);
    }
    return counts;
  };
  const count = (source: string, what: 'accepted' | 'duplicate' | 'conflict' | 'refused'): void => {
    const counts = countsOf(source);
    counts.received += 1;
    counts[what] += 1;
  };
  return {
    offer(entry) {
      const key = `${entry.source}\n${entry.id}`;
      const payload = payloadDigest(entry);
      const held = known.get(key);
      if (held === undefined) known.set(key, payload);
      const verdict = held === undefined ? 'accepted' : held === payload ? 'duplicate' : 'conflict';
      count(entry.source, verdict);
      return verdict;
    },
    refuse: (source) => count(source, 'refused'),
    counts(source) {
      if (source !== undefined) return { ...countsOf(source) };
      const sum = { received: 0, accepted: 0, duplicate: 0, conflict: 0, refused: 0 };
      for (const counts of bySource.values())
        for (const key of Object.keys(sum) as (keyof Mutable)[]) sum[key] += counts[key];
      return sum;
    },
    sources: () => [...bySource.keys()],
  };
}
