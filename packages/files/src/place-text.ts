// Where a problem stands, as a line of text.
import type { Place } from '@baton/core/base/problem';

/** What a terminal might take for a command, and what changes the direction of writing. */
const UNPRINTABLE = /(?![\n\t])[\p{Cc}\p{Bidi_Control}]/gu;

/** `file:line:column`, and which call of a batch where the line holds several. */
export function placeText(place: Place | undefined): string {
  if (place === undefined) return '';
  const line = place.line === undefined ? '' : `:${place.line}${place.column === undefined ? '' : `:${place.column}`}`;
  const call = /^batch\[\d+\]/.exec(place.path ?? '');
  return printable(`${place.file ?? ''}${line}${call === null ? '' : ` ${call[0]}`}`);
}

/** Text that a terminal may show. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, '�');
}
