// Instants on the command line: 2026-03-31, 2026-03-31T12:00, with or without an offset (UTC where none is given).
import { EXIT } from '../exit.ts';
import { fail } from '../failure.ts';

/** Milliseconds since 1970; ends the command with wrong usage where the text is no instant. A date alone is its midnight, or with `end` its last millisecond. */
export function readInstant(text: string, option: string, end = false): number {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
    text.trim(),
  );
  const instant = match === null ? Number.NaN : Date.parse(`${match[1]}T${match[2] ?? '00:00'}${match[3] ?? 'Z'}`);
  const midnight = Date.parse(`${match?.[1]}T00:00Z`);
  const isReal = !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(match?.[1] ?? '');
  if (Number.isNaN(instant) || !isReal)
    return fail(
      'cli-bad-instant',
      `${option} ${text} is no date or instant`,
      'write 2026-03-31 or 2026-03-31T12:00Z',
      EXIT.usage,
    );
  return end && match?.[2] === undefined ? instant + 86_400_000 - 1 : instant;
}
