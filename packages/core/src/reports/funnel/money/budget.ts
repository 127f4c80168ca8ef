// What moving budget from the dearest source to the cheapest would bring, with its uncertainty (F1). It assumes that the moved money does as well as the rest, which more of the same seldom does.
import { differenceInterval, poissonInterval } from '../../../statistics/poisson-interval.ts';
import type { Cost, CostRow, Costs } from './costs.ts';

/** A gain or loss in so many, with its 95 % interval. */
export interface Change {
  readonly at: number;
  readonly low: number;
  readonly high: number;
}

/** A move of money and what it would have brought over the same span. */
export type BudgetMove =
  | { readonly state: 'no spend' | 'too few' }
  | {
      /** `ok` where the interval of opportunities lies on one side of nothing. */
      readonly state: 'ok' | 'no clear difference';
      readonly from: string;
      readonly to: string;
      readonly movedMinor: number;
      readonly currency: string;
      readonly opportunities: Change;
      readonly customers: Change;
    };

const MOVED = 0.1;

/** The move of a tenth of what went to the source whose opportunities cost the most, to the one where they cost the least. */
export function budgetMove(costs: Costs | undefined): BudgetMove {
  if (costs === undefined) return { state: 'no spend' };
  const able = costs.rows
    .filter(({ perOpportunity, source }) => perOpportunity.state !== 'no spend' && source !== 'unknown')
    .filter(({ perMql }) => perMql.state === 'ok');
  const told = able.filter(({ perOpportunity }) => perOpportunity.state === 'ok').sort((a, b) => eachOf(a) - eachOf(b));
  const to = told[0];
  // A source that brought hardly any at much spend is the dearest of all, though it has no cost each.
  const from = [...able].sort((a, b) => eachOf(b) - eachOf(a))[0];
  if (to === undefined || from === undefined || from === to) return { state: 'too few' };
  const movedMinor = Math.round(MOVED * from.perOpportunity.spendMinor);
  const opportunities = changeOf(movedMinor, from.perOpportunity, to.perOpportunity);
  return {
    state: opportunities.low > 0 ? 'ok' : 'no clear difference',
    from: from.source,
    to: to.source,
    movedMinor,
    currency: costs.currency,
    opportunities,
    customers: changeOf(movedMinor, from.perCustomer, to.perCustomer),
  };
}

function eachOf({ perOpportunity: { spendMinor, count } }: CostRow): number {
  return spendMinor / Math.max(count, 0.5);
}

function changeOf(movedMinor: number, from: Cost, to: Cost): Change {
  const yieldOf = ({ count, spendMinor }: Cost) => {
    const { low, high } = poissonInterval(count);
    const per = spendMinor === 0 ? 0 : movedMinor / spendMinor;
    return { at: per * count, low: per * low, high: per * high };
  };
  const [gain, loss] = [yieldOf(to), yieldOf(from)];
  return { at: gain.at - loss.at, ...differenceInterval(gain, loss) };
}
