// The source report as lines: the newest months, the sources that brought most; --json has them all.
import type { SourceMonth } from '@baton/core/reports/sources/source-months';
import { amount, countOf } from '@baton/files/words';
import { onTalk } from './colours.ts';
import { showMoney } from './words.ts';

const MONTHS = 3;
const SOURCES = 5;

/** The newest months; nothing where no file was one of analytics. */
export function sourceLines(all: readonly SourceMonth[] | undefined, bold = onTalk.bold): string[] {
  if (all === undefined) return [];
  const months = [...new Set(all.map(({ month }) => month))];
  const shown = months.slice(-MONTHS).reverse();
  const older = months.length - shown.length;
  return [
    bold('From where visitors came, month by month (those who never became known make no leads)'),
    ...shown.flatMap((month) => monthLines(month, all)),
    ...(older === 0 ? [] : [`  ${countOf(older, 'earlier month')}: --json lists all.`]),
  ];
}

function monthLines(month: string, all: readonly SourceMonth[]): string[] {
  const rows = all.filter((each) => each.month === month);
  const more = rows.length - SOURCES;
  const told = rows.slice(0, SOURCES).map(({ source = 'no source told', visitors, known, spent }) => {
    const money = Object.entries(spent).map(([currency, minor]) => showMoney(minor, currency));
    return `${source} ${amount(visitors)} (${amount(known)} known${money.length === 0 ? '' : `, ${money.join(' and ')} spent`})`;
  });
  return [`  ${month}: ${told.join('; ')}${more > 0 ? `; ${countOf(more, 'more source')}` : ''}`];
}
