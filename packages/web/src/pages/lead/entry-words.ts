// Entries of a timeline in a few words, and where each stands on the page.
import type { Entry } from '../../api/leads.ts';

/** The anchor of an entry: letters, digits and dashes alone, whatever a tracker sent. */
export function entryAnchor({ source, id }: { readonly source: string; readonly id: string }): string {
  return `entry-${encodeURIComponent(`${source} ${id}`).replaceAll('%', '-')}`;
}

const WORDS: Readonly<Record<string, (entry: Entry) => string>> = {
  track: (entry) => told(entry, 'name'),
  page: (entry) => `Page ${told(entry, 'path', 'name', 'url')}`,
  screen: (entry) => `Screen ${told(entry, 'name', 'path')}`,
  dwell: (entry) => `Stayed ${told(entry, 'seconds')} s on ${told(entry, 'path')}`,
  identify: (entry) => `Known about the person: ${fields(entry.lead)}`,
  group: (entry) => `Known about the company: ${fields(entry.account)}`,
  disposition: (entry) =>
    `Sales: ${told(entry, 'answer')}${entry.reason === undefined ? '' : ` (${told(entry, 'reason')})`}`,
  routed: () => 'Given to a rep',
  evidence: (entry) => `${told(entry, 'framework')} ${told(entry, 'question')}: ${told(entry, 'state')}`,
  activation: (entry) => `Definition ${told(entry, 'definition')} v${told(entry, 'version')} came into force`,
  merge: () => 'The same person as another lead',
  unmerge: () => 'A link was taken back',
  alias: (entry) => `Also known as ${told(entry, 'previousId')}`,
  flag: (entry) => `Flagged as ${told(entry, 'flag')}`,
};

/** What an entry says, in a few words. */
export function entryInWords(entry: Entry): string {
  return WORDS[entry.kind]?.(entry) ?? entry.kind;
}

function told(entry: Entry, ...names: string[]): string {
  const value = names.map((name) => entry[name]).find((each) => each !== undefined);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : entry.kind;
}

function fields(given: unknown): string {
  if (typeof given !== 'object' || given === null) return 'nothing new';
  return Object.keys(given).join(', ') || 'nothing new';
}
