// The case that a diagnosis judges: facts, their columns, rates and worth, worked out once for all findings.
import { DAY } from '../../base/duration.ts';
import type { Definition } from '../../definition/definition.ts';
import type { DealFact, HandoffFact } from '../../funnel/funnel-facts.ts';
import { type Share, shareOf } from '../../statistics/share.ts';
import type { Journeys, Milestone } from '../funnel/journeys.ts';
import type { StepRate } from '../funnel/rates/step-rate.ts';
import type { StepName } from '../funnel/rates/steps.ts';
import type { FunnelReport } from '../funnel/report-result.ts';
import { monthOf } from '../health/months.ts';
import type { DiagnosisRead } from './diagnosis-reading.ts';
import type { FirstAnswers } from './first-answers.ts';
import type { BandProfile } from './profiles/band-profile.ts';
import type { Worth } from './worth.ts';

/** What findings are found in. */
export interface DiagnosisCase {
  readonly read: DiagnosisRead;
  /** Empty for the rule of before. */
  readonly definitions: readonly Definition[];
  readonly report: FunnelReport;
  readonly journeys: Journeys;
  /** Hand-offs of the period by their numbers in the journeys. */
  readonly numbers: readonly number[];
  /** Deals of new business of the period. */
  readonly deals: readonly DealFact[];
  readonly answers: FirstAnswers;
  readonly worth: Worth;
  readonly profiles: readonly BandProfile[];
}

/** A rate of the report by its step. */
export function rateOfStep({ report }: DiagnosisCase, step: StepName): StepRate {
  return report.rates.find((rate) => rate.step === step) as StepRate;
}

const STEP_OF = {
  accepted: 'MQL → accepted',
  sql: 'MQL → SQL',
  opportunity: 'MQL → opportunity',
  won: 'MQL → customer',
} as const;

/** Of some hand-offs, those that have had the time: how many took a step within it. */
export function shareThatTook(
  { journeys, report, ...rest }: DiagnosisCase,
  step: keyof typeof STEP_OF,
  isOf: (fact: HandoffFact, i: number) => boolean,
): Share {
  const within = rateOfStep({ journeys, report, ...rest }, STEP_OF[step]).withinDays * DAY;
  let [count, of, young] = [0, 0, 0];
  for (const i of rest.numbers) {
    if (!isOf(journeys.facts[i] as HandoffFact, i)) continue;
    const at = journeys.at[i] as number;
    if (at + within > report.asOf) {
      young += 1;
      continue;
    }
    of += 1;
    if ((journeys.steps[step satisfies Milestone][i] as number) - at <= within) count += 1;
  }
  return shareOf(count, of, young);
}

/** Hand-offs of the last year among those that are so, in a year; and as a part of all of them. */
export function yearly(
  { journeys, numbers, worth }: DiagnosisCase,
  isOf: (fact: HandoffFact, i: number) => boolean,
): { readonly aYear: number; readonly share: number } {
  const recent = numbers.filter((i) => (journeys.at[i] as number) >= worth.from);
  const own = recent.filter((i) => isOf(journeys.facts[i] as HandoffFact, i));
  return { aYear: own.length / worth.years, share: own.length / Math.max(1, recent.length) };
}

/** Names of a few leads with their companies. */
export function namedLeads({ read: { names } }: DiagnosisCase, facts: readonly HandoffFact[], most = 5): string[] {
  return facts.slice(0, most).map(({ lead, account }) => {
    const company = names.companyName(account);
    return company === undefined ? names.leadName(lead) : `${names.leadName(lead)} (${company})`;
  });
}

/** Months of hand-offs with a count of those that are so, for a picture. */
export function monthRows(
  { journeys, numbers, read }: DiagnosisCase,
  isCounted: (fact: HandoffFact) => boolean,
  isSo: (fact: HandoffFact) => boolean,
  isIt: (month: string) => boolean,
) {
  const counts = new Map<string, { count: number; of: number }>();
  for (const i of numbers) {
    const fact = journeys.facts[i] as HandoffFact;
    if (!isCounted(fact)) continue;
    const month = monthOf(fact.at);
    const held = counts.get(month) ?? { count: 0, of: 0 };
    held.of += 1;
    if (isSo(fact)) held.count += 1;
    counts.set(month, held);
  }
  const [first] = [...counts.keys()].sort();
  return read.health.months
    .filter((month) => first !== undefined && month >= first)
    .map((month) => ({ month, ...(counts.get(month) ?? { count: 0, of: 0 }), isIt: isIt(month) }));
}
