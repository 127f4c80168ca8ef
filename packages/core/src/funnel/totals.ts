// Deals added up: counts and money by class, which together are those of all deals (K7, K8). Money per currency, never converted (K0).
import {
  type ClassTotal,
  DEAL_CLASSES,
  type DealClass,
  type DealFact,
  HANDOFF_ANSWERS,
  type HandoffAnswer,
  type HandoffFact,
  type Money,
} from './funnel-facts.ts';

/** What of a deal adds up. */
interface Countable {
  readonly state: DealFact['state'];
  readonly money?: Money | undefined;
}

/** Totals of each class. */
export function totalsByClass(deals: readonly DealFact[]): Record<DealClass, ClassTotal> {
  return Object.fromEntries(
    DEAL_CLASSES.map((name) => [name, totalOf(deals.filter((deal) => deal.class === name))]),
  ) as Record<DealClass, ClassTotal>;
}

/** The total of some deals. A deal counts once, however many people it has. */
export function totalOf(deals: readonly Countable[]): ClassTotal {
  let [won, open, wonWithoutAmount] = [0, 0, 0];
  const [revenue, pipeline] = [new Map<string, number>(), new Map<string, number>()];
  for (const { state, money } of deals) {
    if (state === 'lost') continue;
    if (state === 'open') open += 1;
    else {
      won += 1;
      if (money === undefined) wonWithoutAmount += 1;
    }
    if (money !== undefined) add(state === 'won' ? revenue : pipeline, money);
  }
  return {
    deals: deals.length,
    won,
    lost: deals.length - won - open,
    open,
    revenue: inOrder(revenue),
    pipeline: inOrder(pipeline),
    wonWithoutAmount,
  };
}

/** Hand-offs by answer. */
export function answerCounts(handoffs: readonly HandoffFact[]): Record<HandoffAnswer, number> {
  return Object.fromEntries(
    HANDOFF_ANSWERS.map((answer) => [answer, handoffs.filter((each) => each.answer === answer).length]),
  ) as Record<HandoffAnswer, number>;
}

function inOrder(sums: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...sums].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function add(sum: Map<string, number>, { currency, minor }: Money): void {
  sum.set(currency, (sum.get(currency) ?? 0) + minor);
}
