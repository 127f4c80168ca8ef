// Explanations in sentences: what a rep reads. The same records as the numbers, in plain words.
import type { Definition } from '../definition/definition.ts';
import { gateCalled } from '../definition/gate-name.ts';
import { number } from '../definition/phrases.ts';
import type { Counterfactual, CriterionLine, ScoreLine } from '../kernel/decision.ts';
import type { ExplainedTogether } from '../kernel/judging/explain-account.ts';
import type { ExplainedStanding, Suppression } from '../kernel/judging/standing.ts';
import { keptBackInWords } from './kept-back-words.ts';

const points = (tenths: number): string => {
  const number = Math.abs(tenths / 10);
  return `${number} point${number === 1 ? '' : 's'}`;
};

/** The labels of a definition's parts, by name. */
export interface Labels {
  readonly signals: ReadonlyMap<string, string>;
  readonly criteria: ReadonlyMap<string, string>;
  readonly gates: ReadonlyMap<string, string>;
}

/** The labels of a definition. */
export function labelsOf(definition: Definition): Labels {
  const signals = [...(definition.engagement?.signals ?? []), ...(definition.usage?.signals ?? [])];
  return {
    signals: new Map(signals.map((signal) => [signal.name, signal.label])),
    criteria: new Map((definition.fit?.criteria ?? []).map((criterion) => [criterion.name, criterion.label])),
    gates: new Map([
      ...[...definition.gates, { name: 'ready' }, { name: 'continuous' }].map(
        (gate) => [gate.name, gateCalled(gate)] as const,
      ),
    ]),
  };
}

/** What a signal brought in all. */
export interface SignalSum {
  readonly signal: string;
  readonly count: number;
  readonly tenths: number;
  readonly lastAt: number;
}

/** What each signal brought, the heaviest first. */
export function sumsOfSignals(lines: readonly ScoreLine[]): SignalSum[] {
  const sums = new Map<string, SignalSum>();
  for (const line of lines) {
    if (!('signal' in line)) continue;
    const { signal } = line;
    const sum = sums.get(signal) ?? { count: 0, tenths: 0, lastAt: 0 };
    sums.set(signal, {
      signal,
      count: sum.count + 1,
      tenths: sum.tenths + line.tenths,
      lastAt: Math.max(sum.lastAt, line.occurredAt),
    });
  }
  return [...sums.values()].sort((a, b) => Math.abs(b.tenths) - Math.abs(a.tenths) || (a.signal < b.signal ? -1 : 1));
}

/** `Visited pricing ×3 (44.6), Attended a webinar (10)`: the heaviest first; at most `most`. */
export function reasonsOf(lines: readonly ScoreLine[], labels: Labels, most = 3): string[] {
  return sumsOfSignals(lines)
    .slice(0, most)
    .map(
      ({ signal, count, tenths }) =>
        `${labels.signals.get(signal) ?? signal}${count > 1 ? ` ×${count}` : ''} (${number(tenths / 10)})`,
    );
}

/** One sentence per line of a score. */
export function sentencesOfScore(
  lines: readonly ScoreLine[],
  labels: Labels,
  instant: (at: number) => string,
): string[] {
  return lines.map((line) => {
    if ('signal' in line) {
      const weighed = line.weight === 1000 ? '' : `, weighed ×${line.weight / 1000} by its source`;
      return `${labels.signals.get(line.signal) ?? line.signal} on ${instant(line.occurredAt)}: ${line.tenths < 0 ? 'takes' : 'adds'} ${points(line.tenths)}${fadedInWords(line)}${weighed}.`;
    }
    if ('lead' in line) return `${line.lead} brings ${points(line.tenths)}.`;
    if (line.reduction === 'group')
      return `The group ${line.group} is full: ${points(line.tenths)} above its limit do not count.`;
    return line.reduction === 'ceiling'
      ? `100 is the most: ${points(line.tenths)} above it do not count.`
      : `0 is the least: ${points(line.tenths)} below it do not count.`;
  });
}

/** `, faded to 38 % of 15 points`; empty where nothing to speak of is gone. */
function fadedInWords({ decay, points: full, weight, tenths }: Extract<ScoreLine, { signal: string }>): string {
  if (Math.abs(tenths) * 1000 >= Math.abs(full) * weight) return '';
  const percent = decay / 10_000;
  const told = percent < 1 ? 'under 1' : percent < 99 ? Math.round(percent) : Math.floor(percent * 10) / 10;
  return percent < 100 ? `, faded to ${told} % of ${points(full)}` : '';
}

/** One sentence per criterion. */
export function sentencesOfFit(criteria: readonly CriterionLine[], labels: Labels): string[] {
  return criteria.map((line) => {
    const label = labels.criteria.get(line.criterion) ?? line.criterion;
    if (line.outcome === 'true') return `${label}: yes, ${line.tenths < 0 ? 'takes' : 'adds'} ${points(line.tenths)}.`;
    return line.outcome === 'false' ? `${label}: no.` : `${label}: unknown.`;
  });
}

/** One sentence per step that would change the verdict; then what keeps the lead from sales all the same. */
export function sentencesOfSteps(
  steps: readonly Counterfactual[],
  labels: Labels,
  instant: (at: number) => string,
  suppressedBy: readonly Suppression[] = [],
): string[] {
  const opening = steps.some((step) => 'needs' in step) && suppressedBy.length > 0;
  const sentences = steps.map((step) => {
    if ('lasts' in step)
      return `${labels.gates.get(step.lasts) ?? step.lasts} stays open until ${instant(step.until)} if nothing else happens.`;
    const gate = labels.gates.get(step.gate) ?? step.gate;
    if (step.needs === 'criterion')
      return `${gate} needs to know: ${labels.criteria.get(step.criterion) ?? step.criterion}. If that is so, it opens.`;
    const before = step.before === undefined ? '' : ` before ${instant(step.before)}`;
    return `One more "${labels.signals.get(step.signal) ?? step.signal}"${before} would open ${gate}.`;
  });
  return opening
    ? [...sentences, `Even then nobody is handed over while ${keptBackInWords(suppressedBy)}.`]
    : sentences;
}

/** What each account gate asks of the people together, and what is there; people by `nameOf` their id. */
export function sentencesOfTogether(
  { gates, engagement }: ExplainedTogether,
  labels: Labels,
  nameOf: (lead: string) => string,
): string[] {
  return gates.flatMap((gate) => {
    const name = labels.gates.get(gate.gate) ?? gate.gate;
    const people = gate.engaged.map(({ lead, engagement: own }) => `${nameOf(lead)} (${own / 10})`);
    const missing = gate.engagedLeads - people.length;
    const are = `${people.length === 0 ? 'nobody is' : people.join(', ')}${missing > 0 && people.length > 0 ? `; ${missing} more needed` : ''}`;
    return [
      `${name} is ${gate.open ? 'open' : 'shut'}. It asks for ${gate.engagedLeads} ${gate.engagedLeads === 1 ? 'person' : 'people'} at ${gate.engagedAt / 10} or more: ${are}.`,
      ...(gate.engagement > 0
        ? [`Together they bring ${(engagement?.tenths ?? 0) / 10} of the ${gate.engagement / 10} it asks for.`]
        : []),
      ...(gate.rolesMissing.length + gate.rolesHeld.length > 0
        ? [
            gate.rolesMissing.length === 0
              ? `Every role it asks for is held by one of them: ${gate.rolesHeld.join(', ')}.`
              : `Held by none of them: ${gate.rolesMissing.join(', ')}.`,
          ]
        : []),
    ];
  });
}

/** A whole standing in sentences: fit, scores, and the steps that would change it. */
export function wordsOf(standing: ExplainedStanding, labels: Labels, instant: (at: number) => string): string[] {
  const lines = [...(standing.engagementLines?.lines ?? []), ...(standing.usageLines?.lines ?? [])];
  return [
    ...sentencesOfFit(standing.fit?.criteria ?? [], labels),
    ...sentencesOfScore(lines, labels, instant),
    ...sentencesOfSteps(standing.counterfactual, labels, instant, standing.suppressedBy),
  ];
}
