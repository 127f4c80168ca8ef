// Where an entry says that its person came from (K7).
import type { Entry } from './entry.ts';

/** The source of something done: its UTM source, else its referrer's host, else its campaign's name; undefined where it tells none. */
export function entrySource(entry: Entry): string | undefined {
  if (entry.kind !== 'page' && entry.kind !== 'track' && entry.kind !== 'screen') return undefined;
  const host = /^[a-z]+:\/\/(?:www\.)?([^/:?#]+)/i.exec(entry.referrer ?? '')?.[1];
  return entry.campaign?.source ?? host ?? entry.campaign?.name;
}
