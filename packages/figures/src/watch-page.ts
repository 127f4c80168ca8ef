// The watch as a page: what needs somebody, how near each series is to an alarm month by month, what criteria still tell, what points mean now.
import type { Alarm, Series, Watch } from '@baton/core/reports/watch/watch-result';
import { heat } from './month-heat.ts';
import { type Cell, figure, numberCell, page, section, table, textCell } from './page.ts';
import { reviewDueWords } from './review-due-words.ts';
import { liftPlot, ratio } from './watch-plots.ts';
import { count, dateIn, escapeHtml, number, percent } from './words.ts';

const date = dateIn('UTC');
const day = (at: number): string => `<time>${date(at)}</time>`;

/** The page. Dates and months are UTC. */
export function renderWatchPage(watch: Watch): string {
  const { definition, digest, asOf } = watch;
  return page(
    `Watch over ${definition}`,
    [
      `<h1>Watch over ${escapeHtml(definition)}</h1>`,
      `<p class="soft">As known on ${date(asOf)}, of the definition ${escapeHtml(digest.slice(0, 12))}. Dates are UTC.</p>`,
      `<p class="verdict"><strong>${escapeHtml(watchVerdict(watch))}</strong></p>`,
      ...watchSections(watch),
      notes(watch),
    ].join('\n'),
  );
}

/** One sentence: how many alarms are raised. */
export function watchVerdict({ alarms, state, watchedMonths }: Watch): string {
  const open = alarms.filter((alarm) => alarm.state === 'raised').length;
  const drift = state === 'too short' ? 'The history is too short to watch.' : undefined;
  if (open === 0) return drift ?? `Nothing drifts: ${count(watchedMonths, 'month')} watched, no alarm is raised.`;
  return `${drift === undefined ? '' : `${drift} `}${count(open, 'alarm')} ${open === 1 ? 'is' : 'are'} raised.`;
}

/** The sections that packets show too. */
export function watchSections(watch: Watch): string[] {
  const { alarms, series, review } = watch;
  const raised = alarms.filter(({ state }) => state === 'raised');
  const over = alarms.filter(({ state }) => state === 'cleared');
  return [
    section(
      'Alarms',
      '',
      alarmTable('Raised, the newest first', raised, false),
      ...(over.length === 0 ? [] : [alarmTable('Raised and over again', over, true)]),
    ),
    section('Reviews', '', reviewDueWords(review)),
    ...(series.length === 0 ? [] : [nearness(series), lifts(series)]),
    recalibration(watch),
  ];
}

function alarmTable(caption: string, alarms: readonly Alarm[], isOver: boolean): string {
  if (alarms.length === 0) return '<p>No alarm is raised.</p>';
  const head = [
    textCell('What'),
    textCell(isOver ? 'Raised, cleared' : 'Owner, due'),
    textCell(isOver ? 'Owner' : 'What to do'),
  ];
  return table(
    caption,
    head,
    alarms.map(({ message, owner, dueAt, remedy, raisedAt, clearedAt }): Cell[] => [
      { html: `${isOver ? '✓' : '▲'} ${escapeHtml(message)}` },
      {
        html: isOver
          ? `${day(raisedAt)} to ${clearedAt === undefined ? 'now' : day(clearedAt)}`
          : `${escapeHtml(owner)}, by ${day(dueAt)} <span class="soft">(raised ${day(raisedAt)})</span>`,
      },
      textCell(isOver ? owner : `${remedy.charAt(0).toUpperCase()}${remedy.slice(1)}.`),
    ]),
  );
}

const KINDS: Readonly<Record<Series['kind'], string>> = {
  'signal-rate': 'how often',
  'fill-rate': 'how much is known',
  'criterion-rate': 'how often',
  'grade-mix': 'mix',
  'score-mix': 'mix',
  'source-mix': 'mix',
  lift: 'what it tells',
  conversion: 'wins at equal scores',
};

/** Rows of months, the darker the nearer to an alarm. */
function nearness(series: readonly Series[]): string {
  const told = series.filter(({ state }) => state === 'watched');
  const months = told[0]?.looks.map(({ month }) => month) ?? [];
  const cells = told.flatMap((each) =>
    each.looks.map(({ month, sum = 0, z }) => ({
      row: rowName(each),
      month,
      count: z === undefined ? 0 : Math.round((100 * sum) / (each.height ?? 1)),
      share: Math.min(1, sum / (each.height ?? 1)) ** 2,
    })),
  );
  if (cells.length === 0) return '';
  return section(
    'How near each is to an alarm',
    'Differences from the reference add up month by month (a cumulative sum). The darkest is an alarm; a dot is a month with no difference to speak of, or too few to look at.',
    figure(
      heat('How near each series is to an alarm, by month', cells, months),
      'Cumulative sums as a share of the height that alarms.',
      table(
        'Share of what is seen, before and in the last two quarters',
        [textCell('Watched'), { html: 'Reference', isNumber: true }, { html: 'Last two quarters', isNumber: true }],
        told.map((each): Cell[] => [
          textCell(rowName(each)),
          valueCell(each, each.reference),
          valueCell(each, each.recent?.value),
        ]),
      ),
    ),
  );
}

function rowName({ kind, label }: Series): string {
  const [name = label] = label.split(': ');
  return kind === 'conversion' ? name : `${name}, ${KINDS[kind]}`;
}

function valueCell({ kind }: Series, value: number | undefined): Cell {
  if (value === undefined) return { html: '–', isNumber: true };
  const isShare = kind === 'signal-rate' || kind === 'fill-rate' || kind === 'criterion-rate';
  return { html: isShare ? percent(value) : value.toFixed(2), isNumber: true };
}

function lifts(all: readonly Series[]): string {
  const told = all.filter(({ kind, state }) => kind === 'lift' && state === 'watched');
  const few = all.filter(({ kind, state }) => kind === 'lift' && state !== 'watched').map(({ label }) => label);
  const rest = few.length === 0 ? '' : `<p class="soft">Too few cases to say of: ${escapeHtml(few.join(', '))}.</p>`;
  const intro =
    'Among buying cycles that ended: how many times better the odds of winning were with the criterion than without, in the reference and in the last two quarters, with a 95 % interval.';
  if (told.length === 0)
    return section('Whether each criterion still tells', intro, '<p>Too few cases ended to say.</p>', rest);
  return section(
    'Whether each criterion still tells',
    intro,
    figure(
      liftPlot(told),
      'Odds ratios on a logarithmic scale; right of 1 it speaks for a lead.',
      table(
        'Odds of winning with it, times those without',
        [
          textCell('Criterion'),
          { html: 'Reference', isNumber: true },
          { html: 'Last two quarters', isNumber: true },
          { html: '95 %', isNumber: true },
          { html: 'A loss is seen in', isNumber: true },
        ],
        told.map(({ label, reference = 1, recent, monthsToSee }): Cell[] => [
          textCell(label),
          { html: ratio(reference), isNumber: true },
          { html: recent === undefined ? '–' : ratio(recent.value), isNumber: true },
          { html: recent === undefined ? '–' : `${ratio(recent.low ?? 0)}–${ratio(recent.high ?? 0)}`, isNumber: true },
          {
            html:
              monthsToSee === undefined
                ? '–'
                : monthsToSee > 36
                  ? 'over 3 years'
                  : count(Math.max(1, Math.round(monthsToSee)), 'month'),
            isNumber: true,
          },
        ]),
      ),
    ),
    rest,
  );
}

function recalibration({ recalibration: told }: Watch): string {
  const { state, verdict, cases, won, expected = 0, chances = [] } = told;
  if (state === 'too few') return section('What points mean', '', `<p>${escapeHtml(verdict)}</p>`);
  return section(
    'What points mean',
    '',
    `<p>${escapeHtml(verdict)} ${count(won, 'win')} of ${count(cases, 'case')} since the reference, of which its chances foretold ${number(expected)}.</p>`,
    table(
      'The chance to win by points of fit, engagement and usage together, when sales first talked',
      [
        { html: 'Points', isNumber: true },
        { html: 'In the reference', isNumber: true },
        { html: 'Recalibrated', isNumber: true },
      ],
      chances.map(({ points, was, is }): Cell[] => [
        numberCell(points),
        { html: percent(was), isNumber: true },
        { html: percent(is), isNumber: true },
      ]),
    ),
  );
}

const BY: Readonly<Record<Watch['reference']['by'], string>> = {
  activation: 'until it came into force',
  asked: 'until it was signed',
  middle: 'the first half of the history',
};

function notes({ reference, watchedMonths, falseAlarmsPerYear, notes: told }: Watch): string {
  const sentences = [
    `The reference is ${date(reference.from)} to ${date(reference.until)}, ${BY[reference.by]}: ${count(reference.months, 'month')} and ${count(reference.cases, 'case')} that ended. Watched since: ${count(watchedMonths, 'month')}.`,
    `An alarm is raised where differences add up beyond what chance gives, and cleared when two months are calm; chance alone raises about ${number(falseAlarmsPerYear)} alarms a year over all that is watched.`,
    ...told,
  ];
  return `<p class="soft small">${sentences.map(escapeHtml).join(' ')}</p>`;
}
