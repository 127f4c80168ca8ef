// The audit of the rule of yesterday on one page of text.
import type { Audit, SourceRow } from '@baton/core/reports/audit/audit';
import type { JunkMql, NamedWin } from '@baton/core/reports/audit/named';
import { onOutput } from './colours.ts';
import { rateLine, rateText } from './rates.ts';
import { shareText } from './share.ts';
import { amount, countOf, showDay, showMoney } from './words.ts';

const NO_MQLS =
  'Import people with the date on which they became MQLs (docs/import.md), or see what a definition would have done: baton report DEFINITION JOURNAL';

/** The audit as lines of text. */
export function auditLines(audit: Audit): string[] {
  const { bold, dim } = onOutput;
  const { wins, acceptance, leftOut } = audit;
  if (audit.mqls === 0) return [bold(audit.headline), NO_MQLS, ''];
  const span =
    audit.from === undefined || audit.until === undefined
      ? ''
      : `, ${showDay(audit.from)} to ${showDay(audit.until)} (UTC)`;
  const width = Math.max(...audit.rates.map(({ step }) => step.length));
  return [
    bold(audit.headline),
    '',
    bold(`What became of ${countOf(audit.mqls, 'MQL')}${span}`),
    ...audit.rates.map((rate) => rateLine(rate, width)),
    `  ${'rejected by sales'.padEnd(width)}  ${shareText(acceptance.rejected)}; ${countOf(acceptance.invalid, 'invalid one', 'invalid ones')} apart, ${amount(acceptance.unworked)} left alone`,
    '',
    bold(`Where ${countOf(wins.won, 'win')} came from`),
    `  ${amount(wins.mqlSourced)} after an MQL, ${amount(wins.influenced)} with one that came later, ${amount(wins.notFromIt)} where one was too long ago or turned down.`,
    `  Never an MQL: ${shareText(wins.neverMql)}.`,
    ...(audit.namedWins.length === 0 ? [] : ['', bold('The largest wins'), ...audit.namedWins.map(winLine)]),
    ...(audit.junk.length === 0 ? [] : ['', bold('MQLs that came to nothing'), ...audit.junk.map(junkLine)]),
    ...(audit.sources.length === 0
      ? []
      : ['', bold('MQLs by source, and how many became opportunities'), ...sourceLines(audit.sources)]),
    '',
    ...[...leftOutLine(leftOut), ...audit.notes].map((note) => dim(note)),
    '',
  ];
}

const LATER: Readonly<Record<NamedWin['class'], string>> = {
  'mql-sourced': '',
  influenced: ', after sales had begun',
  outbound: ', too long before or turned down',
  unattributed: ', too long before or turned down',
};

function winLine({ name, wonAt, money, mql, class: name_ }: NamedWin): string {
  const worth = money === undefined ? 'no amount' : showMoney(money.minor, money.currency);
  const seen =
    mql === undefined
      ? 'never an MQL'
      : `${mql.lead} was an MQL on ${showDay(mql.at)}${mql.source === undefined ? '' : ` from ${mql.source}`}${LATER[name_]}`;
  return `  ${name}, won ${showDay(wonAt)}, ${worth}: ${seen}`;
}

function junkLine({ name, company, at, source, because, reason }: JunkMql): string {
  const who = company === undefined ? name : `${name} (${company})`;
  return `  ${who}, MQL ${showDay(at)}${source === undefined ? '' : ` from ${source}`}: ${because}${reason === undefined ? '' : `, ${reason}`}`;
}

function sourceLines(rows: readonly SourceRow[]): string[] {
  const width = Math.max(...rows.map(({ source }) => source.length));
  return rows.map(
    ({ source, mqls, opportunity }) =>
      `  ${source.padEnd(width)}  ${amount(mqls).padStart(6)}  ${rateText(opportunity)}`,
  );
}

function leftOutLine({ handoffs, deals, answers, existingBusiness }: Audit['leftOut']): string[] {
  const parts = [
    ...(existingBusiness === 0 ? [] : [`${countOf(existingBusiness, 'deal')} with customers (renewals, upsells)`]),
    ...(handoffs === 0 ? [] : [`${countOf(handoffs, 'MQL')} not sure enough`]),
    ...(deals === 0 ? [] : [`${countOf(deals, 'deal')} not sure enough`]),
    ...(answers === 0 ? [] : [`${countOf(answers, 'answer')} not sure enough, counted as unknown`]),
  ];
  return parts.length === 0 ? [] : [`Left out: ${parts.join(', ')}.`];
}
