// The audit of the rule of yesterday as one page: prints to one sheet of A4.
import type { Audit, SourceRow } from '@baton/core/reports/audit/audit';
import type { JunkMql, NamedWin } from '@baton/core/reports/audit/named';
import { type Cell, page, section, table, textCell } from './page.ts';
import { rateFigure } from './rate-bars.ts';
import { rateCell, rateNote } from './rate-words.ts';
import { count, dateIn, escapeHtml, moneyToTheCent, number, shareNote } from './words.ts';

const date = dateIn('UTC');
const day = (at: number): string => `<time>${date(at)}</time>`;

/** The page. Dates are UTC. */
export function renderAuditPage(audit: Audit): string {
  const span =
    audit.from === undefined || audit.until === undefined ? '' : `, ${date(audit.from)} to ${date(audit.until)}`;
  return page(
    'The rule of yesterday',
    [
      '<div class="sheet">',
      '<h1>The rule of yesterday</h1>',
      `<p class="soft">What became of ${count(audit.mqls, 'MQL')}${span}, as known on ${date(audit.asOf)}. Dates are UTC.</p>`,
      `<p class="verdict"><strong>${escapeHtml(audit.headline)}</strong></p>`,
      ...(audit.mqls === 0 ? [NO_MQLS] : sections(audit)),
      '</div>',
    ].join('\n'),
  );
}

const NO_MQLS =
  '<p>Import people with the date on which they became MQLs, or see what a definition would have done: <code>baton report DEFINITION JOURNAL</code>.</p>';

function sections(audit: Audit): string[] {
  return [
    section('What became of its MQLs', '', rates(audit)),
    section('The largest wins, and what the rule saw of them', winsIntro(audit), wins(audit.namedWins)),
    section('MQLs that came to nothing', '', junk(audit.junk)),
    section('MQLs by source', '', sources(audit.sources)),
    notes(audit),
  ];
}

function rates({ rates: all, acceptance }: Audit): string {
  const rejected = acceptance.rejected;
  return `${rateFigure('What became of MQLs', all)}
<p class="soft">Sales rejected ${escapeHtml(rejected.state === 'ok' ? `${number(100 * (rejected.rate ?? 0))} % (${shareNote(rejected)})` : `${rejected.count} of ${rejected.of}, ${rejected.state} for a percentage`)}; ${number(acceptance.invalid)} more ${acceptance.invalid === 1 ? 'was' : 'were'} invalid, ${number(acceptance.unworked)} left alone.${reasons(acceptance.reasons)}</p>`;
}

function reasons(all: Audit['acceptance']['reasons']): string {
  const told = all.filter(({ reason }) => reason !== 'no reason given').slice(0, 3);
  return told.length === 0
    ? ''
    : ` Why: ${told.map(({ reason, count: n }) => `${escapeHtml(reason)} ${number(n)}`).join(', ')}.`;
}

function winsIntro({ wins: { won, mqlSourced, influenced, notFromIt, neverMql } }: Audit): string {
  const never =
    neverMql.state === 'ok'
      ? `${number(neverMql.count)} (${number(100 * (neverMql.rate ?? 0))} %; 95 % interval ${number(100 * (neverMql.low ?? 0))} to ${number(100 * (neverMql.high ?? 0))} %)`
      : number(neverMql.count);
  return `Of ${count(won, 'win')}, ${number(mqlSourced)} came after an MQL, ${number(influenced)} with one that came later, ${number(notFromIt)} where one was too long ago or turned down; of ${never} nobody in the account was ever an MQL.`;
}

const SEEN: Readonly<Record<NamedWin['class'], string>> = {
  'mql-sourced': '✓',
  influenced: '~ after sales had begun:',
  outbound: '~ too long before or turned down:',
  unattributed: '~ too long before or turned down:',
};

function wins(all: readonly NamedWin[]): string {
  if (all.length === 0) return '<p>No deal has been won.</p>';
  return table(
    'Largest first',
    [textCell('Company'), textCell('Won'), { html: 'Amount', isNumber: true }, textCell('The rule')],
    all.map(({ name, wonAt, money, mql, class: name_ }): Cell[] => [
      textCell(name),
      { html: day(wonAt) },
      { html: money === undefined ? '–' : moneyToTheCent(money.minor, money.currency), isNumber: true },
      textCell(
        mql === undefined
          ? '✗ never an MQL'
          : `${SEEN[name_]} ${mql.lead}, ${date(mql.at)}${mql.source === undefined ? '' : `, ${mql.source}`}`,
      ),
    ]),
  );
}

function junk(all: readonly JunkMql[]): string {
  if (all.length === 0) return '<p>None that has had the time.</p>';
  return table(
    'Rejected with a reason first',
    [textCell('Lead'), textCell('MQL'), textCell('Source'), textCell('Became')],
    all.map(({ name, company, at, source, because, reason }): Cell[] => [
      textCell(company === undefined ? name : `${name}, ${company}`),
      { html: day(at) },
      textCell(source ?? 'unknown'),
      textCell(reason === undefined ? because : `${because}: ${reason}`),
    ]),
  );
}

function sources(all: readonly SourceRow[]): string {
  if (all.length === 0) return '<p>No MQL.</p>';
  return table(
    'Most MQLs first; rates with their 95 % intervals',
    [textCell('Source'), { html: 'MQLs', isNumber: true }, textCell('→ opportunity'), textCell('→ customer')],
    all.map(({ source, mqls, opportunity, customer }): Cell[] => [
      textCell(source),
      { html: number(mqls), isNumber: true },
      { html: rateCell(opportunity) },
      { html: rateCell(customer) },
    ]),
  );
}

function notes({ notes: all, leftOut, rates: told }: Audit): string {
  const left = [
    ...(leftOut.existingBusiness === 0 ? [] : [`${count(leftOut.existingBusiness, 'deal')} with customers`]),
    ...(leftOut.handoffs === 0 ? [] : [`${count(leftOut.handoffs, 'MQL')} not sure enough`]),
    ...(leftOut.deals === 0 ? [] : [`${count(leftOut.deals, 'deal')} not sure enough`]),
    ...(leftOut.answers === 0 ? [] : [`${count(leftOut.answers, 'answer')} not sure enough (counted as unknown)`]),
  ];
  const sentences = [
    `Each rate counts the MQLs that have had the time in which nine in ten of those who get there do: ${told
      .filter(({ state }) => state !== 'not recorded')
      .map(rateNote)
      .join('; ')}.`,
    ...(left.length === 0 ? [] : [`Left out: ${left.join(', ')}.`]),
    ...all,
  ];
  return `<p class="soft small">${sentences.map(escapeHtml).join(' ')}</p>`;
}
