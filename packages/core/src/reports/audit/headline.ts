// One true thing about the funnel, in a sentence: the most telling of those that the numbers bear.
import type { Share } from '../../statistics/share.ts';
import type { StepRate } from '../funnel/rates/step-rate.ts';
import type { Acceptance } from '../funnel/sales/acceptance.ts';

/** What a headline is chosen from. */
export interface HeadlineInput {
  readonly mqls: number;
  readonly rates: readonly StepRate[];
  readonly acceptance: Acceptance;
  readonly wins: { readonly won: number; readonly neverMql: Share };
  readonly sources: readonly { readonly source: string; readonly opportunity: StepRate }[];
}

/** So much of something is worth a headline: the lower end of its interval reaches it. */
const MANY_UNSEEN = 0.25;
const MANY_REJECTED = 0.4;

/** The sentence. It quotes no percentage of too few, and says what is too young or too few where nothing else can be said. */
export function headlineOf(input: HeadlineInput): string {
  if (input.mqls === 0) return 'No MQL date stands in this journal: there is no rule of yesterday to audit.';
  return unseenWins(input) ?? rejections(input) ?? sourcesApart(input) ?? conversion(input) ?? countsOnly(input);
}

function unseenWins({ wins: { neverMql } }: HeadlineInput): string | undefined {
  if (neverMql.state !== 'ok' || (neverMql.low ?? 0) < MANY_UNSEEN) return undefined;
  return `Of ${neverMql.of} deals won, ${neverMql.count} (${interval(neverMql)}) came from accounts in which nobody had been an MQL: the rule does not see them.`;
}

function rejections({ acceptance: { rejected } }: HeadlineInput): string | undefined {
  if (rejected.state !== 'ok' || (rejected.low ?? 0) < MANY_REJECTED) return undefined;
  return `Sales rejected ${rejected.count} of ${rejected.of} MQLs (${interval(rejected)}): the rule sends what sales does not want.`;
}

/** Two sources of which the intervals lie apart. */
function sourcesApart({ sources }: HeadlineInput): string | undefined {
  const told = sources.filter(({ source, opportunity }) => opportunity.state === 'ok' && source !== 'unknown');
  const sorted = [...told].sort((a, b) => (b.opportunity.rate ?? 0) - (a.opportunity.rate ?? 0));
  const [best, worst] = [sorted[0], sorted.at(-1)];
  if (best === undefined || worst === undefined) return undefined;
  if ((best.opportunity.low ?? 0) <= (worst.opportunity.high ?? 1)) return undefined;
  return `MQLs from ${best.source} became opportunities in ${interval(best.opportunity)}, those from ${worst.source} in ${interval(worst.opportunity)}: one threshold treats both alike.`;
}

function conversion({ rates }: HeadlineInput): string | undefined {
  const told = ['MQL → customer', 'MQL → opportunity', 'MQL → SQL', 'MQL → accepted'].flatMap((step) =>
    rates.filter((rate) => rate.step === step && rate.state === 'ok'),
  );
  const [rate] = told;
  if (rate === undefined) return undefined;
  const became = {
    'MQL → customer': 'customers',
    'MQL → opportunity': 'opportunities',
    'MQL → SQL': 'SQLs',
    'MQL → accepted': 'accepted',
  }[rate.step as string];
  return `Of ${rate.of} MQLs that have had ${rate.withinDays} days, ${rate.count} (${interval(rate)}) became ${became}.`;
}

function countsOnly({ mqls, wins: { won, neverMql } }: HeadlineInput): string {
  return `${mqls} MQLs and ${won} wins, ${neverMql.count} of them in accounts without an MQL: too few or too young for a percentage.`;
}

function interval({ rate, low, high }: Share | Omit<Share, 'state'>): string {
  return `${percent(rate)}, 95 % interval ${percent(low)} to ${percent(high)}`;
}

function percent(rate = 0): string {
  return `${Math.round(1000 * rate) / 10} %`;
}
