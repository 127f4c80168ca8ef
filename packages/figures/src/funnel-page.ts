// The honest funnel as a page: money that reconciles first, then rates, answers, groups, cohorts as they mature, costs. Nothing without a state.
import type { Ledger, Sums } from '@baton/core/reports/funnel/money/ledger';
import type { FunnelReport } from '@baton/core/reports/funnel/report-result';
import { lateWords } from '@baton/core/reports/review/review-due';
import type { Share } from '@baton/core/statistics/share';
import { costSection } from './funnel-costs.ts';
import { groupSections } from './funnel-groups.ts';
import { cohortSection, lagSection } from './funnel-maturity.ts';
import { answerSection, clockSection, lossSection } from './funnel-sales.ts';
import { sums } from './funnel-sums.ts';
import { type Cell, page, section, table, textCell } from './page.ts';
import { rateFigure } from './rate-bars.ts';
import { reviewDueWords } from './review-due-words.ts';
import { volumeChangeSection } from './volume-change.ts';
import { count, dateIn, escapeHtml, number, shareNote } from './words.ts';

/** The page. Dates are of the report's zone. */
export function renderFunnelPage(report: FunnelReport): string {
  const date = dateIn(report.zone);
  const names = report.definitions.join(' and ');
  const parts =
    report.mqls === 0
      ? [
          '<p class="verdict"><strong>Nobody was handed over.</strong> There is no funnel to tell of; what was won stands below.</p>',
          ledgerSection(report.ledger),
        ]
      : [
          headline(report),
          facts(report),
          ledgerSection(report.ledger),
          ...(report.volume === undefined ? [] : [volumeChangeSection(report.volume, date)]),
          section('The funnel', '', rateFigure('Steps of the funnel', report.rates)),
          answerSection(report),
          clockSection(report.clocks),
          cohortSection(report.cohorts),
          lagSection(report.lagCurves),
          ...groupSections(report),
          costSection(report),
          lossSection(report),
        ];
  return page(
    `Funnel: ${names}`,
    [
      `<h1>The funnel of ${escapeHtml(names)}</h1>`,
      `<p class="soft">${date(report.from)} to ${date(report.asOf)}: ${count(report.mqls, 'MQL')} of ${count(report.accounts, 'account')}. Dates and months are those of ${escapeHtml(report.zone)}.</p>`,
      ...(report.review === undefined || lateWords(report.review) === undefined ? [] : [reviewDueWords(report.review)]),
      ...parts,
      footer(report),
    ].join('\n'),
  );
}

function headline({ ledger, mqls, rates }: FunnelReport): string {
  const { revenue, pipeline, won } = ledger.classes['mql-sourced'];
  const opportunity = rates.find(({ step }) => step === 'MQL → opportunity');
  const became =
    opportunity?.state === 'ok'
      ? ` ${number(100 * (opportunity.rate ?? 0))} % of MQLs become opportunities within ${number(opportunity.withinDays)} days (95 % interval ${number(100 * (opportunity.low ?? 0))} to ${number(100 * (opportunity.high ?? 0))} %).`
      : '';
  return `<p class="verdict"><strong>${count(mqls, 'MQL')} brought ${sums(revenue)} of won revenue</strong> in ${count(won, 'deal')}, and ${sums(pipeline)} of open pipeline.${became}</p>`;
}

function facts({ ledger, rates, averageDeal, acceptance, sla }: FunnelReport): string {
  const fact = (label: string, html: string, note: string): string =>
    `<li>${escapeHtml(label)}<b>${html}</b><span class="soft">${note}</span></li>`;
  const rate = (step: string): string => {
    const found = rates.find((each) => each.step === step);
    if (found === undefined || found.state === 'not recorded') return fact(step, '–', 'not recorded');
    return fact(
      step,
      head(found as Share),
      `${note(found as Share)}; within ${number(found.withinDays)} days, ${number(found.young)} too young`,
    );
  };
  const sizes = Object.entries(averageDeal);
  // A replay's hand-offs never reached sales: whether they were answered in time is no headline.
  return `<ul class="facts">
${fact('MQL-sourced won revenue', sums(ledger.classes['mql-sourced'].revenue), `of ${sums(ledger.total.revenue)} new business`)}
${fact('MQL-sourced open pipeline', sums(ledger.classes['mql-sourced'].pipeline), `of ${sums(ledger.total.pipeline)}`)}
${rate('MQL → opportunity')}
${rate('MQL → customer')}
${fact('Average deal', sizes.length === 0 ? '–' : sizes.map(([currency, { meanMinor }]) => `${number(Math.round(meanMinor / 100))} ${escapeHtml(currency)}`).join(', '), sizes.length === 0 ? 'no won deal has an amount' : `mean of ${sizes.map(([, { deals }]) => number(deals)).join(', ')} won deals with an amount`)}
${fact('Accepted by somebody', head(acceptance.accepted), note(acceptance.accepted))}
${sla.contract === undefined ? fact('Answered within 48 hours', head(sla.within48Hours), note(sla.within48Hours)) : ''}
</ul>`;
}

function head(told: Share): string {
  if (told.state === 'ok' && told.rate !== undefined) return `${number(100 * told.rate)} %`;
  return told.of === 0 ? '–' : `${number(told.count)} of ${number(told.of)}`;
}

function note(told: Share): string {
  return told.of === 0 ? escapeHtml(told.state) : shareNote(told);
}

const CLASSES: Readonly<Record<keyof Ledger['classes'], string>> = {
  'mql-sourced': 'MQL-sourced',
  influenced: 'Influenced by an MQL that came later',
  outbound: 'Outbound: sales reached out first',
  unattributed: 'Unattributed',
};

function ledgerSection({ classes, total, leftOut, inCrm }: Ledger): string {
  const row = (name: string, won: number, revenue: Sums, pipeline: Sums | undefined, isSum = false): Cell[] => {
    const strong = (html: string): string => (isSum ? `<strong>${html}</strong>` : html);
    return [
      { html: strong(escapeHtml(name)) },
      { html: strong(number(won)), isNumber: true },
      { html: strong(sums(revenue)), isNumber: true },
      { html: pipeline === undefined ? '' : strong(sums(pipeline)), isNumber: true },
    ];
  };
  const rows = [
    ...Object.entries(classes).map(([name, each]) =>
      row(CLASSES[name as keyof Ledger['classes']], each.won, each.revenue, each.pipeline),
    ),
    row('New business', total.won, total.revenue, total.pipeline, true),
    ...leftOut
      .filter(({ why }) => why !== 'taken back')
      .map(({ why, won, revenue }) => row(`+ ${why}`, won, revenue, undefined)),
    row('Won in the CRM', inCrm.won, inCrm.revenue, undefined, true),
  ];
  const back = leftOut.find(({ why }) => why === 'taken back');
  const notes = [
    ...(total.wonWithoutAmount === 0
      ? []
      : [`${count(total.wonWithoutAmount, 'won deal')} without an amount count as deals and bring nothing.`]),
    ...(back === undefined
      ? []
      : [`${count(back.deals, 'win')} taken back or re-opened since, ${sums(back.revenue)}, in no line.`]),
  ];
  return section(
    'Where won revenue came from',
    'To the cent, per currency: each deal is in one line.',
    table(
      'Won revenue and open pipeline',
      [
        textCell('Brought by'),
        { html: 'Won', isNumber: true },
        { html: 'Won revenue', isNumber: true },
        { html: 'Open pipeline', isNumber: true },
      ],
      rows,
    ),
    notes.length === 0 ? '' : `<p class="soft">${notes.join(' ')}</p>`,
  );
}

function footer({ unsure, notes, rates, confidence }: FunnelReport): string {
  const given = rates
    .filter(({ state }) => state !== 'not recorded')
    .map(({ step, withinDays }) => `${step} ${withinDays} days`);
  const left =
    unsure.handoffs + unsure.deals + unsure.answers === 0
      ? []
      : [
          `Facts that are not at least ${confidence}: ${count(unsure.handoffs, 'MQL')} and ${count(unsure.deals, 'deal')} left out, ${count(unsure.answers, 'answer')} counted as unknown.`,
        ];
  return `<p class="soft small">${[`Each rate counts those who have had the time in which nine in ten of those who get there do: ${given.join('; ')}.`, ...left, ...notes].map(escapeHtml).join(' ')}</p>`;
}
