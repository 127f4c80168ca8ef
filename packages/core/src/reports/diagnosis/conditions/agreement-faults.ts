// Where marketing and sales do not agree, and where sales is slow as a rule: rejections, acceptance, the four clocks.

import type { HandoffFact } from '../../../funnel/funnel-facts.ts';
import { type Share, shareOf } from '../../../statistics/share.ts';
import { type DiagnosisCase, namedLeads } from '../diagnosis-case.ts';
import type { DiagnosisFinding } from '../diagnosis-finding.ts';
import type { BandVerdict } from '../profiles/verdict.ts';
import { stakeOf, unsaid } from '../worth.ts';

/** Misaligned, and slow: out of the profiles' verdicts on answers. */
export function agreementFaults(from: DiagnosisCase, verdicts: readonly BandVerdict[]): DiagnosisFinding[] {
  const sure = (measure: BandVerdict['measure'], verdict: 'above' | 'below'): BandVerdict | undefined =>
    verdicts.find((each) => each.measure === measure && each.verdict === verdict);
  const rejected = sure('rejected', 'above');
  const refused = sure('accepted', 'below');
  const waved = sure('accepted', 'above');
  const late = sure('answered within 48 hours', 'below');
  return [
    ...(rejected !== undefined
      ? [
          misaligned(
            from,
            rejected,
            'Sales rejects more than half of what marketing hands over: the two do not mean the same by a qualified lead.',
          ),
        ]
      : refused !== undefined
        ? [misaligned(from, refused, 'Sales accepts fewer MQLs than a shared definition would let expect.')]
        : waved !== undefined
          ? [
              misaligned(
                from,
                waved,
                'Sales accepts more than a judgement usually lets through: either the definition is stricter than it has to be, or nobody judges.',
              ),
            ]
          : []),
    ...(late !== undefined ? [slowHandoff(from, late)] : []),
  ];
}

function misaligned(from: DiagnosisCase, verdict: BandVerdict, sentence: string): DiagnosisFinding {
  const { accepted, rejected, reasons } = from.answers;
  const [most] = reasons;
  const handed = from.numbers.map((i) => from.journeys.facts[i] as HandoffFact);
  const ofReason = handed.filter(({ steps }) => steps.reason !== undefined && steps.reason === most?.reason);
  return {
    kind: 'misaligned',
    sort: 'condition',
    place: from.report.definitions.join(' and '),
    sentence,
    follows: verdict.profile,
    evidence: [
      { what: 'accepted at first answer', share: accepted },
      { what: 'turned down at first answer', share: rejected },
      ...(most === undefined
        ? []
        : [
            {
              what: `turned down as "${most.reason}", the most frequent reason`,
              value: most.count,
              unit: 'hand-offs',
            } as const,
          ]),
    ],
    names: namedLeads(from, [...ofReason].reverse()),
    picture: {
      draws: 'places',
      what: 'reasons, of all that were turned down',
      rows: reasonRows(from),
    },
    confidence: verdict.confidence ?? 0,
    todo:
      verdict.measure === 'accepted' && verdict.verdict === 'above'
        ? 'Count what is accepted and never moves on, by rep; where that is much, agree what acceptance says and stop measuring anybody by it; where it is little, the bar may be lowered.'
        : most === undefined
          ? 'Put marketing and sales at one table with ten leads of last month, and write down what a lead must show.'
          : `Put marketing and sales at one table with ten leads that were turned down as "${most.reason}", and make that a criterion, a disqualification, or no ground for rejection.`,
    gain: unsaid('whether the rejected leads would have bought nobody knows: they were not worked'),
    stake: stakeOf(gapOf(verdict.share, verdict), from.worth),
  };
}

function gapOf({ rate = 0 }: Share, { band, verdict }: BandVerdict): number {
  return verdict === 'below' ? (band.low ?? 0) - rate : rate - (band.high ?? 1);
}

function reasonRows({ answers: { reasons } }: DiagnosisCase) {
  const all = reasons.reduce((sum, { count }) => sum + count, 0);
  return reasons
    .slice(0, 6)
    .map(({ reason, count }, i) => ({ name: reason, share: shareOf(count, all), isIt: i === 0 }));
}

function slowHandoff(from: DiagnosisCase, verdict: BandVerdict): DiagnosisFinding {
  const { clocks, sla, definitions } = from.report;
  const told = clocks.filter(({ clock, state }) => state === 'ok' && FOUR.has(clock));
  const slow = from.numbers
    .map((i) => from.journeys.facts[i] as HandoffFact)
    .filter(({ answer }) => answer === 'unworked')
    .sort((a, b) => b.at - a.at);
  return {
    kind: 'slow-hand-off',
    sort: 'condition',
    place: definitions.join(' and '),
    sentence: 'Most hand-offs wait longer than two days for a first answer.',
    follows: verdict.profile,
    evidence: [
      { what: 'answered within 48 hours', share: sla.within48Hours },
      { what: 'answered within 24 hours', share: sla.within24Hours },
      ...told.flatMap(({ clock, medianHours }) =>
        medianHours === undefined
          ? []
          : [{ what: `${clock}, half of them`, value: medianHours, unit: 'hours' } as const],
      ),
    ],
    names: namedLeads(from, slow),
    confidence: verdict.confidence ?? 0,
    todo: 'Agree a due time in the definition (respondWithin), give each hand-off to one person, and show breaches before they happen.',
    gain: unsaid('no hand-offs that were answered in time stand beside them in number'),
    stake: stakeOf((verdict.band.low ?? 0.5) - (verdict.share.rate ?? 0), from.worth),
  };
}

/** Signal → scored, routed, first touch, decision; what nobody recorded is left out. */
const FOUR: ReadonlySet<string> = new Set([
  'triggering behaviour → hand-off',
  'hand-off → first response',
  'hand-off → decision',
]);
