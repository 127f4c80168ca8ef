// Numbers and instants as people read them, and the command that comes next.
import { existsSync } from 'node:fs';

export { amount, countOf } from '@baton/files/words';

/** `2026-03-31 12:00 UTC`. */
export function showInstant(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** `2026-03-31`, the date in UTC. */
export function showDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** Minor units as an amount to the cent: `1,234.50 EUR`. */
export function showMoney(minor: number, currency: string): string {
  const text = (minor / 100).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return `${text} ${currency}`.trim();
}

/** The journal that a next command would read: the one that an import leaves here, else a word to put one's own in place of. */
export function journalHere(): string {
  return existsSync('journal.ndjson') ? 'journal.ndjson' : 'JOURNAL';
}

/** Says on stderr which command comes next. Words that a shell would take apart are quoted. */
export function tellNext(...words: readonly string[]): void {
  process.stderr.write(`Next: ${words.map(quoted).join(' ')}\n`);
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
