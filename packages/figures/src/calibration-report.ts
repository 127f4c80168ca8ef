// A calibration as a page: the verdict, the card, what it rests on, what was left out and why.
import type { CalibrationReport } from '@baton/core/calibration/told/calibration-report';
import { bandsPlot, liftPlot, shareCell, sizesPlot } from './calibration-plots.ts';
import { cardTable, combinedSection, evidenceTable, lookBacksTable, thresholdsSection } from './calibration-tables.ts';
import { page, section } from './page.ts';
import { count, dateIn, escapeHtml, number, percent, share, shareNote } from './words.ts';

const date = dateIn('UTC');

/** The whole page. */
export function renderCalibrationReport(report: CalibrationReport): string {
  const { verdict } = report;
  const title = 'What told winners from the rest';
  return page(
    title,
    [
      `<h1>${title}</h1>`,
      `<p class="soft">${count(report.cases, 'buying cycle')} that ended from ${date(report.from)} to ${date(report.until)}; one vote an account and cycle.</p>`,
      `<p class="verdict">${escapeHtml(verdict.sentence)}</p>`,
      facts(report),
      ...warnings(report),
      ...cardSections(report),
      ...thresholdsSection(report),
      ...(report.sizes.length === 0 || verdict.kind === 'too few'
        ? []
        : [
            section(
              'How few criteria are enough',
              'Cards made of older cases, judged on the newer ones that follow.',
              sizesPlot(report),
              lookBacksTable(report),
            ),
          ]),
      ...handRaises(report),
      ...combinedSection(report),
      ...(report.evidence.length === 0
        ? []
        : [
            section(
              'Everything that was looked at, one by one',
              'p is how often chance alone would show as much, corrected for the number of things looked at.',
              evidenceTable('Criteria alone, the surest first', report.evidence),
            ),
          ]),
      section('How this was made', '', method(report)),
    ].join('\n'),
  );
}

function facts({ outcomes, leftOut, cutOffs }: CalibrationReport): string {
  const fact = (figure: string, label: string): string => `<li><b>${escapeHtml(figure)}</b>${escapeHtml(label)}</li>`;
  return `<ul class="facts">${[
    fact(
      `${number(outcomes.won)} won`,
      `against ${number(outcomes.lost)} lost, ${number(outcomes.stalled)} stalled and ${number(outcomes.never)} that never became a deal`,
    ),
    fact(`${number(leftOut.young)} too young`, 'still open, or ended less than 30 days ago: they teach nothing yet'),
    ...(cutOffs === undefined || cutOffs.above.rate === undefined
      ? []
      : [
          fact(
            percent(cutOffs.above.rate),
            `won from ${cutOffs.total} points on: ${shareNote(cutOffs.above)}; below it ${shareCell(cutOffs.below.rate)}`,
          ),
        ]),
  ].join('')}</ul>`;
}

function warnings(report: CalibrationReport): string[] {
  const lines = [
    ...(report.readsBehaviour
      ? report.warnsOfAssumed
        ? [
            `Of ${percent(report.assumedShare)} of the cycles the first conversation is only assumed: take behaviour with care.`,
          ]
        : []
      : [
          `Of ${percent(report.assumedShare)} of the cycles the first conversation is only assumed, so behaviour before it was not looked at. Calls and meetings would help most.`,
        ]),
    ...report.suspects.map(({ name, sign, value, others }) =>
      sign === 'settles'
        ? `${name} settles the outcome nearly by itself (${percent(value)} of the uncertainty). It looks as if it was known only afterwards, and was left out.`
        : `${name} is known of ${percent(value)} of the won and ${percent(others ?? 0)} of the rest. It looks as if it was filled in afterwards, and was left out.`,
    ),
    ...report.late.map(
      ({ name, inTime, ever }) =>
        `${name} was known in time of ${number(inTime)} of the ${count(ever, 'cycle')} that have it, and was left out.`,
    ),
  ];
  return lines.map((line) => `<p class="warning">${escapeHtml(line)}</p>`);
}

function cardSections(report: CalibrationReport): string[] {
  const { card, verdict, cutOffs, profile } = report;
  if (card.length === 0) return [];
  const isAdvised = verdict.kind === 'card';
  return [
    section(
      isAdvised ? 'The card' : 'The best card there is, which is not recommended',
      `What people did in the ${report.days} days before sales first talked to them, and what was known of them by then.`,
      cardTable('Points', card),
      liftPlot(card),
    ),
    ...(cutOffs === undefined || !isAdvised
      ? []
      : [
          section(
            `From ${cutOffs.total} points on`,
            '',
            bandsPlot(report),
            `<p>Of the cycles at or over it ${escapeHtml(share(cutOffs.above))} were won, of those below ${escapeHtml(share(cutOffs.below))}. It keeps ${escapeHtml(share(cutOffs.kept))} of all wins.</p>`,
            ...(profile === undefined
              ? []
              : [
                  `<p><b>The least that gives a real shot:</b> ${escapeHtml(profile.shows.join(' and '))}. Won: ${escapeHtml(share(profile.won))}.</p>`,
                ]),
          ),
        ]),
  ];
}

function handRaises({ withHandRaises }: CalibrationReport): string[] {
  if (withHandRaises === undefined) return [];
  return [
    section(
      'With hand-raises among the signals',
      `${escapeHtml(withHandRaises.names.join(', '))} directly precede conversations, so that they tell little that sales did not know. With them a card puts a later winner first ${(100 * withHandRaises.auc).toFixed(1)} times in 100.`,
      cardTable('Points with hand-raises', withHandRaises.card),
    ),
  ];
}

function method({ outcomes }: CalibrationReport): string {
  return [
    'Won deals of new business stand against lost and stalled ones',
    outcomes.never > 0 ? ', and against accounts that sales got or talked to without any deal in 180 days' : '',
    '. What counts is what their people did before the first sales conversation, and what was known of them by then. Criteria are chosen by a search over many cards; each card is made of older cases and judged on newer ones. The smallest card is taken that loses no more than half a time in 100 against the best size.',
  ]
    .join('')
    .replace(/^/, '<p>')
    .concat('</p>');
}
