// A lead's explanation as plain text, for a field of the CRM.
import type { Lead } from '../../api/leads.ts';
import { dayAndTime } from '../../words/instants.ts';
import { decimal } from '../../words/numbers.ts';
import { firstSentence } from './first-sentence.ts';

/** First the sentence, then the lines of each definition, what would change it, and where to look. */
export function crmText(lead: Lead, address: string): string {
  const lines = [`${lead.label}${lead.company === null ? '' : `, ${lead.company}`}`, firstSentence(lead)];
  for (const { standing, version, words, steps, keptBack } of lead.standings) {
    lines.push(
      '',
      `By ${standing.definition} v${version}: fit ${standing.grade}, engagement ${decimal(standing.engagement / 10)} of 100, usage ${decimal(standing.usage / 10)} of 100`,
      ...words.map((word) => `- ${word}`),
    );
    if (keptBack !== undefined) lines.push(`Kept back: ${keptBack}`);
    if (steps.length > 0) lines.push('What would change it:', ...steps.map((step) => `- ${step}`));
  }
  return [...lines, '', `As of ${dayAndTime(lead.at)}: ${address}`].join('\n');
}
