// The watch on one page of text: what needs somebody first, then what is watched, then what points mean now.
import type { Alarm, Recalibration, Series, Watch } from '@baton/core/reports/watch/watch-result';
import { onOutput } from './colours.ts';
import { dueLines } from './review-due.ts';
import { amount, countOf, showDay } from './words.ts';

/** The watch as lines of text. */
export function watchLines(watch: Watch): string[] {
  const { bold, dim } = onOutput;
  const open = watch.alarms.filter(({ state }) => state === 'raised');
  const cleared = watch.alarms.filter(({ state }) => state === 'cleared');
  return [
    bold(`${watch.definition}, ${showDay(watch.asOf)} (UTC): ${headline(open.length, watch)}`),
    ...open.flatMap(alarmLines),
    ...(cleared.length === 0 ? [] : ['', bold('Raised and over again'), ...cleared.flatMap(clearedLines)]),
    '',
    bold('Reviews'),
    ...dueLines(watch.review),
    ...(watch.series.length === 0
      ? []
      : ['', bold('Whether each criterion still tells winners from the rest'), ...liftLines(watch.series)]),
    '',
    bold('What points mean'),
    ...recalibrationLines(watch.recalibration),
    '',
    ...[referenceWords(watch), ...watch.notes].map((note) => dim(note)),
    '',
  ];
}

function headline(open: number, { state }: Watch): string {
  if (state === 'too short') return 'too short a history to watch';
  return open === 0 ? 'nothing drifts' : `${countOf(open, 'alarm')}`;
}

function alarmLines({ message, remedy, owner, raisedAt, dueAt }: Alarm): string[] {
  return [`  ! ${message}`, `    ${owner}, by ${showDay(dueAt)} (raised ${showDay(raisedAt)}): ${remedy}`];
}

function clearedLines({ message, raisedAt, clearedAt }: Alarm): string[] {
  return [`  ${showDay(raisedAt)} to ${clearedAt === undefined ? 'now' : showDay(clearedAt)}: ${message}`];
}

function liftLines(series: readonly Series[]): string[] {
  const lifts = series.filter(({ kind }) => kind === 'lift');
  const told = lifts.filter(({ state }) => state === 'watched');
  const width = Math.max(0, ...told.map(({ label }) => label.length));
  const few = lifts.length - told.length;
  return [
    ...told.map((each) => `  ${each.label.padEnd(width)}  ${liftWords(each)}`),
    ...(few === 0
      ? []
      : [`  Of ${countOf(few, 'criterion', 'criteria')} too few cases had it, or had it not, to say.`]),
  ];
}

function liftWords({ reference = 1, recent, monthsToSee }: Series): string {
  const now =
    recent === undefined
      ? 'nothing since'
      : `${ratio(recent.value)} (95 %: ${ratio(recent.low ?? 0)} to ${ratio(recent.high ?? 0)}) in the last two quarters`;
  const sight =
    monthsToSee === undefined
      ? ''
      : monthsToSee > 36
        ? '; too few cases to see a loss within three years'
        : `; a loss would be seen in about ${countOf(Math.max(1, Math.round(monthsToSee)), 'month')}`;
  return `odds of winning times ${ratio(reference)} in the reference, ${now}${sight}`;
}

function ratio(value: number): string {
  return value >= 100 ? 'more than 100' : value.toFixed(value < 10 ? 1 : 0);
}

function recalibrationLines({ state, verdict, cases, won, expected, chances }: Recalibration): string[] {
  if (state === 'too few') return [`  ${verdict}`];
  return [
    `  ${verdict}`,
    `  ${countOf(won, 'win')} of ${countOf(cases, 'case')} since the reference; its chances foretold ${amount(Math.round(expected ?? 0))}.`,
    ...(chances ?? []).map(
      ({ points, was, is }) => `  ${points.toFixed(1).padStart(6)} points: ${percent(was)} then, ${percent(is)} now`,
    ),
  ];
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

const BY: Readonly<Record<Watch['reference']['by'], string>> = {
  activation: 'until it came into force',
  asked: 'until it was signed, as was said',
  middle: 'the first half of the history',
};

/** What later months are held against, and how often chance alone alarms. */
function referenceWords({ reference, watchedMonths, falseAlarmsPerYear }: Watch): string {
  return `Reference: ${showDay(reference.from)} to ${showDay(reference.until)}, ${BY[reference.by]}: ${countOf(reference.months, 'month')}, ${countOf(reference.cases, 'case')} that ended. Watched since: ${countOf(watchedMonths, 'month')}. Chance alone raises ${falseAlarmsPerYear} alarms a year over all that is watched.`;
}
