// Too loose, too tight, hungry: MQL → SQL as each profile reads it, and beside the company's own months before.
import { DAY } from '../../../base/duration.ts';
import type { HandoffFact } from '../../../funnel/funnel-facts.ts';
import { binomialGreater } from '../../../statistics/binomial.ts';
import { type Share, shareOf } from '../../../statistics/share.ts';
import { type DiagnosisCase, monthRows, namedLeads, rateOfStep } from '../diagnosis-case.ts';
import type { DiagnosisFinding, Evidence } from '../diagnosis-finding.ts';
import { type BandVerdict, SURE } from '../profiles/verdict.ts';
import { stakeOf, unsaid } from '../worth.ts';

/** Findings on the rate, out of the profiles' verdicts on it. */
export function thresholdFaults(from: DiagnosisCase, verdicts: readonly BandVerdict[]): DiagnosisFinding[] {
  const own = verdicts.filter(({ measure }) => measure === 'MQL → SQL');
  const below = own.filter(({ verdict }) => verdict === 'below');
  const above = own.filter(({ verdict }) => verdict === 'above');
  const brought = verdicts.find(({ measure }) => measure === 'brought by an MQL');
  const hunger = above.length > 0 ? [] : hungry(from, own, brought);
  return [
    ...(below.length > 0 ? [tooLoose(from, below, own)] : []),
    ...(above.length > 0 ? [tooTight(from, above, own)] : []),
    ...hunger,
  ];
}

function rateEvidence(from: DiagnosisCase): Evidence[] {
  const { state, step, withinDays, count, of } = rateOfStep(from, 'MQL → SQL');
  return state === 'not recorded'
    ? []
    : [
        { what: `${step} within ${withinDays} days`, share: shareOf(count, of) },
        { what: 'won deals that an MQL brought', share: broughtShare(from) },
      ];
}

/** How many of the wins an MQL brought: what a threshold misses. */
export function broughtShare({ deals }: Pick<DiagnosisCase, 'deals'>): Share {
  const won = deals.filter(({ state }) => state === 'won');
  return shareOf(won.filter((deal) => deal.class === 'mql-sourced').length, won.length);
}

/** By whom it is so: the first profile in order of preference, and what the others say. */
function byProfiles(saying: readonly BandVerdict[], all: readonly BandVerdict[]) {
  const [first] = saying as [BandVerdict, ...BandVerdict[]];
  const others = all.filter(({ profile }) => !saying.some((each) => each.profile === profile));
  return {
    follows: first.profile,
    // A profile that says otherwise takes its share of the confidence away.
    confidence: ((first.confidence ?? 0) * saying.length) / all.length,
    dissent:
      others.length === 0
        ? `all ${all.length} profiles say so`
        : `${saying.map(({ profile }) => `"${profile}"`).join(' and ')} say${saying.length === 1 ? 's' : ''} so; ${others.map(({ profile, verdict }) => `by "${profile}" it is ${verdict}`).join(', ')}`,
  };
}

function tooLoose(from: DiagnosisCase, saying: readonly BandVerdict[], all: readonly BandVerdict[]): DiagnosisFinding {
  const { follows, confidence, dissent } = byProfiles(saying, all);
  const rate = rateOfStep(from, 'MQL → SQL');
  const aim = saying[0]?.band.from ?? saying[0]?.band.low ?? 0;
  const missing = Math.max(0, 1 - (rate.rate ?? 0) / aim);
  const years = (from.report.asOf - from.worth.from) / (365 * DAY);
  const recent =
    from.numbers.filter((i) => (from.journeys.at[i] as number) >= from.worth.from).length / Math.max(years, 0.25);
  const spare = (share: number): number => Math.max(0, 1 - share / aim) * recent;
  return {
    kind: 'too-loose',
    sort: 'condition',
    place: from.report.definitions.join(' and '),
    sentence: `Too many MQLs are handed over that sales makes nothing of: ${dissent}.`,
    follows,
    evidence: rateEvidence(from),
    names: namedLeads(from, nothings(from)),
    picture: ratePicture(from),
    confidence,
    todo: 'Raise the bar where it costs no win: `baton calibrate` shows which criteria tell winners from the rest, `baton backtest` how many hand-offs a stricter version leaves and which wins it keeps.',
    gain: {
      state: 'told',
      what: 'hand-offs',
      at: spare(rate.rate ?? 0),
      low: spare(rate.high ?? 1),
      high: spare(rate.low ?? 0),
    },
    stake: stakeOf(missing, from.worth),
  };
}

function nothings({ journeys, numbers }: DiagnosisCase): HandoffFact[] {
  return numbers
    .map((i) => journeys.facts[i] as HandoffFact)
    .filter(({ answer }) => answer === 'rejected')
    .sort((a, b) => b.at - a.at);
}

function ratePicture(from: DiagnosisCase): NonNullable<DiagnosisFinding['picture']> {
  return {
    draws: 'months',
    what: 'became SQLs by now',
    of: 'hand-offs',
    rows: monthRows(
      from,
      () => true,
      ({ steps }) => steps.sqlAt !== undefined,
      () => false,
    ),
  };
}

function tooTight(from: DiagnosisCase, saying: readonly BandVerdict[], all: readonly BandVerdict[]): DiagnosisFinding {
  const { follows, confidence, dissent } = byProfiles(saying, all);
  const unbrought = from.deals.filter((deal) => deal.state === 'won' && deal.class !== 'mql-sourced');
  const won = from.deals.filter(({ state }) => state === 'won').length;
  return {
    kind: 'too-tight',
    sort: 'condition',
    place: from.report.definitions.join(' and '),
    sentence: `Hardly any MQL fails, so that leads who would have bought are probably kept back: ${dissent}.`,
    follows,
    evidence: rateEvidence(from),
    names: unbrought.slice(0, 5).map(({ account, name, deal }) => from.read.names.companyName(account) ?? name ?? deal),
    picture: ratePicture(from),
    confidence,
    todo: 'Lower the bar step by step as far as sales has time, best where the wins that no MQL brought come from; `baton backtest` shows who would come in addition.',
    gain: unsaid(
      'who was never handed over has no outcome by which to tell; a backtest of a looser version names them',
    ),
    stake: stakeOf(unbrought.length / Math.max(1, won), from.worth),
  };
}

/** Healthy or better by every profile, and most wins come by other ways. */
function hungry(
  from: DiagnosisCase,
  rates: readonly BandVerdict[],
  brought: BandVerdict | undefined,
): DiagnosisFinding[] {
  const [first] = rates;
  if (first === undefined || brought === undefined || brought.verdict !== 'below') return [];
  const { count, of } = first.share;
  const sure = rates.map(({ band }) => 1 - binomialGreater(count, of, band.from ?? 0));
  const confidence = Math.min(brought.confidence ?? 0, ...sure);
  if (first.share.state !== 'ok' || confidence < SURE) return [];
  return [
    {
      kind: 'hungry',
      sort: 'condition',
      place: from.report.definitions.join(' and '),
      sentence: 'MQLs convert well, and there are too few of them: most deals are won without one.',
      follows: brought.profile,
      evidence: rateEvidence(from),
      names: [],
      picture: ratePicture(from),
      confidence,
      todo: 'Do not tighten further. Look where the other wins come from, and let a lower bar or a second gate (a hand-raise, use of the product, an account) see them.',
      gain: unsaid('whether more of the same can be had does not stand in a journal'),
      stake: stakeOf(1 - (brought.share.rate ?? 0), from.worth),
    },
  ];
}
