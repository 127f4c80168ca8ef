// Faults in how sales answers, each found by data health against the company's own baseline: slow months, reps who take everything, reps who turn away for one handy reason.
import { DAY } from '../../../base/duration.ts';
import type { HandoffFact } from '../../../funnel/funnel-facts.ts';
import { shareOf } from '../../../statistics/share.ts';
import type { Finding, FindingCounts } from '../../health/finding.ts';
import { monthOf } from '../../health/months.ts';
import { BY_CHANCE } from '../../health/stand-out.ts';
import { adjustedOdds, sortOf } from '../adjusted.ts';
import { type DiagnosisCase, monthRows, namedLeads, rateOfStep, shareThatTook, yearly } from '../diagnosis-case.ts';
import type { DiagnosisFinding, Evidence } from '../diagnosis-finding.ts';
import { firstDecision } from '../first-answers.ts';
import { differenceOf, gainOfOpportunities, gainOfShares, stakeOf, unsaid } from '../worth.ts';

/** What is common to all that data health tells: the company's own other months, reps and deals are the measure. */
export const OWN = {
  sort: 'distortion',
  follows: 'own baseline',
  confidence: 1 - BY_CHANCE,
} as const satisfies Partial<DiagnosisFinding>;

/** The counts of a finding as evidence. */
export function evidenceOf(what: string, { counts }: Finding, othersAre: string): Evidence[] {
  if (counts === undefined) return [];
  const { count, of, otherCount, otherOf }: FindingCounts = counts;
  return [
    {
      what,
      share: shareOf(count, of),
      ...(otherOf > 0 && { others: shareOf(otherCount, otherOf), othersAre }),
    },
  ];
}

/** An answer later than this came after a working week, as data health counts it. */
const SLOW = 5 * DAY;

/** A time in which sales answered late. */
export function slowResponse(from: DiagnosisCase, finding: Finding): DiagnosisFinding {
  const { journeys, numbers } = from;
  const isAnswered = ({ steps }: HandoffFact): boolean => steps.respondedAt !== undefined;
  const isLate = ({ at, steps }: HandoffFact): boolean => (steps.respondedAt ?? at) - at > SLOW;
  const late = numbers.map((i) => journeys.facts[i] as HandoffFact).filter(isLate);
  const here = shareThatTook(from, 'opportunity', isLate);
  const elsewhere = shareThatTook(from, 'opportunity', (fact) => isAnswered(fact) && !isLate(fact));
  const { aYear, share } = yearly(from, isLate);
  const month = finding.month as string;
  return {
    ...OWN,
    kind: 'slow-response',
    place: finding.place,
    month,
    sentence: `From ${month} on sales took more than five days to answer ${of(finding)}.`,
    evidence: [
      ...evidenceOf('answered after more than five days', finding, 'in all other months'),
      {
        what: 'became opportunities, of those answered late',
        share: here,
        others: elsewhere,
        othersAre: 'of those answered in time',
      },
    ],
    names: namedLeads(from, late),
    picture: {
      draws: 'months',
      what: 'answered after more than five days',
      of: 'answered hand-offs',
      rows: monthRows(from, isAnswered, isLate, (each) => each === month),
    },
    todo: 'Find out what kept sales in that time (holidays, too many leads, a queue that nobody watched); agree a due time, and have open hand-offs escalated before it passes.',
    gain: gainOfShares(here, elsewhere, aYear, from.worth),
    stake: stakeOf(share, from.worth),
  };
}

function of({ counts }: Finding): string {
  return counts === undefined ? 'hand-offs' : `${counts.count} of ${counts.of} hand-offs`;
}

/** Less than that is what the leads explain: nobody turns like leads away. */
const LIKE_OTHERS = 0.01;

/** Whether a rep's streak of acceptance is no more than what like leads get from others: since its month, among hand-offs of one source and one kind of company. */
export function isExplained({ journeys, numbers }: DiagnosisCase, { place, month = '' }: Finding): boolean {
  const cases = numbers.flatMap((i) => {
    const fact = journeys.facts[i] as HandoffFact;
    const { rep } = fact.steps;
    const decision = firstDecision(fact);
    const isOwn = rep === place;
    if (rep === undefined || decision === undefined || (isOwn && monthOf(fact.at) < month)) return [];
    return [{ place: isOwn ? place : 'others', sort: sortOf(fact), isHit: decision === 'accepted' }];
  });
  const found = adjustedOdds(cases, place);
  return found !== undefined && (found.odds.ratio < 1 || found.odds.chance > LIKE_OTHERS);
}

/** A rep who turns nobody away any more. */
export function acceptsEverything(from: DiagnosisCase, finding: Finding): DiagnosisFinding {
  const month = finding.month as string;
  const rep = finding.place;
  const isAccepted = (fact: HandoffFact): boolean => firstDecision(fact) === 'accepted';
  const isOwn = (fact: HandoffFact): boolean => fact.steps.rep === rep && monthOf(fact.at) >= month;
  const isOther = ({ steps }: HandoffFact): boolean => steps.rep !== undefined && steps.rep !== rep;
  const here = shareThatTook(from, 'opportunity', (fact) => isOwn(fact) && isAccepted(fact));
  const elsewhere = shareThatTook(from, 'opportunity', (fact) => isOther(fact) && isAccepted(fact));
  const { aYear, share } = yearly(from, isOwn);
  const idle = from.numbers
    .filter((i) => Number.isNaN(from.journeys.steps.opportunity[i] as number))
    .map((i) => from.journeys.facts[i] as HandoffFact)
    .filter((fact) => isOwn(fact) && isAccepted(fact));
  const difference = differenceOf(here, elsewhere);
  return {
    ...OWN,
    kind: 'accepts-everything',
    place: rep,
    month,
    sentence: `${rep} has turned nobody away since about ${month}: whatever the lead, the answer is yes, so that acceptance says nothing.`,
    evidence: [
      ...evidenceOf('accepted in a row', finding, 'elsewhere'),
      {
        what: `accepted by ${rep} since then, that became opportunities`,
        share: here,
        others: elsewhere,
        othersAre: 'accepted by other reps',
      },
    ],
    names: namedLeads(from, idle),
    picture: repPicture(from, 'accepted at first answer', (fact) => fact.answer !== 'unworked', isAccepted, rep),
    todo: `Ask ${rep} what became of these leads, and what acceptance is measured for; until then leave the answers out of the acceptance rate, and count what is accepted and never moves on.`,
    gain:
      difference === undefined || difference.low <= 0
        ? unsaid(
            `accepting too much costs hours of work rather than deals; ${difference === undefined ? 'too few of these leads have had the time to become opportunities' : 'what is accepted here becomes opportunities about as often as elsewhere'}`,
          )
        : {
            state: 'told',
            what: 'hand-offs',
            at: aYear * difference.at,
            low: aYear * difference.low,
            high: aYear * difference.high,
          },
    stake: stakeOf(share, from.worth),
  };
}

/** A rep who turns many away, for one reason that is always at hand. */
export function rejectsForConvenience(from: DiagnosisCase, finding: Finding): DiagnosisFinding {
  const { counts, reason = '', place: rep } = finding;
  const month = finding.month as string;
  const isOwn = (fact: HandoffFact): boolean => fact.steps.rep === rep && monthOf(fact.at) >= month;
  const isSo = ({ steps }: HandoffFact): boolean => steps.reason === reason && steps.turnedDownAt !== undefined;
  const { aYear, share } = yearly(from, isOwn);
  const turned = from.numbers
    .map((i) => from.journeys.facts[i] as HandoffFact)
    .filter((fact) => isOwn(fact) && isSo(fact));
  const usual = rateOfStep(from, 'MQL → opportunity');
  const extra =
    counts === undefined
      ? undefined
      : differenceOf(shareOf(counts.otherCount, counts.otherOf), shareOf(counts.count, counts.of));
  const isTold = extra !== undefined && extra.low > 0 && usual.state === 'ok';
  const opportunities = (more: number, rate = 0): number => more * aYear * rate;
  return {
    ...OWN,
    kind: 'rejects-for-convenience',
    place: rep,
    month,
    sentence: `Since ${month} ${rep} turns most leads away as "${reason}", a reason that others hardly need: they are not being worked.`,
    evidence: [
      ...evidenceOf(`turned away as "${reason}"`, finding, 'by all others'),
      {
        what: `hand-offs of ${rep} since then that became opportunities`,
        share: shareThatTook(from, 'opportunity', isOwn),
        others: shareThatTook(from, 'opportunity', (fact) => fact.steps.rep !== undefined && fact.steps.rep !== rep),
        othersAre: 'hand-offs of other reps',
      },
    ],
    names: namedLeads(from, turned),
    picture: repPicture(from, `turned away as "${reason}"`, (fact) => fact.answer !== 'unworked', isSo, rep),
    todo: `Go through ten of these leads with ${rep}; put the reason into the agreement only with what it has to show (which criterion failed), and give the leads back to the queue.`,
    gain: isTold
      ? gainOfOpportunities(
          {
            at: opportunities(extra.at, usual.rate),
            low: opportunities(extra.low, usual.low),
            high: opportunities(extra.high, usual.high),
          },
          from.worth,
        )
      : unsaid('too few have had the time to see how many of the usual hand-offs become opportunities'),
    stake: stakeOf(share, from.worth),
  };
}

/** Reps side by side, with the one that a finding is about marked. */
export function repPicture(
  { journeys, numbers }: DiagnosisCase,
  what: string,
  isCounted: (fact: HandoffFact) => boolean,
  isSo: (fact: HandoffFact) => boolean,
  rep: string,
): NonNullable<DiagnosisFinding['picture']> {
  const counts = new Map<string, [number, number]>();
  for (const i of numbers) {
    const fact = journeys.facts[i] as HandoffFact;
    const name = fact.steps.rep;
    if (name === undefined || !isCounted(fact)) continue;
    const [count, whole] = counts.get(name) ?? [0, 0];
    counts.set(name, [count + (isSo(fact) ? 1 : 0), whole + 1]);
  }
  const rows = [...counts].map(([name, [count, whole]]) => ({
    name,
    share: shareOf(count, whole),
    isIt: name === rep,
  }));
  return { draws: 'places', what, rows: rows.sort((a, b) => (b.share.rate ?? 0) - (a.share.rate ?? 0)) };
}
