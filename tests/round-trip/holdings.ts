// What a journal holds, in a form that does not depend on ids: people by address, companies by domain, deals by money, first conversations by number.
import type { Entry } from '@baton/core/journal/entry';

const unlike = (texts: readonly string[]): string[] => [...new Set(texts)].sort();

/** E-mail addresses of the people who are described. */
export function peopleOf(entries: readonly Entry[]): string[] {
  return unlike(entries.flatMap((entry) => (entry.kind === 'identify' ? (entry.email ?? []) : [])));
}

/** Domains of the companies that are described. */
export function companiesOf(entries: readonly Entry[]): string[] {
  return unlike(entries.flatMap((entry) => (entry.kind === 'group' ? (entry.domain ?? []) : [])));
}

/** Deals that were opened, or won: business and money of each. */
export function dealsOf(entries: readonly Entry[], kind: 'opportunity' | 'won'): string[] {
  return entries
    .flatMap((entry) => (entry.kind === kind ? [`${entry.business} ${entry.amountMinor} ${entry.currency}`] : []))
    .sort();
}

/** How many first conversations there were. */
export function talksOf(entries: readonly Entry[]): number {
  return entries.filter(({ kind }) => kind === 'conversation').length;
}
