// A replay of programmes in words.
import type { NurtureDecision } from '@baton/core/nurture/moving/nurture-decision';
import type { ProgrammeResult, ProgrammeSide } from '@baton/core/nurture/replaying/programme-result';
import { shareText } from './share.ts';
import { amount, countOf, showInstant } from './words.ts';

/** The result as lines. */
export function programmeLines(result: ProgrammeResult): string[] {
  const { people, mails, mostIn30Days, months } = result;
  return [
    `${showInstant(result.from)} to ${showInstant(result.until)}: ${countOf(mails, 'mail')} to ${countOf(people, 'person', 'people')}, at most ${amount(mostIn30Days)} to anybody within 30 days.`,
    ...(months.length > 1
      ? [`By month: ${months.map(({ month, mails: sent }) => `${month} ${amount(sent)}`).join(', ')}.`]
      : []),
    ...result.programmes.flatMap(sideLines),
    ...result.caveats.map((caveat) => `Mind: ${caveat}`),
    '',
  ];
}

function sideLines(side: ProgrammeSide): string[] {
  const { enrolled, heldOut, finished, running, postponed, uplift } = side;
  return [
    '',
    side.title,
    `  Enrolled ${amount(enrolled)}${counts(side.by)}, ${amount(heldOut)} of them held out. Stopped ${amount(total(side.stopped))}${counts(side.stopped)}; ${amount(finished)} came to the end, ${amount(running)} are on their way.`,
    ...side.steps.map(
      ({ step, mail, sent, withheld }) =>
        `  ${step}: mail ${mail}, sent ${amount(sent)} times${withheld > 0 ? ` (${amount(withheld)} withheld)` : ''}.`,
    ),
    ...side.branches.map(({ step, did, didNot }) => `  ${step}: ${amount(did)} yes, ${amount(didNot)} no.`),
    ...(postponed > 0 ? [`  ${countOf(postponed, 'mail')} waited for the cap.`] : []),
    ...(total(side.passedOver) > 0
      ? [`  Passed over ${amount(total(side.passedOver))}${counts(side.passedOver)}.`]
      : []),
    ...(uplift.mailed && uplift.heldOut
      ? [
          `  ${uplift.outcome} within ${uplift.withinDays} days: mailed ${shareText(uplift.mailed)}, held out ${shareText(uplift.heldOut)}.`,
        ]
      : []),
    `  ${uplift.verdict}`,
  ];
}

function total(counted: Readonly<Record<string, number>>): number {
  return Object.values(counted).reduce((sum, each) => sum + each, 0);
}

function counts(counted: Readonly<Record<string, number>>): string {
  const words = Object.entries(counted).map(([what, count]) => `${amount(count)} ${what}`);
  return words.length === 0 ? '' : ` (${words.join(', ')})`;
}

/** One decision about a person, as a sentence. */
export function decisionInWords(decision: NurtureDecision): string {
  switch (decision.kind) {
    case 'enrolled':
      return `enrolled by ${decision.by}${decision.because === undefined ? '' : ` (${decision.because})`}${decision.arm === 'held-out' ? ', held out' : ''}`;
    case 'passed-over':
      return `asked for by ${decision.by}, and passed over: ${decision.reason}`;
    case 'send':
      return `${decision.step}: mail ${decision.mail} goes out`;
    case 'withheld':
      return `${decision.step}: mail ${decision.mail} is withheld`;
    case 'postponed':
      return `${decision.step}: waits for the cap until ${showInstant(decision.until)}`;
    case 'branched':
      return `${decision.step}: ${decision.did ? 'yes' : 'no'}, on to ${decision.to}`;
    case 'stopped':
      return `stopped: ${decision.reason}`;
    case 'finished':
      return 'came to the end';
  }
}
