// What the definition does not see or sees too late: wins without an MQL, and facts that rule a lead out and turn up only after sales has taken it.
import { DAY } from '../../../base/duration.ts';
import type { HandoffFact } from '../../../funnel/funnel-facts.ts';
import { plainWord } from '../../../import/tables/cell-values.ts';
import { type Share, shareOf } from '../../../statistics/share.ts';
import { winsOf } from '../../audit/wins.ts';
import { type DiagnosisCase, namedLeads, rateOfStep, yearly } from '../diagnosis-case.ts';
import type { DiagnosisFinding } from '../diagnosis-finding.ts';
import { firstDecision } from '../first-answers.ts';
import type { BandVerdict } from '../profiles/verdict.ts';
import { stakeOf, unsaid } from '../worth.ts';

/** Of all won deals, those in whose account nobody had been handed over. */
export function unseenShare({ deals, report, journeys }: DiagnosisCase): Share {
  return winsOf(deals, journeys.facts, report.from).neverMql;
}

/** Wins that the hand-offs never had to do with. */
export function unseenWins(from: DiagnosisCase, verdict: BandVerdict): DiagnosisFinding {
  const { read, report, worth } = from;
  const seen = new Set(from.journeys.facts.map(({ account }) => account));
  const unseen = from.deals.filter(({ state, account }) => state === 'won' && !seen.has(account));
  const sources = unseen.map(({ account, name, deal }) => read.names.companyName(account) ?? name ?? deal);
  return {
    kind: 'unseen-wins',
    sort: 'condition',
    place: report.definitions.join(' and '),
    sentence:
      'Many deals are won with companies of which nobody was ever handed over: the definition is too tight for them, or looks elsewhere.',
    follows: verdict.profile,
    evidence: [{ what: 'won without anybody handed over', share: verdict.share }],
    names: sources.slice(0, 5),
    confidence: verdict.confidence ?? 0,
    todo: 'Look at these companies one by one (`baton explain`): what did they do before sales talked to them? `baton calibrate` learns from them, `baton backtest` shows what a lower bar or another gate would have seen.',
    gain: unsaid('these deals were won without it; how many like them were lost for want of a hand-off nobody knows'),
    stake: stakeOf(verdict.share.rate ?? 0, worth),
  };
}

/** Reasons that are facts about a lead, known to somebody before sales took it; timing, intent and silence are none. */
const RULES_OUT =
  /\b(size|small|large|industry|budget|price|country|region|territory|geograph\w*|competitor|student|personal|role|title|authority|fit|segment|technolog\w*|language)\b/;

/** Whether a reason is such a fact. */
export function rulesOut(reason: string | undefined): boolean {
  return reason !== undefined && RULES_OUT.test(plainWord(reason).replaceAll('-', ' '));
}

function isFoundLate(fact: HandoffFact): boolean {
  const { turnedDownAt } = fact.steps;
  return firstDecision(fact) === 'accepted' && turnedDownAt !== undefined && rulesOut(fact.steps.reason);
}

/** Of what sales accepted and has had the time: how much it turned down later for a fact that rules it out. */
export function foundLate({ journeys, numbers, report, ...rest }: DiagnosisCase): Share {
  const within = rateOfStep({ journeys, numbers, report, ...rest }, 'MQL → meeting').withinDays * DAY;
  const accepted = numbers
    .map((i) => journeys.facts[i] as HandoffFact)
    .filter((fact) => firstDecision(fact) === 'accepted');
  const old = accepted.filter(({ at }) => at + within <= report.asOf);
  return shareOf(old.filter(isFoundLate).length, old.length, accepted.length - old.length);
}

/** Facts that rule leads out and are found out late. */
export function lateDiscovery(from: DiagnosisCase, verdict: BandVerdict): DiagnosisFinding {
  const late = from.numbers.map((i) => from.journeys.facts[i] as HandoffFact).filter(isFoundLate);
  const reasons = new Map<string, number>();
  for (const { steps } of late) reasons.set(steps.reason as string, (reasons.get(steps.reason as string) ?? 0) + 1);
  const sorted = [...reasons].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const { aYear, share } = yearly(from, isFoundLate);
  return {
    kind: 'late-discovery',
    sort: 'condition',
    place: from.report.definitions.join(' and '),
    sentence: `Facts that rule a lead out turn up only after sales has taken it, most often "${sorted[0]?.[0] ?? ''}": calls are held that a field could have saved.`,
    follows: verdict.profile,
    evidence: [{ what: 'accepted, and turned down later for a fact that rules the lead out', share: verdict.share }],
    names: namedLeads(from, [...late].reverse()),
    picture: {
      draws: 'places',
      what: 'reasons, of all found out late',
      rows: sorted.slice(0, 6).map(([name, count], i) => ({ name, share: shareOf(count, late.length), isIt: i === 0 })),
    },
    confidence: verdict.confidence ?? 0,
    todo: 'Ask for this fact earlier (a field of the form, a data provider), and make it a criterion of fit or a disqualification.',
    gain: {
      state: 'told',
      what: 'hand-offs',
      at: aYear,
      low: aYear * ratio(verdict.share, 'low'),
      high: aYear * ratio(verdict.share, 'high'),
    },
    stake: stakeOf(share, from.worth),
  };
}

function ratio({ rate = 0, low = 0, high = 1 }: Share, end: 'low' | 'high'): number {
  return rate === 0 ? 1 : (end === 'low' ? low : high) / rate;
}
