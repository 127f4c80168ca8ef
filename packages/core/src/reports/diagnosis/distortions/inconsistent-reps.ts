// Reps who judge like leads unlike: their acceptance held against the others' among hand-offs of one source and one kind of company only.
import type { HandoffFact } from '../../../funnel/funnel-facts.ts';
import { falseDiscovery } from '../../../statistics/false-discovery.ts';
import { FEWEST, shareOf } from '../../../statistics/share.ts';
import { adjustedOdds, sortOf } from '../adjusted.ts';
import { type DiagnosisCase, namedLeads, yearly } from '../diagnosis-case.ts';
import type { DiagnosisFinding } from '../diagnosis-finding.ts';
import { firstDecision } from '../first-answers.ts';
import { stakeOf, unsaid } from '../worth.ts';
import { OWN, repPicture } from './answering-faults.ts';

/** Odds that differ by less are the difference between people. */
const LEAST_RATIO = 2;
/** Of all that is told as a finding, at most so many are false. */
const MOST_FALSE = 0.001;

/** Reps who take or turn away far more than others of the same. `named` are those of whom a finding tells already: they are no measure for the others. */
export function inconsistentReps(from: DiagnosisCase, named: ReadonlySet<string>): DiagnosisFinding[] {
  const decided = from.numbers.flatMap((i) => {
    const fact = from.journeys.facts[i] as HandoffFact;
    const { rep } = fact.steps;
    const decision = firstDecision(fact);
    return rep === undefined || decision === undefined || named.has(rep)
      ? []
      : [{ fact, place: rep, sort: sortOf(fact), isHit: decision === 'accepted' }];
  });
  const reps = [...new Set(decided.map(({ place }) => place))].sort();
  const odds = reps.flatMap((rep) => {
    const found = adjustedOdds(decided, rep);
    return found === undefined ? [] : [{ rep, ...found }];
  });
  const chances = falseDiscovery(odds.map(({ odds: { chance } }) => chance));
  return odds.flatMap(({ rep, odds: found, here, elsewhere }, i): DiagnosisFinding[] => {
    const chance = chances[i] as number;
    const isFar = found.ratio >= LEAST_RATIO || found.ratio <= 1 / LEAST_RATIO;
    if (!isFar || chance > MOST_FALSE || here.of < FEWEST) return [];
    const isEager = found.ratio > 1;
    const isOwn = ({ steps }: HandoffFact): boolean => steps.rep === rep;
    return [
      {
        ...OWN,
        kind: 'inconsistent-rep',
        place: rep,
        confidence: 1 - chance,
        sentence: `${rep} ${isEager ? 'accepts' : 'turns away'} far more than others who get the same leads: whether a lead is accepted depends on who gets it.`,
        evidence: [
          {
            what: `accepted by ${rep} at first answer`,
            share: here,
            others: shareOf(elsewhere.count, elsewhere.of),
            othersAre: 'by all others',
          },
          {
            what: 'odds of acceptance beside others, among leads of one source and one kind of company (Mantel and Haenszel)',
            value: found.ratio,
            low: found.low,
            high: found.high,
            unit: 'times',
          },
          { what: 'hand-offs that could be compared so', value: found.compared, unit: 'hand-offs' },
        ],
        names: namedLeads(
          from,
          decided.filter(({ place, isHit }) => place === rep && isHit === isEager).map(({ fact }) => fact),
        ),
        picture: repPicture(
          from,
          'accepted at first answer',
          (fact) => firstDecision(fact) !== undefined,
          (fact) => firstDecision(fact) === 'accepted',
          rep,
        ),
        todo: `Let ${rep} and a colleague judge the same twenty leads apart, and talk about where they differ; write down what settled it as a reason of the agreement.`,
        gain: unsaid('which of the two judgements brings more deals shows only when both have judged the same leads'),
        stake: stakeOf(yearly(from, isOwn).share, from.worth),
      },
    ];
  });
}
