// The diagnosis as text: findings in the order in which they are worth mending, then what each profile says, then what could not be judged.
import type { Diagnosis } from '@baton/core/reports/diagnosis/diagnose';
import type { DiagnosisFinding, Evidence, Gain } from '@baton/core/reports/diagnosis/diagnosis-finding';
import type { BandVerdict } from '@baton/core/reports/diagnosis/profiles/verdict';
import { onOutput } from './colours.ts';
import { shareText } from './share.ts';
import { amount, countOf, showDay } from './words.ts';

/** The diagnosis as lines of text. */
export function diagnosisLines(diagnosis: Diagnosis): string[] {
  const { bold, dim } = onOutput;
  const { findings, verdicts, notJudged, notes } = diagnosis;
  return [
    bold(
      `${diagnosis.definitions.join(' and ')}, ${showDay(diagnosis.from)} to ${showDay(diagnosis.asOf)} (UTC): ${countOf(diagnosis.mqls, 'MQL')}, ${countOf(diagnosis.worth.won, 'win')} in the last year`,
    ),
    '',
    ...(findings.length === 0 ? [nothing(diagnosis), ''] : findings.flatMap(findingLines)),
    ...(verdicts.length === 0 ? [] : [bold('What each profile says'), ...verdicts.map(verdictLine), '']),
    ...(notJudged.length === 0
      ? []
      : [bold('Not judged'), ...notJudged.map(({ what, why }) => `  ${what}: ${why}`), '']),
    ...notes.map((note) => dim(note)),
    '',
  ];
}

function nothing({ mqls }: Diagnosis): string {
  return mqls === 0
    ? 'No MQL stands in this journal: there is nothing to judge. Import people with the date on which they became MQLs, or give a definition to be replayed.'
    : 'Nothing is wrong that these numbers show. What could not be judged stands below.';
}

function findingLines(finding: DiagnosisFinding, i: number): string[] {
  const { bold, dim } = onOutput;
  const { kind, place, month, sentence, follows, confidence, evidence, names, todo, gain, stake } = finding;
  const since = month === undefined ? '' : `, ${month}`;
  return [
    bold(`${i + 1}. ${sentence}`),
    dim(
      `   ${kind} (${place}${since}); by ${follows}; confidence ${percent(confidence)}; ${percent(stake.share)} of won revenue passes through it${stakeText(finding)}`,
    ),
    ...evidence.map((each) => `   ${evidenceText(each)}`),
    ...(names.length === 0 ? [] : [`   Such as ${names.join(', ')}.`]),
    `   Do: ${todo}`,
    `   Would bring: ${gainText(gain)}`,
    '',
  ];
}

function stakeText({ stake: { revenue } }: DiagnosisFinding): string {
  const parts = Object.entries(revenue).map(([currency, minor]) => about(minor, currency));
  return parts.length === 0 ? '' : ` (${parts.join(', ')} a year)`;
}

function evidenceText(evidence: Evidence): string {
  if ('share' in evidence) {
    const { what, share, others, othersAre } = evidence;
    return `${what}: ${shareText(share)}${others === undefined ? '' : `; ${othersAre ?? 'elsewhere'}: ${shareText(others)}`}`;
  }
  const { what, value, low, high, unit } = evidence;
  const interval = low === undefined || high === undefined ? '' : ` (95 %: ${rounded(low)} to ${rounded(high)})`;
  return `${what}: ${rounded(value)} ${unit}${interval}`;
}

/** What mending would bring, in words. */
function gainText(gain: Gain): string {
  if (gain.state === 'cannot be said') return `cannot be said: ${gain.why}.`;
  const { what, currency, at, low, high } = gain;
  const told = (value: number): string => (currency === undefined ? rounded(value) : about(value, currency));
  const unit = what === 'hand-offs' ? 'hand-offs a year that nobody need work' : `${what} a year`;
  return `${told(at)} ${unit} (95 %: ${told(low)} to ${told(high)}).`;
}

function verdictLine({ profile, measure, verdict, share, why }: BandVerdict): string {
  const told = verdict === 'not judged' ? (why ?? '') : shareText(share);
  return `  ${measure}, by "${profile}": ${verdict}; ${told}`;
}

/** An estimate of money: whole units, since nobody knows the cents. */
function about(minor: number, currency: string): string {
  return `${amount(Math.round(minor / 100))} ${currency}`.trim();
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function rounded(value: number): string {
  return amount(Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)));
}
