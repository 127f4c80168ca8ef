// Streams journal entries from NDJSON files, one by one; what cannot be read is counted and told, and stops nothing.
import type { Problem } from '@baton/core/base/problem';
import type { Entry } from '@baton/core/journal/entry';
import { createLedger } from '@baton/core/journal/ledger';
import { parseEntry } from '@baton/core/journal/parse-entry';
import { fail } from '../failure.ts';
import { startProgress } from '../print/progress.ts';
import { tellReading } from '../print/reading.ts';
import { openBytes } from './bytes.ts';
import { type Line, linesOf } from './lines.ts';

const LONGEST_LINE = 1_000_000;
const SHOWN = 5;

/** Reads every file (`-` is standard input) in turn, hands each accepted entry on, and tells what came of it; ends the command where nothing did. */
export async function readJournal(files: readonly string[], take: (entry: Entry) => void): Promise<void> {
  const ledger = createLedger();
  const problems: Problem[] = [];
  const progress = startProgress('Reading');
  let received = 0;
  const inputs = files.map((file) => ({
    file,
    bytes: openBytes(file, 'make one with: baton import FILE.csv --mapping mapping.yaml'),
  }));
  for (const [i, { file, bytes }] of inputs.entries()) {
    for await (const lines of linesOf(bytes.chunks, LONGEST_LINE)) {
      for (const line of lines) {
        if ('text' in line && line.text.trim() === '') continue;
        received += 1;
        const parsed = parseLine(line, file);
        if (parsed.ok) {
          if (ledger.offer(parsed.value) === 'accepted') take(parsed.value);
        } else {
          ledger.refuse(file);
          if (problems.length < SHOWN) problems.push(...parsed.problems.slice(0, 1));
        }
      }
      const share = bytes.share();
      progress.tell(received, undefined, share === undefined ? undefined : (i + share) / inputs.length);
    }
  }
  progress.done();
  const counts = ledger.counts();
  tellReading({ counts, problems });
  if (counts.accepted === 0)
    fail('cli-no-entries', 'there is not one entry in these files', 'look at what was refused');
}

function parseLine(line: Line, file: string): ReturnType<typeof parseEntry> {
  const place = { file: file === '-' ? 'standard input' : file, line: line.number };
  const refused = (code: string, message: string, hint: string): ReturnType<typeof parseEntry> => ({
    ok: false,
    problems: [{ code, severity: 'error', message, place, hint }],
  });
  if ('fault' in line)
    return line.fault === 'too-long'
      ? refused('journal-line-too-long', `a line may have ${LONGEST_LINE} bytes`, 'write one entry a line')
      : refused('journal-not-utf8', 'this line is no UTF-8 text', 'save or export the file as UTF-8');
  let value: unknown;
  try {
    value = JSON.parse(line.text);
  } catch {
    return refused('journal-not-json', 'this line is no JSON', 'write one JSON object a line');
  }
  return parseEntry(value, { source: file, place });
}
