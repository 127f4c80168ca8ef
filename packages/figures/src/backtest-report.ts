// A backtest as a page to send to a head of sales: the verdict first, then volume, outcomes, who enters and who leaves, ten leads explained, and what a replay cannot know.
import type { BacktestResult, BacktestSide } from '@baton/core/replay/backtest-result';
import type { Labels } from '@baton/core/replay/words';
import { besideSection, landmarkSection } from './backtest-comparisons.ts';
import { bandPlot, distributionPlot } from './backtest-plots.ts';
import { explainedSection } from './explained-leads.ts';
import { labelled } from './labelled.ts';
import { leadTable } from './lead-table.ts';
import { page, section } from './page.ts';
import { sourcePlot, sourceTable, volumePlot } from './volume-plots.ts';
import { count, dateIn, escapeHtml, money, number, rate, shareNote } from './words.ts';

/** The report as one HTML document without scripts. `labels` are the candidate's, `before` the incumbent's: with them, names are told as people read them. */
export function renderBacktestReport(told: BacktestResult, labels?: Labels, before?: Labels): string {
  const result = labels === undefined ? told : labelled(told, labels, before);
  const body = [
    header(result),
    result.candidate.handoffs === 0 ? emptyState(result) : verdict(result),
    ...result.warnings.map(
      (warning) =>
        `<p class="warning">${escapeHtml(warning.message)}${warning.hint === undefined ? '' : ` – ${escapeHtml(warning.hint)}`}.</p>`,
    ),
    ...(result.candidate.handoffs === 0 ? [] : [facts(result), volumeSection(result), outcomeSection(result)]),
    ...(result.beside === undefined ? [] : [besideSection(result, result.beside)]),
    ...(result.landmark === undefined ? [] : [landmarkSection(result.landmark)]),
    section('How scores are spread', '', distributionPlot(result)),
    ...(result.incumbent === undefined ? [] : [changeSection(result, result.incumbent)]),
    ...(result.candidate.handoffs === 0
      ? []
      : [namesSection(result), explainedSection(result.explained, dateIn(result.zone))]),
    section(
      'What a replay cannot know',
      '',
      `<ul>${result.cannotKnow.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join('')}</ul>`,
    ),
    footer(result),
  ];
  return page(`${result.title}: backtest`, body.join('\n'));
}

function header(result: BacktestResult): string {
  const date = dateIn(result.zone);
  const with_ = (result.beside ?? []).map((side) => `, in force with ${escapeHtml(side.name)}`).join('');
  const against = result.incumbent === undefined ? '' : ` against ${escapeHtml(result.incumbent.name)}`;
  return `<h1>${escapeHtml(result.title)}</h1>
<p class="soft">Backtest of ${escapeHtml(result.candidate.name)}${with_}${against}, ${date(result.from)} to ${date(result.until)}: ${count(result.leads, 'lead')} in ${count(result.accounts, 'account')}, ${count(result.entries, 'entry').replace('entrys', 'entries')}. All dates and times are those of ${escapeHtml(result.zone)}.</p>`;
}

function verdict(result: BacktestResult): string {
  const { candidate, incumbent } = result;
  const kept =
    candidate.recall.of === 0
      ? ''
      : ` It hands over ${number(candidate.recall.count)} of the ${count(candidate.recall.of, 'account')} that were won, before they were won.`;
  const each =
    result.reps === 1 ? '' : `, each of ${count(result.reps, 'rep')} ${rate(candidate.perWorkingDay.perRep)}`;
  const load = ` Sales gets ${rate(candidate.perWorkingDay.mean)}${each}.`;
  const change =
    incumbent === undefined
      ? `${count(candidate.leads.length, 'lead')} would have gone to sales.`
      : `${number(incumbent.leads.length)} leads go down to ${number(candidate.leads.length)}.`.replace(
          'go down to',
          candidate.leads.length > incumbent.leads.length ? 'go up to' : 'go down to',
        );
  const before =
    incumbent === undefined || incumbent.recall.of === 0
      ? ''
      : ` ${escapeHtml(incumbent.name)} handed over ${number(incumbent.recall.count)} of them.`;
  return `${togetherLine(result)}<p class="verdict"><strong>${change}</strong>${kept}${before}${load}</p>`;
}

/** With several definitions in force: what all hand over, and of whom the rest of the page speaks. */
function togetherLine({ candidate, beside = [], together }: BacktestResult): string {
  if (together === undefined) return '';
  const names = [candidate, ...beside].map((side) => escapeHtml(side.name)).join(' and ');
  return `<p class="verdict"><strong>${names} together make ${count(together.handoffs, 'hand-off')}</strong>, ${rate(together.perWorkingDay.mean)}. What follows is ${escapeHtml(candidate.name)} alone, but for <em>Definitions side by side</em>.</p>\n`;
}

function emptyState(result: BacktestResult): string {
  const date = dateIn(result.zone);
  return `<p class="verdict"><strong>Nobody would have been handed over.</strong> Nobody qualified by ${escapeHtml(result.candidate.name)} on fresh evidence between ${date(result.from)} and ${date(result.until)}.</p>
<p>Look at how scores are spread below: where the highest engagement stays under every threshold, lower it, or check with <code>baton explain</code> on a lead you know which signals its entries match. Event names that no signal reads are the most frequent cause.</p>`;
}

function facts(result: BacktestResult): string {
  const { candidate, incumbent } = result;
  const fact = (label: string, html: string, note: string): string =>
    `<li>${escapeHtml(label)}<b>${html}</b><span class="soft">${note}</span></li>`;
  const wonMoney = new Map<string, number>();
  for (const lead of candidate.leads)
    if (lead.amountMinor !== undefined)
      wonMoney.set(lead.currency ?? '', (wonMoney.get(lead.currency ?? '') ?? 0) + lead.amountMinor);
  const revenue = [...wonMoney].map(([currency, minor]) => money(minor, currency)).join(', ');
  const time = candidate.leadTimeDays;
  return `<ul class="facts">
${fact('Leads handed over', number(candidate.leads.length), incumbent === undefined ? `${count(candidate.handoffs, 'hand-off')}` : `${escapeHtml(incumbent.name)}: ${number(incumbent.leads.length)}`)}
${fact(`Won within ${result.horizonDays} days`, headline(candidate.precision), shareNote(candidate.precision) + (candidate.precision.of > 0 ? `, of those handed over ${result.horizonDays} days ago or earlier` : ''))}
${fact('Of the accounts won, handed over before', headline(candidate.recall), shareNote(candidate.recall))}
${fact('Won revenue behind them', revenue === '' ? '–' : revenue, `${count(candidate.outcomes.won, 'win')}`)}
${fact('Load of sales', rate(candidate.perWorkingDay.mean), `at most ${number(candidate.perWorkingDay.max)} in a day${result.reps === 1 ? '' : `; each of ${count(result.reps, 'rep')} ${rate(candidate.perWorkingDay.perRep)}`}`)}
${fact('Before the first sales conversation', time === undefined ? '–' : `${number(time.median)} days`, time === undefined ? 'too few conversations are known' : `median of ${number(time.n)}; half between ${number(time.p25)} and ${number(time.p75)}`)}
</ul>`;
}

function headline(value: BacktestSide['precision']): string {
  return value.state === 'ok' && value.rate !== undefined
    ? `${number(value.rate * 100)} %`
    : `${number(value.count)} of ${number(value.of)}`;
}

function volumeSection(result: BacktestResult): string {
  return section('Volume', '', volumePlot(result), sourcePlot(result), sourceTable(result.candidate));
}

function outcomeSection(result: BacktestResult): string {
  const { outcomes, precision, openWithoutHandoff, leads } = result.candidate;
  const early = outcomes.won - precision.count;
  const rated =
    early > 0 && precision.of > 0
      ? ` Shares count only the ${number(precision.of)} who have had their ${result.horizonDays} days (${number(precision.count)} won); ${count(early, 'win')} among younger leads ${early === 1 ? 'is' : 'are'} left out of them.`
      : '';
  const unhanded =
    openWithoutHandoff === 0
      ? ''
      : ` ${count(openWithoutHandoff, 'more lead')} had a gate open without a hand-off: sales was talking to them already, or the evidence was old.`;
  const intro = `Of ${count(leads.length, 'lead')} handed over, ${number(outcomes.won)} were won within ${result.horizonDays} days, ${number(outcomes.lost)} lost, ${number(outcomes.open)} stayed open, ${number(outcomes['too young'])} are too young to tell.${rated}${unhanded}`;
  return section(
    'What became of them',
    intro,
    bandPlot('gate', result.bands.gate),
    ...(result.candidate.leads.some((lead) => lead.engagement > 0)
      ? [bandPlot('engagement', result.bands.engagement)]
      : []),
    ...(result.bands.grade.length > 1 ? [bandPlot('grade', result.bands.grade)] : []),
  );
}

function changeSection(result: BacktestResult, incumbent: BacktestSide): string {
  const lost = result.leaves.filter((lead) => lead.outcome === 'won').length;
  const gained = result.enters.filter((lead) => lead.outcome === 'won').length;
  const alone =
    result.beside === undefined
      ? ''
      : `${escapeHtml(result.candidate.name)} and ${escapeHtml(incumbent.name)} alone, whatever the definitions beside them hand over: `;
  const intro = `${alone}${count(result.enters.length, 'lead')} enter (${count(gained, 'win')} among them), ${number(result.leaves.length)} leave (${count(lost, 'win')} among them), ${number(result.both)} stay. Wins first.`;
  return section(
    'Who enters and who leaves',
    intro,
    result.enters.length === 0
      ? '<p>Nobody enters.</p>'
      : leadTable(`Handed over by ${result.candidate.name} only`, result.enters, dateIn(result.zone)),
    result.leaves.length === 0
      ? '<p>Nobody leaves.</p>'
      : leadTable(`Handed over by ${incumbent.name} only`, result.leaves, dateIn(result.zone)),
  );
}

function namesSection(result: BacktestResult): string {
  return section(
    'Everybody handed over',
    'Wins first, then the newest.',
    leadTable(`Handed over by ${result.candidate.name}`, result.candidate.leads, dateIn(result.zone)),
  );
}

function footer(result: BacktestResult): string {
  const date = dateIn(result.zone);
  const digests = [
    result.candidate,
    ...(result.beside ?? []),
    ...(result.incumbent === undefined ? [] : [result.incumbent]),
  ]
    .map((side) => `${escapeHtml(side.name)} ${side.digest.slice(0, 12)}`)
    .join(', ');
  return `<p class="soft">Definitions by digest: ${digests}. Warm-up from ${date(result.warmUpFrom)}; dispositions before ${date(result.from)} are left out, ${number(result.candidate.unboundDispositions)} later ones fell on no hand-off of this replay.${leftOutWins(result)} Working days by the calendar of ${escapeHtml(result.candidate.name)}; all dates and times are those of ${escapeHtml(result.zone)}.</p>`;
}

/** Wins that no number of this page counts (K4, K10). */
function leftOutWins({ leftOut }: BacktestResult): string {
  const parts = [
    ...(leftOut.existingBusiness > 0
      ? [`${count(leftOut.existingBusiness, 'deal')} won with customers (renewals, upsells)`]
      : []),
    ...(leftOut.takenBack > 0 ? [`${count(leftOut.takenBack, 'win')} taken back or re-opened since`] : []),
  ];
  return parts.length === 0 ? '' : ` Not counted as won: ${parts.join(', ')}.`;
}
