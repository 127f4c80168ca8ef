// What every row of a file has although no column says it: the event that its date or its name tells, the kind of its activities.
import type { RowKind } from '../mapping/mapping.ts';
import { eventOfHeader, headerWords } from './header-words.ts';
import { FILE_EVENTS } from './kind-words.ts';
import type { Matches } from './recognise-file.ts';

/** Fields for `set:`. */
export function setOf(rows: RowKind, matches: Matches, file: string): Readonly<Record<string, string>> {
  const date = matches.get('occurredAt');
  const event = date && eventOfHeader(date.header);
  if (rows === 'leads') return event === undefined ? {} : { event };
  if (rows === 'events') return eventFields(matches, file, event);
  // Changes without a field of their own are those of a stage.
  if (rows === 'changes') return matches.has('field') ? {} : { field: 'revenue stage' };
  const activity = activityOfFile(file);
  return rows === 'activities' && !matches.has('activity') && activity !== undefined ? { activity } : {};
}

function eventFields(matches: Matches, file: string, event: string | undefined): Readonly<Record<string, string>> {
  if (matches.has('name')) return {};
  const words = fileWords(file);
  const known = FILE_EVENTS.find(([pattern]) => pattern.test(words))?.[1];
  if (known !== undefined) return { name: known };
  if (matches.has('path') || matches.has('url')) return {};
  return { name: event ?? titleOf(words) ?? 'Event' };
}

/** A file's name without its ending, and without the words that vendors and export tools put there. */
export function fileWords(file: string): string {
  return headerWords(file.replace(/\.[a-z]+$/i, ''))
    .replace(
      /\b(data|dataset|export|events?|activit(y|ies)|hubspot|salesforce|sf|marketo|pardot|segment|all|new|final|copy|\d+)\b/g,
      '',
    )
    .replace(/ +/g, ' ')
    .trim();
}

function titleOf(words: string): string | undefined {
  const title = words
    .split(' ')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
  return title === '' ? undefined : title;
}

function activityOfFile(file: string): string | undefined {
  if (/meeting/i.test(file)) return 'meeting';
  if (/call/i.test(file)) return 'call';
  return /e-?mail/i.test(file) ? 'email' : undefined;
}
