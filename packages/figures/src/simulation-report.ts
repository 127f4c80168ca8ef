// A simulated company as a page of plots that shows it looks like a company, and beside them what public data of real ones show.
import type { CompanySummary } from '@baton/core/simulate/summary/company-summary';
import type { Truth } from '@baton/core/simulate/truth/truth';
import { page, section } from './page.ts';
import { machinePlot, truthPlot, volumePlots } from './simulation-months.ts';
import { funnelPlot, lagPlot, tailPlot, weekPlot } from './simulation-plots.ts';
import { count, escapeHtml, number, percent } from './words.ts';

/** The page as one HTML document without scripts. */
export function renderSimulationReport(summary: CompanySummary, truth: Truth): string {
  const { lags, trialLags } = summary;
  const within =
    trialLags.count === 0
      ? ''
      : ` Of ${count(trialLags.count, 'self-serve purchase')}, ${percent(trialLags.within7Days / trialLags.count)} came within 7 days of the trial's start.`;
  return page(
    `${summary.name}: a simulated company`,
    [
      header(summary, truth),
      facts(summary, truth),
      section('The funnel', 'How far people came. Each bar is a part of the one before.', funnelPlot(summary)),
      section(
        'From the first visit to the purchase',
        `Half of ${count(lags.count, 'purchase')} came within ${number(lags.median)} days of the account's first visit, three quarters within ${number(lags.p75)}, nine of ten within ${number(lags.p90)}; the longest took ${number(lags.longest)}.${within}`,
        lagPlot(summary),
      ),
      section(
        'The rhythm of the week',
        `What people did, by the clocks of ${escapeHtml(summary.zone)}. Machines and deliveries of mail are left out; the evening is that of other time zones.`,
        weekPlot(summary),
      ),
      section(
        'Long tails',
        'Most people leave a handful of entries, some leave hundreds: to the right entries double from step to step, downwards people become ten times fewer.',
        tailPlot(summary),
      ),
      section(
        'Volume by month',
        'New records by source, and MQLs of the point table. Seasons and growth show.',
        ...volumePlots(summary),
      ),
      section(
        'Machines that open mail',
        'Of all opens of a month, how many a mail gateway or a privacy proxy made.',
        machinePlot(summary),
      ),
      section(
        'What is true',
        'Of accounts first seen in a month, how many were going to buy (the exact probability), and how many had bought by the end of the history: young cohorts have had no time yet.',
        truthPlot(truth),
      ),
      faultsSection(truth),
    ].join('\n'),
  );
}

function header(summary: CompanySummary, truth: Truth): string {
  return `<h1>${escapeHtml(summary.name)}</h1>
<p class="soft">A company that does not exist, ${summary.firstDay} to ${summary.lastDay}, made up from the seed “${escapeHtml(summary.seed)}”${truth.faults.length === 0 ? '' : `, with ${count(truth.faults.length, 'planted fault')}`}.</p>`;
}

function facts(summary: CompanySummary, { total }: Truth): string {
  const fact = (label: string, value: string, note: string): string =>
    `<li>${escapeHtml(label)}<b>${value}</b><span class="soft">${note}</span></li>`;
  const machines = summary.opens.reduce((sum, { machine }) => sum + machine, 0);
  const opens = summary.opens.reduce((sum, each) => sum + each.opens, 0);
  return `<ul class="facts">${[
    fact('Leads', number(summary.leads), `in ${count(summary.accounts, 'account')}`),
    fact('Entries', number(summary.entries), `${number(summary.entries / summary.leads)} a lead`),
    fact('Free mail', percent(summary.freeMail / summary.leads), 'of all addresses'),
    fact('Truly buy', percent(total.rate), `of accounts; ${number(total.wouldBuy)} would, ${number(total.bought)} do`),
    fact('Opens by machines', opens === 0 ? 'none' : percent(machines / opens), `of ${number(opens)}`),
  ].join('')}</ul>`;
}

function faultsSection({ faults }: Truth): string {
  if (faults.length === 0) return '';
  const lines = faults.map(
    ({ kind, month, place, size, what }) =>
      `<li><b>${escapeHtml(kind)}</b>, ${escapeHtml(month)}, ${escapeHtml(place)}: ${escapeHtml(what)} (${number(size)}).</li>`,
  );
  return section(
    'Planted faults',
    'What a look at the data should find, with its month, its place and how much it touches.',
    `<ul>${lines.join('')}</ul>`,
  );
}
