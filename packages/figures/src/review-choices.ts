// What a review can choose: candidates with their replays, thresholds that sales can work, what is to be expected of today's leads, what holding back shows and costs.
import type { HoldBackEstimate } from '@baton/core/reports/review/hold-back/hold-back-estimate';
import type { CandidateChange, CapacityChoice, ReplayedSide } from '@baton/core/reports/review/sections/candidate';
import type { StockForecast } from '@baton/core/reports/review/stock/forecast';
import { type Cell, section, table, textCell } from './page.ts';
import { shareCell } from './rate-words.ts';
import { count, escapeHtml, money, number, percent, rate, share } from './words.ts';

/** A section a candidate. */
export function candidateSections(candidates: readonly CandidateChange[], date: (at: number) => string): string[] {
  return candidates.map(
    ({ name, changes, before, after, enter, leave, stay, winsLost, winsGained, from, until, horizonDays }) => {
      const side = (what: string, told: ReplayedSide): Cell[] => [
        textCell(what),
        { html: number(told.handoffs), isNumber: true },
        textCell(rate(told.perWorkingDay)),
        shareCell(told.won),
        shareCell(told.kept),
      ];
      const names = (what: string, wins: readonly string[]): string =>
        wins.length === 0 ? '' : `<p><strong>${what}:</strong> ${escapeHtml(wins.join('; '))}.</p>`;
      return section(
        `Candidate ${name}`,
        '',
        changes.length === 0
          ? '<p>Nothing changes.</p>'
          : `<ul>${changes.map(({ sentence, effect }) => `<li>${escapeHtml(sentence)}${effect === 'neutral' ? '' : ` <span class="soft">(${escapeHtml(effect)})</span>`}</li>`).join('')}</ul>`,
        table(
          `Replayed from ${date(from)} to ${date(until)}; won within ${horizonDays} days; wins kept: of the accounts won, handed over before. With 95 % intervals`,
          [
            textCell('Definition'),
            { html: 'Hand-offs', isNumber: true },
            textCell('Load'),
            textCell('Won'),
            textCell('Wins kept'),
          ],
          [side('in force', before), side('candidate', after)],
        ),
        `<p>${count(enter, 'lead')} would enter, ${number(leave)} leave, ${number(stay)} stay.</p>`,
        names('Wins that would leave', winsLost),
        names('Wins that would enter', winsGained),
      );
    },
  );
}

/** Thresholds moved until sales can work what is handed over. */
export function capacitySection({ tried, capacity, total }: CapacityChoice): string {
  const words =
    total === undefined
      ? `No move that was tried brings it down to ${number(capacity)} a working day.`
      : total === 0
        ? `The thresholds as they are keep to ${number(capacity)} a working day, and no lower ones would.`
        : `Moved by ${signed(total)} points, the thresholds are the lowest that keep to ${number(capacity)} a working day.`;
  return section(
    'What sales can work',
    escapeHtml(words),
    table(
      'All thresholds of the definition in force moved together, each move replayed over the year; with 95 % intervals',
      [
        { html: 'Points', isNumber: true },
        { html: 'Hand-offs', isNumber: true },
        textCell('Load'),
        textCell('Won'),
        textCell('Kept'),
      ],
      tried.map((each): Cell[] => [
        { html: `${signed(each.total)}${each.total === total ? ' ◀' : ''}`, isNumber: true },
        { html: number(each.handoffs), isNumber: true },
        textCell(rate(each.perWorkingDay)),
        shareCell(each.won),
        shareCell(each.kept),
      ]),
    ),
  );
}

function signed(points: number): string {
  return points === 0 ? '0' : `${points > 0 ? '+' : '−'}${Math.abs(points)}`;
}

/** What is to be expected of the MQLs that are open. */
export function stockSection({ state, stock, tooOld, withinDays = 0, wins, revenue, note }: StockForecast): string {
  const open = `${count(stock, 'MQL')} ${stock === 1 ? 'is' : 'are'} open${tooOld === 0 ? '' : `, of which ${number(tooOld)} are too old to expect anything of`}.`;
  if (state === 'too few' || wins === undefined)
    return section('What is to be expected of open MQLs', '', `<p>${escapeHtml(`${open} ${note}`)}</p>`);
  const facts = [
    `<li><b>${number(wins.expected)} wins</b>95 % interval ${number(wins.low)} to ${number(wins.high)}</li>`,
    ...(revenue === undefined
      ? []
      : [
          `<li><b>${money(revenue.expected, revenue.currency)}</b>won revenue; 95 % interval ${money(revenue.low, revenue.currency)} to ${money(revenue.high, revenue.currency)}</li>`,
        ]),
  ];
  return section(
    'What is to be expected of open MQLs',
    escapeHtml(open),
    `<ul class="facts">${facts.join('')}</ul>`,
    `<p class="soft small">Each is won as those of the past went on from the same age, until ${withinDays} days after its hand-off. The interval holds what will be seen with 95 %, where the future goes on like the past.</p>`,
  );
}

/** What handing over adds, by the draw. */
export function holdBackSection(told: HoldBackEstimate): string {
  const { verdict, handed, held, difference, cost, plan, withinDays, shareOfThousand } = told;
  const arms =
    handed === undefined || held === undefined
      ? ''
      : table(
          `Won within ${withinDays} days of the draw`,
          [textCell('Drawn'), textCell('Won')],
          [
            [textCell('handed over'), textCell(share(handed))],
            [textCell('held back'), textCell(share(held))],
            ...(difference === undefined
              ? []
              : [
                  [
                    textCell('difference'),
                    textCell(
                      `${percent(difference.at)} (95 % interval ${percent(difference.low)} to ${percent(difference.high)})`,
                    ),
                  ],
                ]),
            ...(cost === undefined
              ? []
              : [
                  [
                    textCell('wins it has cost'),
                    textCell(`${number(cost.wins)} (${number(cost.low)} to ${number(cost.high)})`),
                  ],
                ]),
          ],
        );
  const planned =
    plan === undefined
      ? '<p class="soft">Too few hand-offs had the time to say beforehand what a year of it would show.</p>'
      : `<p>Beforehand: ${number(plan.leadsAYear)} leads a year reach a gate with a draw, of which ${number(plan.heldAYear)} are held back (${percent(shareOfThousand / 1000)}). A year shows a difference of ${percent(plan.smallest)} or more with a probability of 80 %, where ${percent(plan.conversion)} of those handed over are won.</p>${table(
          'What a year shows, and what it costs',
          [
            textCell('If handing over'),
            { html: 'Shown with', isNumber: true },
            { html: 'Wins it costs', isNumber: true },
          ],
          [
            [
              textCell('doubles what is won'),
              { html: percent(plan.powerIfDoubled), isNumber: true },
              { html: number(plan.winsIfDoubled), isNumber: true },
            ],
            [
              textCell('brings all that is won'),
              { html: percent(plan.powerIfAll), isNumber: true },
              { html: number(plan.winsIfAll), isNumber: true },
            ],
          ],
        )}`;
  return section('What handing over adds', escapeHtml(verdict), arms, planned);
}
