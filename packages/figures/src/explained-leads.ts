// Leads explained in a report: pictures that add up to their scores, and sentences.
import type { ExplainedLead } from '@baton/core/replay/backtest-result';
import { outcomeWords } from './lead-table.ts';
import { section } from './page.ts';
import { fitWaterfall, scoreWaterfall } from './score-waterfall.ts';
import { count, escapeHtml, points } from './words.ts';

/** Some leads as they stood at their hand-off: a picture a score, and the same in words. */
export function explainedSection(explained: readonly ExplainedLead[], date: (at: number) => string): string {
  return section(
    `${count(explained.length, 'lead')} explained`,
    'As they stood when they were handed over. Every picture adds up to its score.',
    ...explained.map((each) => explainedLead(each, date)),
  );
}

function explainedLead(each: ExplainedLead, date: (at: number) => string): string {
  const { lead } = each;
  const pictures = [
    scoreWaterfall(`Engagement of ${lead.label}`, each.engagement, date),
    scoreWaterfall(`Usage of ${lead.label}`, each.usage, date),
    fitWaterfall(`Fit of ${lead.label}`, each.fit),
  ];
  const titles = [`Engagement ${points(lead.engagement)}`, `Usage ${points(lead.usage)}`, `Fit ${lead.grade}`];
  const drawn = pictures.flatMap((svg, i) =>
    svg === undefined ? [] : [`<h4>${escapeHtml(titles[i] as string)}</h4><figure>${svg}</figure>`],
  );
  return `<article class="lead"><h3>${escapeHtml(lead.label)}${lead.company === undefined ? '' : `, ${escapeHtml(lead.company)}`}</h3>
<p class="soft">Handed over on ${date(lead.at)} by ${escapeHtml(lead.gate)}; ${outcomeWords(lead)}.</p>
${drawn.join('\n')}
<details><summary>In words</summary><ul>${each.words.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join('')}</ul></details></article>`;
}
