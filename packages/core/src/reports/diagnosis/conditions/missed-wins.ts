// Wins missed just under the bar: deals won with accounts of which nobody was handed over, and somebody would have been at a lower threshold.
import { DAY } from '../../../base/duration.ts';
import type { DealFact } from '../../../funnel/funnel-facts.ts';
import { type Share, shareOf } from '../../../statistics/share.ts';
import type { DiagnosisCase } from '../diagnosis-case.ts';
import type { DiagnosisFinding } from '../diagnosis-finding.ts';
import { NEAR_POINTS } from '../near-misses.ts';
import type { BandVerdict } from '../profiles/verdict.ts';
import { stakeOf, unsaid } from '../worth.ts';

/** A hand-off so long before a deal would have sourced it, as K7 counts. */
const WINDOW = 180 * DAY;

interface Missed {
  readonly won: readonly DealFact[];
  readonly missed: readonly DealFact[];
  /** Hand-offs of a year that the lower bar makes in addition. */
  readonly more: number;
}

function missedIn({ read, journeys, deals, worth }: DiagnosisCase): Missed | undefined {
  const near = read.nearMisses;
  if (near === undefined) return undefined;
  const won = deals.filter(({ state }) => state === 'won');
  const handed = new Set(journeys.facts.map(({ account }) => account));
  const missed = won.filter(
    ({ account, openedAt }) =>
      openedAt !== undefined &&
      !handed.has(account) &&
      near.some((each) => each.account === account && each.at <= openedAt && each.at >= openedAt - WINDOW),
  );
  const recent = (at: number): boolean => at >= worth.from;
  const more = near.filter(({ at }) => recent(at)).length - journeys.facts.filter(({ at }) => recent(at)).length;
  return { won, missed, more: Math.max(0, more) / worth.years };
}

/** Of all wins, those that a lower bar would have seen; undefined for the rule of before, whose points nobody knows. */
export function missedShare(from: DiagnosisCase): Share | undefined {
  const found = missedIn(from);
  return found === undefined ? undefined : shareOf(found.missed.length, found.won.length);
}

/** Wins just under the bar. */
export function missedWins(from: DiagnosisCase, verdict: BandVerdict): DiagnosisFinding {
  const { missed = [], more = 0 } = missedIn(from) ?? {};
  return {
    kind: 'missed-wins',
    sort: 'condition',
    place: from.report.definitions.join(' and '),
    sentence: `Deals were won with companies that stayed just under the bar: with thresholds ${NEAR_POINTS} points lower somebody of them would have been handed over in time.`,
    follows: verdict.profile,
    evidence: [
      { what: `won deals that thresholds ${NEAR_POINTS} points lower would have seen`, share: verdict.share },
      { what: 'hand-offs in addition that the lower bar makes', value: more, unit: 'a year' },
    ],
    names: missed.slice(0, 5).map(({ account, name, deal }) => from.read.names.companyName(account) ?? name ?? deal),
    confidence: verdict.confidence ?? 0,
    todo: 'Lower the threshold in a draft and hold it against this one (`baton backtest DRAFT JOURNAL --against DEFINITION`): it names who would come in addition, and what became of them.',
    gain: unsaid('these deals were won without a hand-off; a backtest of the lower bar says what else it would bring'),
    stake: stakeOf(verdict.share.rate ?? 0, from.worth),
  };
}
