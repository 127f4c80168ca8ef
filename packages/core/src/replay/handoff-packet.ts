// What a rep reads before the first call: why now in one sentence, the three signals that weigh most, who else is in it, what nobody knows, and what would change it. As of when the lead was handed over.
import { number } from '../definition/phrases.ts';
import type { ScoreLine } from '../kernel/decision.ts';
import type { ExplainedStanding } from '../kernel/judging/standing.ts';
import { type Labels, sentencesOfSteps, sumsOfSignals } from './words.ts';

/** One signal of a packet. Points as they counted, fading included. */
export interface PacketSignal {
  readonly signal: string;
  readonly label: string;
  readonly times: number;
  readonly points: number;
  readonly lastAt: number;
}

/** What is told of a hand-off. Scores in points. */
export interface HandoffPacket {
  /** `Hand-raise: Asked for a demo on 2 Mar 2026 10:03 UTC; fit A, engagement 62.` */
  readonly whyNow: string;
  /** At most three, the heaviest first. */
  readonly signals: readonly PacketSignal[];
  /** Criteria that nobody knows the answer to. */
  readonly unknown: readonly string[];
  /** A sentence for each step that would change the verdict. */
  readonly flips: readonly string[];
}

const MOST_SIGNALS = 3;

/** The packet of a lead by its standing at the hand-off. `instant` writes an instant. */
export function packetOf(
  standing: ExplainedStanding,
  labels: Labels,
  gate: string,
  instant: (at: number) => string,
): HandoffPacket {
  const lines = [...(standing.engagementLines?.lines ?? []), ...(standing.usageLines?.lines ?? [])];
  const signals = signalsOf(lines, labels);
  const newest = signals.toSorted((a, b) => b.lastAt - a.lastAt)[0];
  const did = newest === undefined ? '' : `: ${newest.label} on ${instant(newest.lastAt)}`;
  const fit = standing.grade === '?' ? 'fit unknown' : `fit ${standing.grade}`;
  const scores = [
    ...(standing.engagementLines === undefined ? [] : [`engagement ${number(standing.engagement / 10)}`]),
    ...(standing.usageLines === undefined || standing.usage === 0 ? [] : [`usage ${number(standing.usage / 10)}`]),
  ];
  return {
    whyNow: `${labels.gates.get(gate) ?? gate}${did}; ${[fit, ...scores].join(', ')}.`,
    signals: signals.slice(0, MOST_SIGNALS),
    unknown: (standing.fit?.criteria ?? [])
      .filter(({ outcome }) => outcome === 'unknown')
      .map(({ criterion }) => labels.criteria.get(criterion) ?? criterion),
    flips: sentencesOfSteps(standing.counterfactual, labels, instant),
  };
}

/** Signals that add something, the heaviest first. */
function signalsOf(lines: readonly ScoreLine[], labels: Labels): PacketSignal[] {
  const adding = lines.filter((line) => 'signal' in line && line.tenths > 0);
  return sumsOfSignals(adding).map(({ signal, count, tenths, lastAt }) => ({
    signal,
    label: labels.signals.get(signal) ?? signal,
    times: count,
    points: tenths / 10,
    lastAt,
  }));
}
