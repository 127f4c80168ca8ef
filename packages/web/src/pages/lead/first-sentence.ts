// What a lead page says first: what happened last with sales and why, else what is missing.
import type { Lead } from '../../api/leads.ts';
import { dayAndTime } from '../../words/instants.ts';
import { decimal } from '../../words/numbers.ts';

/** `Hand-raise on 2 Mar 2026, 10:03 CET: Asked for a demo (40); fit A; definition enterprise v1.` */
export function firstSentence({ handoffs, standings, at }: Lead): string {
  const handoff = handoffs.find(({ openedAt }) => openedAt <= at);
  if (handoff !== undefined) {
    const labels = standings.find(({ standing }) => standing.definition === handoff.definition)?.labels;
    const gate = labels?.gates[handoff.gate] ?? handoff.gate;
    const why = handoff.reasons.length === 0 ? '' : `: ${handoff.reasons.join(', ')}`;
    return `${gate} on ${dayAndTime(handoff.openedAt)}${why}; fit ${handoff.grade}; definition ${handoff.definition} v${handoff.version}, signed by both.`;
  }
  const [first] = standings;
  if (first === undefined) return 'Nothing is known yet about how this lead stands.';
  const { grade, engagement } = first.standing;
  const stands = `fit ${grade === '?' ? 'unknown' : grade}, engagement ${decimal(engagement / 10)} of 100`;
  const open = first.standing.open.map((gate) => first.labels.gates[gate] ?? gate);
  return open.length > 0
    ? `Qualifies as ${open.join(' and ')}, and was not handed over: ${stands}.`
    : `Not with sales: ${stands}.`;
}
