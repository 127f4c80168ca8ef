// Sources whose leads become opportunities far more rarely than others', once only companies of one kind are compared.

import { DAY } from '../../../base/duration.ts';
import type { HandoffFact } from '../../../funnel/funnel-facts.ts';
import { falseDiscovery } from '../../../statistics/false-discovery.ts';
import { FEWEST, shareOf } from '../../../statistics/share.ts';
import { sourceOf } from '../../funnel/groups/grouping.ts';
import { adjustedOdds, sortOf } from '../adjusted.ts';
import { type DiagnosisCase, namedLeads, rateOfStep, yearly } from '../diagnosis-case.ts';
import type { DiagnosisFinding, PlaceRow } from '../diagnosis-finding.ts';
import { stakeOf } from '../worth.ts';

/** A source with more than this of the others' odds is not told. */
const MOST_RATIO = 0.6;
/** Of all sources that are told, at most so many falsely. */
const MOST_FALSE = 0.05;

/** Bad sources, by hand-offs that have had the time to become opportunities. */
export function badSources(from: DiagnosisCase): DiagnosisFinding[] {
  const within = rateOfStep(from, 'MQL → opportunity').withinDays * DAY;
  const cases = from.numbers.flatMap((i) => {
    const fact = from.journeys.facts[i] as HandoffFact;
    const place = sourceOf(fact.origin);
    if (place === undefined || fact.at + within > from.report.asOf) return [];
    const isHit = (from.journeys.steps.opportunity[i] as number) - fact.at <= within;
    return [{ fact, place, sort: sortOf(fact, 'company alone'), isHit }];
  });
  const sources = [...new Set(cases.map(({ place }) => place))].sort();
  const judged = sources.flatMap((source) => {
    const found = adjustedOdds(cases, source);
    return found === undefined || found.here.of < FEWEST ? [] : [{ source, ...found }];
  });
  const chances = falseDiscovery(judged.map(({ odds }) => odds.chance));
  const bad = judged.flatMap((each, i) => {
    const chance = chances[i] as number;
    return each.odds.ratio <= MOST_RATIO && chance <= MOST_FALSE ? [{ ...each, chance }] : [];
  });
  const rows = (source: string): PlaceRow[] =>
    judged.map(({ source: name, here }) => ({ name, share: here, isIt: name === source }));
  return bad.map(({ source, odds, here, elsewhere, chance }): DiagnosisFinding => {
    const { aYear, share } = yearly(from, ({ origin }) => sourceOf(origin) === source);
    const spare = (ratio: number): number => Math.max(0, aYear * (1 - ratio));
    return {
      kind: 'bad-source',
      sort: 'condition',
      place: source,
      sentence: `MQLs from ${source} become opportunities far more rarely than those of other sources, among companies of one kind: one bar treats unlike sources alike.`,
      follows: 'own baseline',
      evidence: [
        {
          what: `MQLs from ${source} that became opportunities`,
          share: here,
          others: shareOf(elsewhere.count, elsewhere.of),
          othersAre: 'of all other sources',
        },
        {
          what: 'odds beside other sources, among companies of one kind (Mantel and Haenszel)',
          value: odds.ratio,
          low: odds.low,
          high: odds.high,
          unit: 'times',
        },
        { what: 'hand-offs that could be compared so', value: odds.compared, unit: 'hand-offs' },
      ],
      names: namedLeads(
        from,
        cases
          .filter(({ place, isHit }) => place === source && !isHit)
          .map(({ fact }) => fact)
          .reverse(),
      ),
      picture: {
        draws: 'places',
        what: 'became opportunities',
        rows: rows(source).sort((a, b) => (b.share.rate ?? 0) - (a.share.rate ?? 0)),
      },
      confidence: 1 - chance,
      todo: `Weigh what comes from ${source} lower (sources in the definition), or ask more of it before the hand-off; compare what a customer from it costs with the others (baton report).`,
      gain: {
        state: 'told',
        what: 'hand-offs',
        at: spare(odds.ratio),
        low: spare(Math.min(1, odds.high)),
        high: spare(odds.low),
      },
      stake: stakeOf(share * (1 - odds.ratio), from.worth),
    };
  });
}
