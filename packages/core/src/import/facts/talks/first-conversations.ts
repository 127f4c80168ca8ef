// The first sales conversation of each buying cycle (K6): what was recorded first, else the deal's creation or the lead's conversion, moved back by what is usual.
import { quantile } from '../../../statistics/quantile.ts';
import type { BuyingCycle } from './buying-cycles.ts';

const DAY_MS = 86_400_000;
/** So many cycles with a recorded conversation tell what is usual; with fewer it is a week. */
const ENOUGH_CYCLES = 20;
const USUAL_MS = 7 * DAY_MS;

/** Something that may have been a cycle's first conversation. */
export interface Candidate<T> {
  readonly at: number;
  readonly confidence: 'recorded' | 'inferred';
  readonly about: T;
}

/** A cycle with what speaks for its first conversation. */
export interface CycleEvidence<T> {
  readonly cycle: BuyingCycle;
  readonly candidates: readonly Candidate<T>[];
  /** The lead's conversion or the deal's creation, the earlier. */
  readonly anchor: number | undefined;
}

export type FirstConversation<T> =
  | {
      readonly cycle: BuyingCycle;
      readonly at: number;
      readonly confidence: 'recorded' | 'inferred';
      readonly about: T;
    }
  | { readonly cycle: BuyingCycle; readonly at: number; readonly confidence: 'assumed'; readonly knownAt: number };

/** The earliest candidate of a cycle that is no later than its last closing. */
export function earliest<T>({ cycle, candidates }: CycleEvidence<T>): Candidate<T> | undefined {
  const until = cycle.lastClosing ?? cycle.until;
  let found: Candidate<T> | undefined;
  for (const candidate of candidates)
    if (candidate.at >= cycle.from && candidate.at <= until && (found === undefined || candidate.at < found.at))
      found = candidate;
  return found;
}

/** How long before the deal's creation or the lead's conversion the company's conversations usually are: the median over cycles with a recorded one. */
export function usualLag<T>(cycles: readonly CycleEvidence<T>[]): number {
  const lags = cycles.flatMap((evidence) => {
    const first = earliest(evidence);
    return first?.confidence === 'recorded' && evidence.anchor !== undefined ? [evidence.anchor - first.at] : [];
  });
  return lags.length < ENOUGH_CYCLES ? USUAL_MS : Math.max(0, Math.round(quantile(lags, 0.5) ?? USUAL_MS));
}

/** First conversations of all cycles of a company; cycles without any evidence have none. */
export function firstConversations<T>(cycles: readonly CycleEvidence<T>[]): FirstConversation<T>[] {
  const lag = usualLag(cycles);
  return cycles.flatMap((evidence): FirstConversation<T>[] => {
    const { cycle, anchor } = evidence;
    const first = earliest(evidence);
    if (first !== undefined) return [{ cycle, at: first.at, confidence: first.confidence, about: first.about }];
    if (anchor === undefined) return [];
    return [{ cycle, at: anchor - lag, confidence: 'assumed', knownAt: anchor }];
  });
}
