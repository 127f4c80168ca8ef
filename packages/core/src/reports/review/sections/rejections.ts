// What sales turned down in a period, by reason.
import type { HandoffFact } from '../../../funnel/funnel-facts.ts';

/** Rejections of a period. */
export interface Rejections {
  readonly rejected: number;
  readonly invalid: number;
  /** Of hand-offs turned down at an unknown time: in no period. */
  readonly undated: number;
  /** The most frequent first. */
  readonly reasons: readonly { readonly reason: string; readonly count: number }[];
}

/** Counts those turned down in [from, until). */
export function rejectionsOf(
  handoffs: readonly HandoffFact[],
  { from, until }: { readonly from: number; readonly until: number },
): Rejections {
  const down = handoffs.filter(({ answer }) => answer === 'rejected' || answer === 'invalid');
  const dated = down.filter(({ steps: { turnedDownAt: at } }) => at !== undefined && at >= from && at < until);
  const counts = new Map<string, number>();
  for (const { answer, steps } of dated)
    if (answer === 'rejected') {
      const reason = steps.reason ?? 'no reason given';
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
    }
  const rejected = dated.filter(({ answer }) => answer === 'rejected').length;
  return {
    rejected,
    invalid: dated.length - rejected,
    undated: down.filter(({ steps }) => steps.turnedDownAt === undefined).length,
    reasons: [...counts]
      .map(([reason, count]) => ({ reason, count }))
      .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)),
  };
}
