// A command's result on standard output: as JSON with what reading came to, or in lines.
import { type JournalReading, readingJson } from './reading.ts';

/** Writes `result` as JSON where it was asked for, else `lines`. */
export function writeResult(
  result: object,
  reading: JournalReading,
  asJson: boolean | undefined,
  lines: () => readonly string[],
): void {
  process.stdout.write(
    asJson === true ? `${JSON.stringify({ ...result, reading: readingJson(reading) }, null, 2)}\n` : lines().join('\n'),
  );
}
