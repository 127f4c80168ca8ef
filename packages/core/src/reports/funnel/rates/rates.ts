// All rates of all hand-offs, or of each group of them, under the same horizons.
import type { FunnelFacts } from '../../../funnel/funnel-facts.ts';
import type { Journeys } from '../journeys.ts';
import { countSteps, type Horizons, horizonsOf, rateOf, type StepRate, stepStates } from './step-rate.ts';
import type { Spans, StepName } from './steps.ts';

/** Steps of which the journal tells anything at all, of anybody. */
export function recordedSteps({ handoffs, deals }: Pick<FunnelFacts, 'handoffs' | 'deals'>): ReadonlySet<StepName> {
  const hasSql = handoffs.some(({ steps }) => steps.sqlAt !== undefined);
  const found: StepName[] = [
    ...(handoffs.some(({ answer }) => answer !== 'unknown') ? (['MQL → accepted'] as const) : []),
    ...(handoffs.some(({ steps }) => steps.meetingAt !== undefined) ? (['MQL → meeting'] as const) : []),
    ...(hasSql ? (['MQL → SQL'] as const) : []),
    ...(deals.length > 0 ? (['MQL → opportunity', 'opportunity → won', 'MQL → customer'] as const) : []),
    ...(hasSql && deals.length > 0 ? (['SQL → opportunity'] as const) : []),
  ];
  return new Set(found);
}

/** What rates are counted under. */
export interface Counting {
  readonly horizons: Horizons;
  readonly recorded: ReadonlySet<StepName>;
  readonly asOf: number;
  /** What each span counts as, by step. */
  readonly states: ReadonlyMap<StepName, Uint8Array>;
}

/** How the steps of a report are counted. `withinDays` gives every step so many days. */
export function countingOf(
  all: readonly Spans[],
  recorded: ReadonlySet<StepName>,
  asOf: number,
  withinDays?: number,
): Counting {
  const horizons = horizonsOf(all, withinDays);
  const states = new Map(
    all.map((spans) => [spans.step, stepStates(spans, horizons.get(spans.step) as number, asOf)] as const),
  );
  return { horizons, recorded, asOf, states };
}

/** The rates of each group: by group, then by step. `codes` gives each hand-off's group. */
export function ratesByGroup(
  all: readonly Spans[],
  codes: Int32Array,
  groups: number,
  { horizons, recorded, states }: Counting,
): readonly (readonly StepRate[])[] {
  const bySteps = all.map((spans) => {
    const within = horizons.get(spans.step) as number;
    return countSteps(states.get(spans.step) as Uint8Array, spans, codes, groups).map((count) =>
      rateOf(spans.step, count, within, recorded.has(spans.step)),
    );
  });
  return Array.from({ length: groups }, (_, group) => bySteps.map((rates) => rates[group] as StepRate));
}

/** The rates of all hand-offs in the period together. */
export function allRates(all: readonly Spans[], journeys: Journeys, counting: Counting): readonly StepRate[] {
  return ratesByGroup(all, new Int32Array(journeys.at.length), 1, counting)[0] as readonly StepRate[];
}
