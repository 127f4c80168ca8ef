// What sales answered, how long it took, and why deals were lost.
import type { FunnelReport } from '@baton/core/reports/funnel/report-result';
import type { Clock } from '@baton/core/reports/funnel/sales/clocks';
import { sums } from './funnel-sums.ts';
import { type Cell, section, table, textCell } from './page.ts';
import { count, number, share as shareWords } from './words.ts';

/** Accepted, by silence and rejected as three numbers, with reasons. */
export function answerSection({ acceptance, sla }: FunnelReport): string {
  const { accepted, bySilence, rejected, reasons } = acceptance;
  const rows: Cell[][] = [
    [textCell('Accepted by somebody'), { html: shareWords(accepted) }],
    [
      textCell('Accepted by silence'),
      {
        html: bySilence.agreed
          ? shareWords(bySilence)
          : '<span class="soft">no contract says that silence accepts</span>',
      },
    ],
    [textCell('Rejected'), { html: shareWords(rejected) }],
    [textCell('Contacted without an answer'), { html: number(acceptance.touched) }],
    [textCell('Left alone'), { html: number(acceptance.unworked) }],
    ...(acceptance.lapsed === 0 ? [] : [[textCell('Lapsed by contract'), { html: number(acceptance.lapsed) }]]),
    [textCell('Invalid (duplicate, bounced, test …)'), { html: number(acceptance.invalid) }],
    ...(acceptance.unknown === 0
      ? []
      : [[textCell('Not known: nothing tells of answers'), { html: number(acceptance.unknown) }]]),
    ...(sla.contract === undefined
      ? []
      : [[textCell('Answered in time by contract'), { html: shareWords(sla.contract) }]]),
    [textCell('Answered within 24 hours'), { html: shareWords(sla.within24Hours) }],
    [textCell('Answered within 48 hours'), { html: shareWords(sla.within48Hours) }],
  ];
  return section(
    'What sales answered',
    `Of ${count(acceptance.judged, 'MQL')} that have had the time; ${number(acceptance.young)} are too young. Shares leave out invalid and unknown ones.`,
    table('Answers', [textCell('Answer'), textCell('How many')], rows),
    reasons.length === 0
      ? ''
      : table(
          'Why MQLs were turned down',
          [textCell('Reason'), { html: 'MQLs', isNumber: true }],
          reasons
            .slice(0, 10)
            .map(({ reason, count: n }): Cell[] => [textCell(reason), { html: number(n), isNumber: true }]),
        ),
  );
}

/** How long things take. */
export function clockSection(clocks: readonly Clock[]): string {
  return section(
    'How long it takes',
    'Who still waits for an answer counts as waiting (Kaplan and Meier).',
    table(
      'Clocks',
      [
        textCell('From → to'),
        { html: 'Ended', isNumber: true },
        { html: 'Half within', isNumber: true },
        { html: 'Nine in ten within', isNumber: true },
      ],
      clocks
        .filter(({ state }) => state !== 'not recorded')
        .map(({ clock, n, ended, state, medianHours, p90Hours }): Cell[] => [
          textCell(clock),
          { html: `${number(ended)} of ${number(n)}`, isNumber: true },
          { html: state === 'ok' ? hours(medianHours) : '<span class="soft">too few</span>', isNumber: true },
          { html: state === 'ok' ? hours(p90Hours) : '', isNumber: true },
        ]),
    ),
  );
}

function hours(told: number | undefined): string {
  if (told === undefined) return '<span class="soft">not by now</span>';
  return told < 72 ? `${number(told)} h` : `${number(told / 24)} days`;
}

/** Why deals were lost. */
export function lossSection({ losses: { lost, reasons, stalled } }: FunnelReport): string {
  return section(
    'Why deals were lost',
    `${count(lost, 'deal')} of new business lost, whoever brought them; ${number(stalled.open)} open ones are stalled, ${number(stalled.wentDark)} lost ones went dark.`,
    reasons.length === 0
      ? ''
      : table(
          'Reasons, the most frequent first',
          [
            textCell('Reason'),
            { html: 'Deals', isNumber: true },
            { html: 'MQL-sourced', isNumber: true },
            { html: 'Amount', isNumber: true },
          ],
          reasons
            .slice(0, 12)
            .map(({ reason, deals, mqlSourced, amount }): Cell[] => [
              textCell(reason),
              { html: number(deals), isNumber: true },
              { html: number(mqlSourced), isNumber: true },
              { html: sums(amount), isNumber: true },
            ]),
        ),
  );
}
