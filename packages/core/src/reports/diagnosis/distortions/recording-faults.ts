// Faults in what is recorded, each found by data health against the company's own baseline: thresholds lowered before a quarter is reported, stages entered late, wins that nothing preceded, floods of a campaign.
import { DAY } from '../../../base/duration.ts';
import type { HandoffFact } from '../../../funnel/funnel-facts.ts';
import { sourceOf } from '../../funnel/groups/grouping.ts';
import type { Finding } from '../../health/finding.ts';
import { monthOf } from '../../health/months.ts';
import { type DiagnosisCase, monthRows, namedLeads, shareThatTook, yearly } from '../diagnosis-case.ts';
import type { DiagnosisFinding } from '../diagnosis-finding.ts';
import { differenceOf, stakeOf, unsaid } from '../worth.ts';
import { evidenceOf, OWN } from './answering-faults.ts';

/** The last days of a quarter, as data health looks at them. */
const QUARTERS_END = 5 * DAY;

/** A threshold that was lowered before a quarter was reported. */
export function thresholdEdited(from: DiagnosisCase, finding: Finding): DiagnosisFinding {
  const month = finding.month as string;
  const end = Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 1);
  const isIn = ({ at }: HandoffFact): boolean => at >= end - QUARTERS_END && at < end;
  const here = shareThatTook(from, 'sql', isIn);
  const elsewhere = shareThatTook(from, 'sql', (fact) => !isIn(fact));
  const handed = from.numbers.map((i) => from.journeys.facts[i] as HandoffFact).filter(isIn);
  const difference = differenceOf(here, elsewhere);
  return {
    ...OWN,
    kind: 'threshold-edited',
    place: finding.place,
    month,
    sentence: `In the last five days of the quarter that ended with ${month} the bar of ${finding.place} was lower than before and after: the quarter's number of MQLs was made, not earned.`,
    evidence: [
      { what: 'handed over in those five days', value: finding.size, unit: 'leads' },
      { what: 'became SQLs, of those', share: here, others: elsewhere, othersAre: 'of all other hand-offs' },
    ],
    names: namedLeads(from, handed),
    picture: {
      draws: 'months',
      what: 'handed over',
      of: 'hand-offs',
      rows: monthRows(
        from,
        () => true,
        () => true,
        (each) => each === month,
      ),
    },
    todo: 'Leave these hand-offs out where months are compared; let a definition change only by a signed version with a date, and report volume under the constant definition beside it.',
    gain:
      difference === undefined || difference.low <= 0
        ? unsaid('what was let through has hardly become SQLs less often than the rest, or too few have had the time')
        : {
            state: 'told',
            what: 'hand-offs',
            at: handed.length * difference.at,
            low: handed.length * difference.low,
            high: handed.length * difference.high,
          },
    stake: stakeOf(yearly(from, isIn).share, from.worth),
  };
}

/** Who enters the stages of a deal when it closes. */
export function lateStages(from: DiagnosisCase, finding: Finding): DiagnosisFinding {
  const month = finding.month as string;
  const own = from.deals.filter(({ owner, openedAt = 0 }) => owner === finding.place && monthOf(openedAt) >= month);
  const won = wonShare(from, (deal) => own.includes(deal));
  return {
    ...OWN,
    kind: 'late-stages',
    place: finding.place,
    month,
    sentence: `${finding.place} enters all stages of a deal at its end since ${month}: until then nobody can see how these deals stand.`,
    evidence: evidenceOf(
      'deals whose stages were all entered within an hour, at the end',
      finding,
      'of all other deals',
    ),
    names: own.slice(0, 5).map(({ name, deal }) => name ?? deal),
    todo: `Ask ${finding.place} to move deals as they move; leave these deals out of times in stages and of forecasts.`,
    gain: unsaid('it loses no deal by itself: it hides which are stuck while something could still be done'),
    stake: stakeOf(won, from.worth),
  };
}

function wonShare({ deals, worth }: DiagnosisCase, isOf: (deal: DiagnosisCase['deals'][number]) => boolean): number {
  const won = deals.filter(({ state, closedAt = 0 }) => state === 'won' && closedAt >= worth.from);
  return won.filter(isOf).length / Math.max(1, won.length);
}

/** Wins with companies of which no behaviour is known. */
export function darkWins(from: DiagnosisCase, finding: Finding): DiagnosisFinding {
  const { darkAccounts } = from.read.health.deals;
  const { count = finding.size, of = finding.size } = finding.counts ?? {};
  const when = finding.month === undefined ? '' : ` whose deals were opened from ${finding.month} on`;
  return {
    ...OWN,
    kind: 'dark-wins',
    place: finding.place,
    ...(finding.month !== undefined && { month: finding.month }),
    sentence: `${count} of ${of} won deals${when} came from companies of which no behaviour was known: the definition could not have seen them.`,
    evidence: evidenceOf('won without any behaviour in the 90 days before', finding, 'of all other wins'),
    names: from.deals
      .filter(({ state, account }) => state === 'won' && darkAccounts.includes(account))
      .slice(0, 5)
      .map(({ account, name, deal }) => from.read.names.companyName(account) ?? name ?? deal),
    todo: 'Ask the reps where these customers came from; bring in what is missing (events, calls, partners, a form for what reps hear), or count them as another way of selling and keep them out of calibration.',
    gain: unsaid('these deals were won; what is lost is what could be learnt of them'),
    stake: stakeOf(
      from.read.health.deals.dark / Math.max(1, from.read.health.deals.dark + from.read.health.deals.seen),
      from.worth,
    ),
  };
}

/** A campaign that floods a month with people who are no market. */
export function floodingSource(from: DiagnosisCase, finding: Finding): DiagnosisFinding {
  const month = finding.month as string;
  const isOf = ({ origin }: HandoffFact): boolean =>
    origin.campaign === finding.place || sourceOf(origin) === finding.place;
  const here = shareThatTook(from, 'opportunity', isOf);
  const elsewhere = shareThatTook(from, 'opportunity', (fact) => !isOf(fact));
  const handed = from.numbers.map((i) => from.journeys.facts[i] as HandoffFact).filter(isOf);
  return {
    ...OWN,
    kind: 'flooding-source',
    place: finding.place,
    month,
    sentence: `${finding.place} flooded ${month} with people who want something else than the product: newcomers rose, demand did not.`,
    evidence: [
      { what: 'newcomers it brought in that month', value: finding.size, unit: 'people' },
      ...evidenceOf('of them with free mail', finding, 'of all other newcomers'),
      ...(handed.length === 0
        ? []
        : [
            {
              what: 'of its hand-offs that became opportunities',
              share: here,
              others: elsewhere,
              othersAre: 'of all other hand-offs',
            },
          ]),
    ],
    names: namedLeads(from, handed),
    todo: 'Give what this campaign brings no points for coming, keep it out of rates that are compared with other months, and move its budget to where opportunities come from.',
    gain: unsaid(
      handed.length === 0
        ? 'none of them was handed over: the cost is the campaign and everything that counts newcomers'
        : 'its people hardly buy: what it costs is the campaign and the hours of reps',
    ),
    stake: stakeOf(yearly(from, isOf).share, from.worth),
  };
}
