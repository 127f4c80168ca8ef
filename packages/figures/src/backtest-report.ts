// A backtest as a page to send to a head of sales: the verdict first, then volume, outcomes, who enters and who leaves, ten leads explained, and what a replay cannot know.
import type { BacktestLead, BacktestResult, BacktestSide, ExplainedLead } from '@baton/core/replay/backtest-result';
import type { Labels } from '@baton/core/replay/words';
import { besideSection, landmarkSection } from './backtest-comparisons.ts';
import { bandPlot, distributionPlot, sourceTable, volumePlot } from './backtest-plots.ts';
import { labelled } from './labelled.ts';
import { type Cell, gradeBox, page, section, table } from './page.ts';
import { fitWaterfall, scoreWaterfall } from './score-waterfall.ts';
import { count, date, escapeHtml, money, number, points, rate, shareNote } from './words.ts';

/** At most so many leads are listed by name; the rest is counted. */
const LISTED = 50;

/** The report as one HTML document without scripts. `labels` are the candidate's: with them, names are told as people read them. */
export function renderBacktestReport(told: BacktestResult, labels?: Labels): string {
  const result = labels === undefined ? told : labelled(told, labels);
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
    ...(result.candidate.handoffs === 0 ? [] : [namesSection(result), explainedSection(result)]),
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
  const against = result.incumbent === undefined ? '' : ` against ${escapeHtml(result.incumbent.name)}`;
  return `<h1>${escapeHtml(result.title)}</h1>
<p class="soft">Backtest of ${escapeHtml(result.candidate.name)}${against}, ${date(result.from)} to ${date(result.until)} (${escapeHtml(result.zone)}): ${count(result.leads, 'lead')} in ${count(result.accounts, 'account')}, ${count(result.entries, 'entry').replace('entrys', 'entries')}.</p>`;
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
  return `<p class="verdict"><strong>${change}</strong>${kept}${before}${load}</p>`;
}

function emptyState(result: BacktestResult): string {
  return `<p class="verdict"><strong>Nobody would have been handed over.</strong> No gate of ${escapeHtml(result.candidate.name)} opened on fresh evidence between ${date(result.from)} and ${date(result.until)}.</p>
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
${fact(`Won within ${result.horizonDays} days`, headline(candidate.precision), shareNote(candidate.precision))}
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
  return section('Volume', '', volumePlot(result), sourceTable(result.candidate));
}

function outcomeSection(result: BacktestResult): string {
  const { won, lost, open } = result.candidate.outcomes;
  const intro = `Of ${count(result.candidate.leads.length, 'lead')} handed over, ${number(won)} were won within ${result.horizonDays} days, ${number(lost)} lost, ${number(open)} stayed open, ${number(result.candidate.outcomes['too young'])} are too young to tell. ${count(result.candidate.openWithoutHandoff, 'more lead')} had a gate open without a hand-off: sales was talking to them already, or the evidence was old.`;
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

const LEAD_HEAD: readonly Cell[] = [
  { html: 'Lead' },
  { html: 'Company' },
  { html: 'Handed over' },
  { html: 'By' },
  { html: 'Fit' },
  { html: 'Engagement', isNumber: true },
  { html: 'Usage', isNumber: true },
  { html: 'Source' },
  { html: 'Became' },
];

function leadTable(caption: string, leads: readonly BacktestLead[]): string {
  const order = { won: 0, lost: 1, open: 2, 'too young': 3 } as const;
  const sorted = [...leads].sort((a, b) => order[a.outcome] - order[b.outcome] || b.at - a.at);
  const rows = sorted
    .slice(0, LISTED)
    .map((lead): Cell[] => [
      { html: escapeHtml(lead.label) },
      { html: escapeHtml(lead.company ?? '') },
      { html: date(lead.at) },
      { html: escapeHtml(lead.gate) },
      { html: gradeBox(lead.grade) },
      { html: points(lead.engagement), isNumber: true },
      { html: points(lead.usage), isNumber: true },
      { html: escapeHtml(lead.source) },
      { html: outcomeWords(lead) },
    ]);
  const more =
    sorted.length > LISTED
      ? `<p class="soft">… and ${number(sorted.length - LISTED)} more. <code>--json</code> lists all.</p>`
      : '';
  return table(caption, LEAD_HEAD, rows) + more;
}

function outcomeWords(lead: BacktestLead): string {
  if (lead.outcome !== 'won') return lead.outcome === 'too young' ? 'maturing' : lead.outcome;
  const days = lead.daysToWon === undefined ? '' : ` after ${number(Math.round(lead.daysToWon))} days`;
  const amount = lead.amountMinor === undefined ? '' : `, ${money(lead.amountMinor, lead.currency ?? '')}`;
  return `<strong>won</strong>${days}${amount}`;
}

function changeSection(result: BacktestResult, incumbent: BacktestSide): string {
  const lost = result.leaves.filter((lead) => lead.outcome === 'won').length;
  const gained = result.enters.filter((lead) => lead.outcome === 'won').length;
  const intro = `${count(result.enters.length, 'lead')} enter (${count(gained, 'win')} among them), ${number(result.leaves.length)} leave (${count(lost, 'win')} among them), ${number(result.both)} stay. Wins first.`;
  return section(
    'Who enters and who leaves',
    intro,
    result.enters.length === 0
      ? '<p>Nobody enters.</p>'
      : leadTable(`Handed over by ${result.candidate.name} only`, result.enters),
    result.leaves.length === 0
      ? '<p>Nobody leaves.</p>'
      : leadTable(`Handed over by ${incumbent.name} only`, result.leaves),
  );
}

function namesSection(result: BacktestResult): string {
  return section(
    'Everybody handed over',
    'Wins first, then the newest.',
    leadTable(`Handed over by ${result.candidate.name}`, result.candidate.leads),
  );
}

function explainedSection(result: BacktestResult): string {
  return section(
    `${count(result.explained.length, 'lead')} explained`,
    'As they stood when they were handed over. Every picture adds up to its score.',
    ...result.explained.map(explainedLead),
  );
}

function explainedLead(each: ExplainedLead): string {
  const { lead } = each;
  const pictures = [
    scoreWaterfall(`Engagement of ${lead.label}`, each.engagement),
    scoreWaterfall(`Usage of ${lead.label}`, each.usage),
    fitWaterfall(`Fit of ${lead.label}`, each.fit),
  ];
  const titles = [`Engagement ${points(lead.engagement)}`, `Usage ${points(lead.usage)}`, `Fit ${lead.grade}`];
  const drawn = pictures.flatMap((svg, i) =>
    svg === undefined
      ? []
      : [`<h4>${escapeHtml(titles[i] as string)}</h4><figure><div class="scroll">${svg}</div></figure>`],
  );
  return `<article class="lead"><h3>${escapeHtml(lead.label)}${lead.company === undefined ? '' : `, ${escapeHtml(lead.company)}`}</h3>
<p class="soft">Handed over on ${date(lead.at)} by ${escapeHtml(lead.gate)}; ${outcomeWords(lead)}.</p>
${drawn.join('\n')}
<details><summary>In words</summary><ul>${each.words.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join('')}</ul></details></article>`;
}

function footer(result: BacktestResult): string {
  const digests = [
    result.candidate,
    ...(result.beside ?? []),
    ...(result.incumbent === undefined ? [] : [result.incumbent]),
  ]
    .map((side) => `${escapeHtml(side.name)} ${side.digest.slice(0, 12)}`)
    .join(', ');
  return `<p class="soft">Definitions by digest: ${digests}. Warm-up from ${date(result.warmUpFrom)}; dispositions before ${date(result.from)} are left out, ${number(result.candidate.unboundDispositions)} later ones fell on no hand-off of this replay. Times in UTC, working days by the calendar of ${escapeHtml(result.candidate.name)} (${escapeHtml(result.zone)}).</p>`;
}
