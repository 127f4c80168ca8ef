// What the report of the funnel says, as data: drawn by pages, printed by the command line, written with --json. Shapes only.
import type { FunnelFacts } from '../../funnel/funnel-facts.ts';
import type { Confidence } from '../../journal/entry.ts';
import type { ReviewDue } from '../review/review-due.ts';
import type { VolumeChange } from '../volume/volume-change.ts';
import type { Cohorts } from './cohorts/cohorts.ts';
import type { LagCurve } from './cohorts/lag-curves.ts';
import type { DealBand } from './groups/deal-bands.ts';
import type { DealSizes, Dimension } from './groups/group-rows.ts';
import type { BudgetMove } from './money/budget.ts';
import type { Costs } from './money/costs.ts';
import type { Ledger } from './money/ledger.ts';
import type { TouchRow } from './money/touches.ts';
import type { StepRate } from './rates/step-rate.ts';
import type { Acceptance } from './sales/acceptance.ts';
import type { Clock, SlaAttainment } from './sales/clocks.ts';
import type { Losses } from './sales/losses.ts';

/** The report. Instants in milliseconds, money in minor units per currency, shares from 0 to 1. */
export interface FunnelReport {
  readonly version: 1;
  /** Names of the definitions whose hand-offs are told: `legacy`, or those that were replayed. */
  readonly definitions: readonly string[];
  readonly motion: 'sales-led' | 'product-led' | 'account-based' | 'outbound';
  readonly from: number;
  readonly asOf: number;
  readonly zone: string;
  readonly confidence: Confidence;
  readonly mqls: number;
  readonly accounts: number;
  /** Reconciles: the four classes and what is left out add up to what the CRM holds as won. */
  readonly ledger: Ledger;
  readonly rates: readonly StepRate[];
  readonly averageDeal: DealSizes;
  readonly acceptance: Acceptance;
  readonly clocks: readonly Clock[];
  readonly sla: SlaAttainment;
  readonly losses: Losses;
  readonly dimensions: readonly Dimension[];
  readonly dealBands: readonly DealBand[];
  readonly touches: readonly TouchRow[];
  /** Absent where nothing was spent. */
  readonly costs?: Costs;
  readonly budget: BudgetMove;
  readonly cohorts: readonly Cohorts[];
  readonly lagCurves: readonly LagCurve[];
  /** What a change in volume between two periods is made of; absent where nobody asked. */
  readonly volume?: VolumeChange;
  /** When reviews of the first definition are due; absent of the rule of before. */
  readonly review?: ReviewDue;
  readonly unsure: { readonly handoffs: number; readonly answers: number; readonly deals: number };
  readonly notes: readonly string[];
}

/** The facts that the report counts. */
export type CountedFacts = Pick<FunnelFacts, 'asOf' | 'deals' | 'handoffs' | 'leftOut'>;
