// Faults of the rule itself: points for what is easy to track, hand-offs that hang on one signal, spikes before months end.
import { DAY } from '../../../base/duration.ts';
import type { Definition } from '../../../definition/definition.ts';
import { easyPoints } from '../../../definition/lint/signal-rules.ts';
import type { HandoffFact } from '../../../funnel/funnel-facts.ts';
import { binomialGreater } from '../../../statistics/binomial.ts';
import { type Share, shareOf } from '../../../statistics/share.ts';
import { monthOf } from '../../health/months.ts';
import { BY_CHANCE } from '../../health/stand-out.ts';
import { type DiagnosisCase, monthRows, namedLeads, shareThatTook, yearly } from '../diagnosis-case.ts';
import type { DiagnosisFinding } from '../diagnosis-finding.ts';
import type { Band, BandProfile } from '../profiles/band-profile.ts';
import type { BandVerdict } from '../profiles/verdict.ts';
import { gainOfShares, stakeOf, unsaid } from '../worth.ts';

/** Definitions most of whose points reward what is easy to track. A share of points is no sample: nothing of it is chance. */
export function easySignals({ definitions, profiles, worth, report }: DiagnosisCase): DiagnosisFinding[] {
  const held = bandIn(profiles);
  if (held === undefined) return [];
  return definitions.flatMap(({ name, engagement }: Definition): DiagnosisFinding[] => {
    if (engagement === undefined) return [];
    const { share, easy } = easyPoints(engagement);
    if (share <= held.high) return [];
    return [
      {
        kind: 'easy-signals',
        sort: 'condition',
        place: name,
        sentence: `${Math.round(100 * share)} % of the engagement points of ${name} reward what is easy to track, such as page views, downloads and mail: whoever wants more MQLs can make them.`,
        follows: held.profile,
        evidence: [{ what: 'points for what is easy to track, as far as caps allow', value: 100 * share, unit: '%' }],
        names: easy.map((signal) => signal.name),
        confidence: 1,
        todo: 'Let a calibration say which of these tell winners from the rest; cap the others, and give points to what people do only when they mean to buy.',
        gain: unsaid('a backtest of the version without them says it'),
        stake: stakeOf((share - held.high) * (report.mqls > 0 ? 1 : 0), worth),
      },
    ];
  });
}

function bandIn(profiles: readonly BandProfile[]): { readonly profile: string; readonly high: number } | undefined {
  const found = profiles.flatMap(({ name, bands }) =>
    bands.map((band: Band) => ({ profile: name, measure: band.measure, high: band.high })),
  );
  const band = found.find(({ measure, high }) => measure === 'easy points' && high !== undefined);
  return band?.high === undefined ? undefined : { profile: band.profile, high: band.high };
}

/** Replayed hand-offs whose points tell something: a gate that one signal opens by itself (a hand-raise) hangs on it by agreement. */
function pointed({ journeys, numbers, definitions }: DiagnosisCase): HandoffFact[] {
  const raises = new Set(
    definitions.flatMap(({ gates }) =>
      gates.flatMap(({ name, clause }) => (clause.signal === undefined ? [] : [name])),
    ),
  );
  return numbers
    .map((i) => journeys.facts[i] as HandoffFact)
    .filter(({ origin: { signals, gate } }) => signals !== undefined && signals.length > 0 && !raises.has(gate ?? ''));
}

/** Of them, how many hang on one signal: take it away, and there is nothing. Undefined for the rule of before. */
export function oneSignalShare(from: DiagnosisCase): Share | undefined {
  const told = pointed(from);
  return from.definitions.length === 0 ? undefined : shareOf(told.filter(hangsOnOne).length, told.length);
}

function hangsOnOne({ origin }: HandoffFact): boolean {
  return origin.signals?.length === 1;
}

/** Hand-offs that hang on one signal. */
export function oneSignal(from: DiagnosisCase, verdict: BandVerdict): DiagnosisFinding {
  const told = new Set(pointed(from));
  const isAlone = (fact: HandoffFact): boolean => told.has(fact) && hangsOnOne(fact);
  const facts = [...told].filter(hangsOnOne);
  const counts = new Map<string, number>();
  for (const { origin } of facts)
    for (const signal of origin.signals ?? []) counts.set(signal, (counts.get(signal) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const here = shareThatTook(from, 'opportunity', isAlone);
  const elsewhere = shareThatTook(from, 'opportunity', (fact) => told.has(fact) && !hangsOnOne(fact));
  const { aYear, share } = yearly(from, isAlone);
  return {
    kind: 'one-signal',
    sort: 'condition',
    place: from.report.definitions.join(' and '),
    sentence: `Most MQLs hang on one signal alone, most often "${sorted[0]?.[0] ?? ''}": whoever makes that signal makes MQLs.`,
    follows: verdict.profile,
    evidence: [
      { what: 'handed over on one signal alone', share: verdict.share },
      { what: 'of them became opportunities', share: here, others: elsewhere, othersAre: 'of those with more signals' },
    ],
    names: namedLeads(from, [...facts].reverse()),
    picture: {
      draws: 'places',
      what: 'the one signal',
      rows: sorted
        .slice(0, 6)
        .map(([name, count], i) => ({ name, share: shareOf(count, facts.length), isIt: i === 0 })),
    },
    confidence: verdict.confidence ?? 0,
    todo: 'Where it is no hand-raise, ask for a second signal or a better fit beside it.',
    gain: gainOfShares(here, elsewhere, aYear, from.worth),
    stake: stakeOf(share * Math.max(0, 1 - (here.rate ?? 0) / Math.max(1e-9, elsewhere.rate ?? 0)), from.worth),
  };
}

const LAST_DAYS = 3;
const LEAST_TIMES = 1.5;

/** Months whose last three days hand over more than their part, taken together. Months of which a finding tells already are left out. */
export function monthEndSpikes(from: DiagnosisCase, told: ReadonlySet<string>): DiagnosisFinding[] {
  const facts = from.numbers
    .map((i) => from.journeys.facts[i] as HandoffFact)
    .filter(({ at }) => !told.has(monthOf(at)));
  const months = from.read.health.months.filter((month) => !told.has(month));
  const days = (from.report.asOf - from.report.from) / DAY;
  const usual = Math.min(0.5, (months.length * LAST_DAYS) / Math.max(1, days));
  const isLast = ({ at }: HandoffFact): boolean => monthOf(at) !== monthOf(at + LAST_DAYS * DAY);
  const last = facts.filter(isLast);
  const chance = binomialGreater(last.length, facts.length, usual);
  if (months.length < 6 || last.length < LEAST_TIMES * usual * facts.length || chance > BY_CHANCE) return [];
  const here = shareThatTook(from, 'opportunity', isLast);
  const elsewhere = shareThatTook(from, 'opportunity', (fact) => !isLast(fact));
  return [
    {
      kind: 'month-end-spikes',
      sort: 'condition',
      place: from.report.definitions.join(' and '),
      sentence: 'MQLs pile up in the last three days of months: somebody works to the date of a report.',
      follows: 'own baseline',
      evidence: [
        { what: 'handed over in the last three days of months', share: shareOf(last.length, facts.length) },
        { what: 'what three days a month are of all days', value: 100 * usual, unit: '%' },
        { what: 'of them became opportunities', share: here, others: elsewhere, othersAre: 'of all others' },
      ],
      names: [],
      picture: {
        draws: 'months',
        what: 'in the last three days',
        of: 'hand-offs',
        rows: monthRows(
          from,
          () => true,
          isLast,
          () => false,
        ),
      },
      confidence: 1 - chance,
      todo: 'Report MQLs by what becomes of them instead of by their number; find out which lists or sends fall on these days.',
      gain: unsaid('whether they would have come later anyway cannot be told from dates'),
      stake: stakeOf(yearly(from, isLast).share - usual, from.worth),
    },
  ];
}
