// The packet of a review on one page of text: the agenda first, then what each of its points rests on.
import type { HoldBackEstimate } from '@baton/core/reports/review/hold-back/hold-back-estimate';
import type { ReviewPacket } from '@baton/core/reports/review/review-packet';
import type { CandidateChange, CapacityChoice, ReplayedSide } from '@baton/core/reports/review/sections/candidate';
import type { DisputedLead } from '@baton/core/reports/review/sections/disputed';
import type { StockForecast } from '@baton/core/reports/review/stock/forecast';
import { onOutput } from './colours.ts';
import { rateLine, rateText } from './rates.ts';
import { dueLines } from './review-due.ts';
import { shareText } from './share.ts';
import { amount, countOf, showDay, showMoney } from './words.ts';

const MOST_SOURCES = 8;

/** The packet as lines of text. `digest` is that of its bytes. */
export function reviewLines(packet: ReviewPacket, digest: string): string[] {
  const { bold, dim } = onOutput;
  const { made, year, rejections, watch, period } = packet;
  const width = Math.max(...year.rates.map(({ step }) => step.length));
  const raised = watch.alarms.filter(({ state }) => state === 'raised');
  return [
    bold(
      `${packet.review === 'monthly' ? 'Monthly pulse' : 'Quarterly review'} of ${made.definition}, ${period.name}, as known on ${showDay(made.asOf)} (UTC)`,
    ),
    '',
    bold('Agenda'),
    ...packet.agenda.map((point, i) => `  ${i + 1}. ${point}`),
    '',
    bold('Reviews'),
    ...dueLines(packet.due),
    '',
    bold(`The year since ${showDay(year.from)}: ${countOf(year.mqls, 'MQL')}`),
    ...year.rates.map((rate) => rateLine(rate, width)),
    ...sourceLines(packet),
    '',
    bold(`Turned down in ${period.name}`),
    `  ${countOf(rejections.rejected, 'rejection')}, ${amount(rejections.invalid)} invalid${rejections.undated === 0 ? '' : `; ${amount(rejections.undated)} more at an unknown time`}.`,
    ...rejections.reasons.map(({ reason, count }) => `  ${String(count).padStart(5)}  ${reason}`),
    ...(packet.disputed.length === 0 ? [] : ['', bold('To arbitrate'), ...packet.disputed.map(disputedLine)]),
    '',
    bold('Alarms'),
    ...(raised.length === 0
      ? ['  None is raised.']
      : raised.map(({ message, owner, dueAt }) => `  ! ${message} ${owner}, by ${showDay(dueAt)}.`)),
    '',
    bold('What is to be expected of the MQLs that are open'),
    ...stockLines(packet.stock),
    ...packet.candidates.flatMap((candidate) => [
      '',
      bold(`Candidate ${candidate.name}`),
      ...candidateLines(candidate),
    ]),
    ...(packet.capacity === undefined ? [] : ['', bold('What sales can work'), ...capacityLines(packet.capacity)]),
    ...(packet.holdBack === undefined ? [] : ['', bold('What handing over adds'), ...holdBackLines(packet.holdBack)]),
    ...(packet.earlier.length === 0
      ? []
      : [
          '',
          bold('Decided before'),
          ...packet.earlier
            .slice(0, 5)
            .map(
              ({ at, decision, by }) => `  ${showDay(at)}: ${decision}${by.length === 0 ? '' : ` (${by.join(', ')})`}`,
            ),
        ]),
    '',
    ...[
      `Definition ${made.definitionDigest}`,
      `Journal    ${made.journalDigest} of ${countOf(made.entries, 'entry', 'entries')}`,
      `Packet     ${digest}`,
      ...packet.notes,
    ].map((line) => dim(line)),
    '',
  ];
}

function sourceLines({ year }: ReviewPacket): string[] {
  const rows = year.bySource.slice(0, MOST_SOURCES);
  if (rows.length === 0) return [];
  const width = Math.max(...rows.map(({ value }) => value.length));
  return [
    '',
    onOutput.bold('MQL → customer by source'),
    ...rows.map(({ value, mqls, rates }) => {
      const rate = rates.find(({ step }) => step === 'MQL → customer');
      return `  ${value.padEnd(width)}  ${amount(mqls).padStart(6)}  ${rate === undefined ? '' : rateText(rate)}`;
    }),
  ];
}

function disputedLine({ name, company, handedAt, rejectedAt, reason, rep, question }: DisputedLead): string {
  const who = company === undefined ? name : `${name} (${company})`;
  return `  ${who}, handed over ${showDay(handedAt)}, rejected ${showDay(rejectedAt)}${rep === undefined ? '' : ` by ${rep}`}: ${reason}. ${question}`;
}

/** What is expected of open MQLs. */
export function stockLines({ state, stock, tooOld, withinDays = 0, wins, revenue, note }: StockForecast): string[] {
  const open = `  ${countOf(stock, 'MQL')} open${tooOld === 0 ? '' : `, of which ${amount(tooOld)} too old to expect anything of`}.`;
  if (state === 'too few' || wins === undefined) return [open, `  ${note}`];
  return [
    open,
    `  ${wins.expected.toFixed(1)} wins (95 %: ${amount(wins.low)} to ${amount(wins.high)}), each given until day ${withinDays} after its hand-off.`,
    ...(revenue === undefined
      ? ['  Too few wins with an amount to foretell revenue.']
      : [
          `  ${showMoney(revenue.expected, revenue.currency)} of won revenue (95 %: ${showMoney(revenue.low, revenue.currency)} to ${showMoney(revenue.high, revenue.currency)}).`,
        ]),
  ];
}

function candidateLines({
  changes,
  before,
  after,
  enter,
  leave,
  stay,
  winsLost,
  winsGained,
  horizonDays,
}: CandidateChange): string[] {
  const side = (what: string, { handoffs, won, kept, perWorkingDay }: ReplayedSide): string =>
    `  ${what} ${countOf(handoffs, 'hand-off')}, ${perWorkingDay.toFixed(1)} a working day; won within ${horizonDays} days: ${shareText(won)}; of the accounts won, handed over before: ${shareText(kept)}`;
  return [
    ...(changes.length === 0 ? ['  Nothing changes.'] : changes.map(({ sentence }) => `  - ${sentence}`)),
    side('now:  ', before),
    side('then: ', after),
    `  ${countOf(enter, 'lead')} would enter, ${amount(leave)} leave, ${amount(stay)} stay.`,
    ...(winsLost.length === 0 ? [] : [`  Wins that would leave: ${winsLost.join('; ')}.`]),
    ...(winsGained.length === 0 ? [] : [`  Wins that would enter: ${winsGained.join('; ')}.`]),
  ];
}

function capacityLines({ tried, capacity, total }: CapacityChoice): string[] {
  const words =
    total === undefined
      ? `  No move of the thresholds that was tried brings it down to ${capacity} a working day.`
      : total === 0
        ? `  The thresholds as they are keep to ${capacity} a working day, and no lower ones would.`
        : `  Moved by ${total > 0 ? '+' : '−'}${Math.abs(total)} points, the thresholds are the lowest that keep to ${capacity} a working day.`;
  return [
    words,
    ...tried.map(
      ({ total: points, handoffs, perWorkingDay, won, kept }) =>
        `  ${`${points > 0 ? '+' : points < 0 ? '−' : ''}${Math.abs(points)}`.padStart(4)} points: ${countOf(handoffs, 'hand-off')}, ${perWorkingDay.toFixed(1)} a working day; won: ${shareText(won)}; kept: ${shareText(kept)}`,
    ),
  ];
}

function holdBackLines({
  verdict,
  handed,
  held,
  difference,
  cost,
  plan,
  withinDays,
  shareOfThousand,
}: HoldBackEstimate): string[] {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  return [
    `  ${verdict}`,
    ...(handed === undefined || held === undefined
      ? []
      : [
          `  Won within ${withinDays} days: of those handed over ${shareText(handed)}, of those held back ${shareText(held)}.`,
        ]),
    ...(difference === undefined
      ? []
      : [`  Difference ${percent(difference.at)} (95 %: ${percent(difference.low)} to ${percent(difference.high)}).`]),
    ...(cost === undefined
      ? []
      : [
          `  Holding back has cost about ${cost.wins.toFixed(1)} wins (95 %: ${cost.low.toFixed(1)} to ${cost.high.toFixed(1)}).`,
        ]),
    ...(plan === undefined
      ? ['  Too few hand-offs had the time to say beforehand what a year of it would show.']
      : [
          `  Beforehand: ${amount(Math.round(plan.leadsAYear))} leads a year, ${amount(Math.round(plan.heldAYear))} held back (${(shareOfThousand / 10).toFixed(1)} %). A year shows a difference of ${percent(plan.smallest)} or more with 80 %, where ${percent(plan.conversion)} are won.`,
          `  If handing over doubles what is won, a year shows it with ${percent(plan.powerIfDoubled)} and costs ${plan.winsIfDoubled.toFixed(1)} wins; if it brings all of it, with ${percent(plan.powerIfAll)}, for ${plan.winsIfAll.toFixed(1)}.`,
        ]),
  ];
}
