// The tables of a calibration's page: the card, everything looked at, look-backs, pairs, thresholds.
import type {
  CalibrationReport,
  ToldCardCriterion,
  ToldCriterion,
} from '@baton/core/calibration/told/calibration-report';
import type { Share } from '@baton/core/statistics/share';
import { quartersText, shareCell } from './calibration-plots.ts';
import { type Cell, section, table, textCell } from './page.ts';
import { escapeHtml, money, number } from './words.ts';

const figureCell = (plain: string): Cell => ({ html: escapeHtml(plain), isNumber: true });

/** Points with what speaks for each. */
export function cardTable(caption: string, card: readonly ToldCardCriterion[]): string {
  return table(
    caption,
    [
      figureCell('Points'),
      textCell('Criterion'),
      figureCell('Of the won'),
      figureCell('Won with it'),
      figureCell('Won without'),
      textCell('Lift by quarter'),
      figureCell('Lost without it'),
    ],
    card.map((each) => [
      figureCell(each.points > 0 ? `+${each.points}` : `−${-each.points}`),
      textCell(each.label),
      figureCell(shareCell(each.coverage.rate)),
      figureCell(shareCell(each.wonWith.rate)),
      figureCell(shareCell(each.wonWithout.rate)),
      textCell(quartersText(each.quarters)),
      figureCell(`${(100 * each.lossWithout).toFixed(1)}`),
    ]),
  );
}

/** Criteria looked at one by one. */
export function evidenceTable(caption: string, criteria: readonly ToldCriterion[]): string {
  return table(
    caption,
    [
      textCell('Criterion'),
      figureCell('Cycles'),
      figureCell('Of the won'),
      figureCell('Won with it'),
      figureCell('Won without'),
      textCell('Lift, 95 %'),
      figureCell('p'),
    ],
    criteria.map((each) => [
      textCell(each.label),
      figureCell(number(each.support.count)),
      figureCell(shareCell(each.coverage.rate)),
      figureCell(shareCell(each.wonWith.rate)),
      figureCell(shareCell(each.wonWithout.rate)),
      textCell(
        each.lift === undefined
          ? 'too few'
          : `${each.lift.ratio.toFixed(1)} (${each.lift.low.toFixed(1)} to ${each.lift.high.toFixed(1)})`,
      ),
      figureCell(each.adjustedP < 0.001 ? '< 0.001' : each.adjustedP.toFixed(3)),
    ]),
  );
}

/** Pairs that tell more together; nothing where there are none. */
export function combinedSection({ combined: pairs }: CalibrationReport): string[] {
  if (pairs.length === 0) return [];
  const won = (each: Share): Cell =>
    figureCell(each.state === 'ok' ? shareCell(each.rate) : `${each.count} of ${each.of}`);
  return [
    section(
      'Pairs that tell more together',
      'Won with both, against the better of the two alone. A fast lane can be made of them.',
      table(
        'Combined signals',
        [
          textCell('Both'),
          figureCell('Won with both'),
          figureCell('First alone'),
          figureCell('Second alone'),
          textCell('Lift over the better, 95 %'),
        ],
        pairs.map(({ labels, both, firstAlone, secondAlone, lift }) => [
          textCell(labels.join(' and ')),
          won(both),
          won(firstAlone),
          won(secondAlone),
          textCell(`${lift.ratio.toFixed(1)} (${lift.low.toFixed(1)} to ${lift.high.toFixed(1)})`),
        ]),
      ),
    ),
  ];
}

/** Look-backs side by side. */
export function lookBacksTable({ lookBacks: all, days }: CalibrationReport): string {
  return table(
    'By how far back was looked',
    [textCell('Before the first conversation'), figureCell('Criteria'), figureCell('Times in 100')],
    all.map((each) => [
      textCell(`${each.days} days${each.days === days ? ' (chosen)' : ''}`),
      figureCell(String(each.criteria)),
      figureCell((100 * each.auc).toFixed(1)),
    ]),
  );
}

/** Thresholds played through history; nothing where no capacity was stated. */
export function thresholdsSection({ thresholds: choice }: CalibrationReport): string[] {
  if (choice === undefined) return [];
  const told =
    choice.total === undefined
      ? `Even the highest threshold gives sales more than ${choice.capacity} a working day.`
      : `From ${choice.total} points on, sales get no more than ${choice.capacity} a working day.`;
  return [
    section(
      'What sales can work',
      `${told} Each threshold was played through the whole history, hand-raises and colleagues included.`,
      table(
        'Thresholds played through history',
        [
          figureCell('From'),
          figureCell('Hand-offs'),
          figureCell('A working day'),
          figureCell('Won within 90 days'),
          figureCell('Of the accounts won'),
          figureCell('Won revenue'),
        ],
        choice.tried.map(({ total, handoffs, perWorkingDay, won, kept, revenue }) => [
          figureCell(`${total}${total === choice.total ? ' (chosen)' : ''}`),
          figureCell(number(handoffs)),
          figureCell(number(perWorkingDay)),
          figureCell(won.state === 'ok' ? shareCell(won.rate) : won.state),
          figureCell(kept.state === 'ok' ? shareCell(kept.rate) : kept.state),
          figureCell(
            Object.entries(revenue)
              .map(([currency, minor]) => money(minor, currency))
              .join(', ') || '–',
          ),
        ]),
      ),
    ),
  ];
}
