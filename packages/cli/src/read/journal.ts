// Streams journal entries from NDJSON files (gzip too), one by one; what cannot be read is counted and told, and stops nothing.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { Problem } from '@baton/core/base/problem';
import type { Entry } from '@baton/core/journal/entry';
import { createLedger, type LedgerCounts } from '@baton/core/journal/ledger';
import { parseEntry } from '@baton/core/journal/parse-entry';
import { fail } from '../failure.ts';
import { startProgress } from '../print/progress.ts';

const LONGEST_LINE = 1_000_000;
const SHOWN = 5;

/** What reading came to: accepted + duplicate + conflict + refused = received, and the first few problems. */
export interface JournalReading {
  readonly counts: LedgerCounts;
  readonly problems: readonly Problem[];
}

/** Reads every file in turn and hands each accepted entry on. */
export async function readJournal(files: readonly string[], take: (entry: Entry) => void): Promise<JournalReading> {
  const ledger = createLedger();
  const problems: Problem[] = [];
  const progress = startProgress('Reading');
  let lines = 0;
  for (const file of files) {
    if (!existsSync(file) || !statSync(file).isFile())
      fail('cli-no-such-file', `there is no file ${file}`, 'make one with: baton import FILE.csv --out journal.ndjson');
    let line = 0;
    for await (const text of linesOf(file)) {
      line += 1;
      if (text.trim() === '') continue;
      progress.tell(++lines);
      const parsed = parseLine(text, file, line);
      if (parsed.ok) {
        if (ledger.offer(parsed.value) === 'accepted') take(parsed.value);
      } else {
        ledger.refuse(file);
        if (problems.length < SHOWN) problems.push(...parsed.problems.slice(0, 1));
      }
    }
  }
  progress.done();
  return { counts: ledger.counts(), problems };
}

function parseLine(text: string, file: string, line: number) {
  const place = { file, line };
  if (text.length >= LONGEST_LINE) {
    const problem: Problem = {
      code: 'journal-line-too-long',
      severity: 'error',
      message: `a line may have ${LONGEST_LINE} characters`,
      place,
    };
    return { ok: false as const, problems: [problem] };
  }
  try {
    const value: unknown = JSON.parse(text);
    return parseEntry(value, { source: file, place });
  } catch {
    const problem: Problem = {
      code: 'journal-not-json',
      severity: 'error',
      message: 'this line is no JSON',
      place,
      hint: 'one JSON object a line',
    };
    return { ok: false as const, problems: [problem] };
  }
}

/** Lines of a file, however large; a line over the limit is cut there and its rest passed over. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  const raw = file === '-' ? process.stdin : createReadStream(file);
  const stream = file.endsWith('.gz') ? raw.pipe(createGunzip()) : raw;
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n');
    rest = (lines.pop() ?? '').slice(0, LONGEST_LINE);
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line.slice(0, LONGEST_LINE);
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}
