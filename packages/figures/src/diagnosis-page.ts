// The diagnosis as a page: findings in the order in which they are worth mending, each with its evidence drawn, then what every profile says of every rate.
import { grouped } from '@baton/core/base/grouped';
import type { Diagnosis } from '@baton/core/reports/diagnosis/diagnose';
import type { DiagnosisFinding, Evidence, Gain, Picture } from '@baton/core/reports/diagnosis/diagnosis-finding';
import type { BandVerdict } from '@baton/core/reports/diagnosis/profiles/verdict';
import { bandPlot, dotPlot, evidenceRows, monthPlot, rankPlot, type SharedEvidence } from './diagnosis-plots.ts';
import { sums } from './funnel-sums.ts';
import { type Cell, figure, key, page, section, table, textCell } from './page.ts';
import { count, dateIn, escapeHtml, money, number, percent, share as shareWords } from './words.ts';

const date = dateIn('UTC');

/** The page. Dates are UTC. */
export function renderDiagnosisPage(diagnosis: Diagnosis): string {
  const { definitions, from, asOf, mqls, findings, worth } = diagnosis;
  return page(
    `Diagnosis of ${definitions.join(' and ')}`,
    [
      `<h1>What is wrong with ${escapeHtml(definitions.join(' and '))}</h1>`,
      `<p class="soft">${count(mqls, 'MQL')} from ${date(from)} to ${date(asOf)}; ${count(worth.won, 'deal')} of new business won in the year before the end${Object.keys(worth.revenue).length === 0 ? '' : `, ${sums(worth.revenue)}`}. Dates are UTC.</p>`,
      `<p class="verdict"><strong>${escapeHtml(findings[0]?.sentence ?? nothing(diagnosis))}</strong></p>`,
      ...(findings.length > 1 ? [ranking(findings)] : []),
      ...(findings.length === 0
        ? []
        : [section('Findings', 'In the order in which they are worth mending.', ...findings.map(findingBox))]),
      ...(diagnosis.verdicts.length === 0 || mqls === 0 ? [] : [profiles(diagnosis.verdicts)]),
      notJudged(diagnosis),
    ].join('\n'),
  );
}

function nothing({ mqls }: Diagnosis): string {
  return mqls === 0
    ? 'No MQL stands in this journal: there is nothing to judge yet. Import people with the date on which they became MQLs, or give a definition to be replayed.'
    : 'Nothing is wrong that these numbers show.';
}

function ranking(findings: readonly DiagnosisFinding[]): string {
  return section(
    'What to mend first',
    'Faults that bend the numbers come first, since all else is read off them; among each kind, by the part of a year’s won revenue that passes through what the finding touches, times confidence.',
    key([
      { mark: 'bar', text: 'bends the numbers' },
      { mark: 'hatched', text: 'how the definition stands' },
    ]),
    figure(
      rankPlot('Findings by won revenue at stake times confidence', findings),
      'Won revenue that passes through each finding, times confidence; the number at the right is without it.',
      table(
        'Findings',
        [
          textCell('Finding'),
          textCell('About'),
          { html: 'Of won revenue', isNumber: true },
          { html: 'Confidence', isNumber: true },
        ],
        findings.map(({ kind, place, stake, confidence }): Cell[] => [
          textCell(kind),
          textCell(place),
          { html: percent(stake.share), isNumber: true },
          { html: percent(confidence), isNumber: true },
        ]),
      ),
    ),
  );
}

function findingBox(finding: DiagnosisFinding, i: number): string {
  const { kind, place, month, sentence, follows, confidence, evidence, names, picture, todo, gain, stake } = finding;
  const about = [
    escapeHtml(kind),
    escapeHtml(place),
    ...(month === undefined ? [] : [`since ${month}`]),
    `by ${follows === 'own baseline' ? 'the company’s own baseline' : `the profile “${escapeHtml(follows)}”`}`,
    `confidence ${percent(confidence)}`,
    `${percent(stake.share)} of won revenue passes through it`,
  ];
  return [
    '<div class="lead">',
    `<h3>${i + 1}. ${escapeHtml(sentence)}</h3>`,
    `<p class="soft small">${about.join(' · ')}</p>`,
    evidencePart(place, evidence),
    ...(picture === undefined ? [] : [pictureOf(picture)]),
    ...(names.length === 0 ? [] : [`<p class="small">Such as ${names.map(escapeHtml).join(', ')}.</p>`]),
    `<p><strong>Do:</strong> ${withCode(todo)}</p>`,
    `<p><strong>Would bring:</strong> ${escapeHtml(gainWords(gain))}</p>`,
    '</div>',
  ].join('\n');
}

/** Commands stand in backticks. */
function withCode(text: string): string {
  return escapeHtml(text).replace(/`([^`]*)`/g, '<code>$1</code>');
}

/** Shares that stand beside the same elsewhere are drawn; what stands alone is told. */
function evidencePart(place: string, evidence: readonly Evidence[]): string {
  const drawn = evidence.flatMap((each) => ('share' in each && each.others !== undefined ? [each] : []));
  const told = evidence.flatMap((each) =>
    !('share' in each)
      ? [numberWords(each)]
      : each.others === undefined
        ? [`${each.what}: ${shareWords(each.share)}`]
        : [],
  );
  return [
    ...drawn.map((each) => comparison(place, each)),
    ...(told.length === 0
      ? []
      : [`<ul class="small">${told.map((each) => `<li>${escapeHtml(each)}</li>`).join('')}</ul>`]),
  ].join('\n');
}

function comparison(place: string, evidence: SharedEvidence): string {
  const rows = evidenceRows(place, evidence);
  return `<p class="small">${escapeHtml(evidence.what)}</p>${figure(
    dotPlot(`${evidence.what}, with 95 % intervals`, rows),
    'With 95 % intervals; hollow where there are too few for a percentage.',
    table(
      evidence.what,
      [textCell('Where'), textCell('How many')],
      rows.map(({ name, share }): Cell[] => [textCell(name), { html: escapeHtml(shareWords(share)) }]),
    ),
  )}`;
}

function numberWords(evidence: Exclude<Evidence, { readonly share: unknown }>): string {
  const { what, value, low, high, unit } = evidence;
  const interval =
    low === undefined || high === undefined ? '' : ` (95 % interval ${twoDigits(low)} to ${twoDigits(high)})`;
  return `${what}: ${twoDigits(value)} ${unit}${interval}`;
}

function twoDigits(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 0 });
}

function pictureOf(picture: Picture): string {
  if (picture.draws === 'months')
    return `${key([{ mark: 'bar', text: picture.what }])}${figure(
      monthPlot(`${picture.what}, by month`, picture.rows),
      `By month: ${picture.what}, in grey behind it all ${picture.of}.`,
      table(
        'By month',
        [textCell('Month'), { html: 'So', isNumber: true }, { html: 'Of', isNumber: true }],
        picture.rows.map(({ month, count: n, of }): Cell[] => [
          textCell(month),
          { html: number(n), isNumber: true },
          { html: number(of), isNumber: true },
        ]),
      ),
    )}`;
  return figure(
    dotPlot(`${picture.what}, side by side`, picture.rows),
    `Side by side: ${picture.what}.`,
    table(
      picture.what,
      [textCell('Which'), textCell('How many')],
      picture.rows.map(({ name, share }): Cell[] => [textCell(name), { html: escapeHtml(shareWords(share)) }]),
    ),
  );
}

/** What mending would bring, in words. */
function gainWords(gain: Gain): string {
  if (gain.state === 'cannot be said') return `cannot be said: ${gain.why}.`;
  const { what, currency, at, low, high } = gain;
  const told = (value: number): string => (currency === undefined ? twoDigits(value) : money(value, currency));
  const unit = what === 'hand-offs' ? 'hand-offs a year that nobody need work' : `${what} a year`;
  return `${told(at)} ${unit} (95 % interval ${told(low)} to ${told(high)}).`;
}

function profiles(verdicts: readonly BandVerdict[]): string {
  const parts = [...grouped(verdicts, ({ measure }) => measure)].map(([measure, own]) => {
    const [first] = own as [BandVerdict, ...BandVerdict[]];
    const isSilent = own.every(({ verdict }) => verdict === 'not judged');
    const rate = `<p class="small">${escapeHtml(isSilent ? `Not judged: ${first.why ?? ''}.` : shareWords(first.share))}</p>`;
    return `<h3>${escapeHtml(measure)}</h3>${rate}${isSilent ? '' : bandPlot(`${measure} beside the bands of profiles`, own)}`;
  });
  return section(
    'What each profile says',
    'Green is healthy, red a fault, by each profile; the dot is this company, with its 95 % interval. The company’s own baseline comes before all of them.',
    ...parts,
  );
}

function notJudged({ notJudged: all, notes }: Diagnosis): string {
  const items = all.map(({ what, why }) => `<li>${escapeHtml(what)}: ${escapeHtml(why)}</li>`);
  const list = items.length === 0 ? '' : section('Not judged', '', `<ul>${items.join('')}</ul>`);
  return `${list}${notes.map((note) => `<p class="soft small">${escapeHtml(note)}</p>`).join('\n')}`;
}
