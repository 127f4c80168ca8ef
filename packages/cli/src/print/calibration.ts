// A calibration as lines of text: the verdict first, then the card, then what it rests on.
import type {
  CalibrationReport,
  ToldCardCriterion,
  ToldCriterion,
} from '@baton/core/calibration/told/calibration-report';
import { onOutput } from './colours.ts';
import { shareText } from './share.ts';
import { amount, countOf } from './words.ts';

/** Criteria that are shown alone, besides the card's. */
const EVIDENCE_SHOWN = 12;

export function calibrationLines(report: CalibrationReport): string[] {
  const { bold, dim } = onOutput;
  const { outcomes, leftOut, verdict } = report;
  const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
  return [
    bold(verdict.sentence),
    '',
    `${countOf(report.cases, 'buying cycle')} ended from ${day(report.from)} to ${day(report.until)}: ${amount(outcomes.won)} won, ${amount(outcomes.lost)} lost, ${amount(outcomes.stalled)} stalled, ${amount(outcomes.never)} never became a deal.`,
    dim(
      `Left out: ${amount(leftOut.young)} too young to tell, ${amount(leftOut.early)} that ended earlier, ${amount(leftOut.undated)} without dates.`,
    ),
    ...warnings(report),
    ...lookBacks(report),
    ...card(report),
    ...cutOffs(report),
    ...thresholds(report),
    ...handRaises(report),
    ...combined(report),
    ...evidence(report),
  ];
}

function warnings(report: CalibrationReport): string[] {
  const lines: string[] = [];
  if (!report.readsBehaviour)
    lines.push(
      `Of ${Math.round(100 * report.assumedShare)} % of the cycles the first conversation is only assumed: what people did before it teaches nothing, so only attributes were looked at. Import calls and meetings.`,
    );
  else if (report.warnsOfAssumed)
    lines.push(
      `Of ${Math.round(100 * report.assumedShare)} % of the cycles the first conversation is only assumed: take behaviour with care.`,
    );
  for (const { name, sign, value, others } of report.suspects)
    lines.push(
      sign === 'settles'
        ? `${name} settles the outcome nearly by itself (${Math.round(100 * value)} % of the uncertainty): was it known before sales talked? Left out; --trust ${name} takes it in.`
        : `${name} is known of ${Math.round(100 * value)} % of the won and ${Math.round(100 * (others ?? 0))} % of the rest: is it filled in afterwards? Left out; --trust ${name} takes it in.`,
    );
  for (const { name, inTime, ever } of report.late)
    lines.push(
      `${name} was known in time of ${amount(inTime)} of the ${countOf(ever, 'cycle')} that have it, so it was left out.`,
    );
  return lines.length === 0 ? [] : ['', ...lines.map((line) => `  ! ${line}`)];
}

function lookBacks({ lookBacks: all, days, plain, reference }: CalibrationReport): string[] {
  const { bold } = onOutput;
  if (all.every(({ criteria }) => criteria === 0)) return [];
  return [
    '',
    bold('How often a later winner is put before another (50 is chance), by what was looked at'),
    ...all.map(
      (each) =>
        `  ${String(each.days).padStart(2)} days before the first conversation: ${hundred(each.auc)} with ${countOf(each.criteria, 'criterion', 'criteria')}${each.days === days ? ', chosen' : ''}`,
    ),
    ...(plain.auc === undefined ? [] : [`  a plain table of ${plain.criteria}: ${hundred(plain.auc)}`]),
    ...(reference === undefined ? [] : [`  a model nobody could read: ${hundred(reference.auc)}`]),
  ];
}

function card({ card: criteria, verdict }: CalibrationReport): string[] {
  if (criteria.length === 0) return [];
  const { bold, dim } = onOutput;
  return [
    '',
    bold(verdict.kind === 'card' ? 'The card' : 'The best card there is, not recommended'),
    ...criteria.map((each) => `  ${signed(each).padStart(4)}  ${named(each)} ${dim(`(${liftText(each)})`)}`),
  ];
}

function cutOffs({ cutOffs: cuts, profile, verdict }: CalibrationReport): string[] {
  if (cuts === undefined || verdict.kind !== 'card') return [];
  const { bold } = onOutput;
  return [
    '',
    bold(`From ${cuts.total} points on`),
    `  won of those at or over: ${shareText(cuts.above)}`,
    `  won of those below: ${shareText(cuts.below)}`,
    `  wins kept: ${shareText(cuts.kept)}`,
    ...(profile === undefined
      ? []
      : [`  The least that gives a real shot: ${profile.shows.join(' and ')}: won ${shareText(profile.won)}`]),
  ];
}

function thresholds({ thresholds: choice }: CalibrationReport): string[] {
  if (choice === undefined) return [];
  const { bold } = onOutput;
  const told =
    choice.total === undefined
      ? `Even the highest threshold gives more than ${choice.capacity} a working day`
      : `${choice.total} points give no more than ${choice.capacity} a working day`;
  return [
    '',
    bold(`Thresholds played through history: ${told}`),
    ...choice.tried.map(
      ({ total, perWorkingDay, handoffs, won, kept }) =>
        `  from ${String(total).padStart(2)}: ${perWorkingDay.toFixed(1)} a working day (${amount(handoffs)}); won ${shareText(won)}; of all accounts won, handed over before: ${shareText(kept)}${total === choice.total ? ' ←' : ''}`,
    ),
  ];
}

function handRaises({ withHandRaises }: CalibrationReport): string[] {
  if (withHandRaises === undefined) return [];
  const { bold, dim } = onOutput;
  return [
    '',
    bold(`With hand-raises among the signals (${withHandRaises.names.join(', ')}): ${hundred(withHandRaises.auc)}`),
    ...withHandRaises.card.map((each) => `  ${signed(each).padStart(4)}  ${named(each)} ${dim(`(${liftText(each)})`)}`),
    dim('  They directly precede conversations, so the draft gives them a gate of their own and no points.'),
  ];
}

function combined({ combined: pairs }: CalibrationReport): string[] {
  if (pairs.length === 0) return [];
  const { bold } = onOutput;
  return [
    '',
    bold('Pairs that tell more together than the better of the two alone'),
    ...pairs
      .slice(0, 5)
      .map(
        ({ labels, lift, both }) =>
          `  ${labels.join(' and ')}: won ${times(lift.ratio)} as often, 95 %: ${lift.low.toFixed(1)} to ${lift.high.toFixed(1)}; ${shareText(both)}`,
      ),
  ];
}

function evidence({ evidence: all }: CalibrationReport): string[] {
  if (all.length === 0) return [];
  const { bold, dim } = onOutput;
  return [
    '',
    bold('What was looked at one by one, the surest first'),
    ...all
      .slice(0, EVIDENCE_SHOWN)
      .map((each) => `  ${named(each)}: ${liftText(each)} ${dim(`in ${countOf(each.support.count, 'cycle')}`)}`),
    ...(all.length > EVIDENCE_SHOWN
      ? [dim(`  and ${all.length - EVIDENCE_SHOWN} more: --html and --json show them.`)]
      : []),
  ];
}

function named({ label, days }: ToldCriterion): string {
  return days === undefined ? label : `${label} within ${days} days`;
}

function liftText({ lift }: ToldCriterion): string {
  return lift === undefined
    ? 'too few to compare'
    : `won ${times(lift.ratio)} as often, 95 %: ${lift.low.toFixed(1)} to ${lift.high.toFixed(1)}`;
}

function times(ratio: number): string {
  return `${ratio.toFixed(1)} times`;
}

function signed({ points }: ToldCardCriterion): string {
  return points > 0 ? `+${points}` : `−${-points}`;
}

function hundred(auc: number): string {
  return `${Math.round(100 * auc)} times in 100`;
}
