// Leads by name with what became of them: the tables of a backtest's report.
import type { BacktestLead } from '@baton/core/replay/backtest-result';
import { type Cell, gradeBox, table } from './page.ts';
import { count, escapeHtml, money, number, points } from './words.ts';

/** At most so many leads are listed by name; the rest is counted. */
const LISTED = 50;

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

/** Leads by name, wins first, then the newest; the first of many. */
export function leadTable(caption: string, leads: readonly BacktestLead[], date: (at: number) => string): string {
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
  const rest = sorted.length - LISTED;
  const more =
    rest > 0
      ? `<p class="soft">And ${count(rest, 'more lead')}: the page names the first ${LISTED}. Whoever made it can give you the whole list, by <code>--json</code>.</p>`
      : '';
  return table(caption, LEAD_HEAD, rows) + more;
}

/** `won after 12 days, 4,000 EUR`, `maturing`: what became of a lead. */
export function outcomeWords(lead: BacktestLead): string {
  if (lead.outcome !== 'won') return lead.outcome === 'too young' ? 'maturing' : lead.outcome;
  const days = lead.daysToWon === undefined ? '' : ` after ${number(Math.round(lead.daysToWon))} days`;
  const amount = lead.amountMinor === undefined ? '' : `, ${money(lead.amountMinor, lead.currency ?? '')}`;
  return `<strong>won</strong>${days}${amount}`;
}
