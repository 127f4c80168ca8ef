// Streams the entries of one NDJSON file, one by one; what cannot be read is handed over with its reasons, and stops nothing.
import type { RememberedTexts } from '@baton/core/base/seen-texts';
import { JournalLines, LONGEST_LINE, type Receipt } from '@baton/core/journal/journal-lines';
import type { Ledger } from '@baton/core/journal/ledger';
import type { RefusedShelf } from '../writing/refused-shelf.ts';
import type { OpenBytes } from './bytes.ts';
import { linesOf } from './lines.ts';

/** Hears of every entry of a journal file. */
export interface JournalListener {
  take(receipt: Receipt, line: number): void;
  /** After many lines: wait for what has to be written; `line` is the next. Answers false where it has heard enough. */
  pause(share: number | undefined, line: number): Promise<boolean>;
}

/** Where reading begins, and what it remembers. */
export interface JournalStart {
  /** The first line that is read; those before were read earlier. */
  readonly line?: number;
  /** Entries without an id that were there already. */
  readonly seen?: RememberedTexts;
}

/** Reads one file to its end. */
export async function readJournalFile(
  file: string,
  bytes: OpenBytes,
  ledger: Pick<Ledger, 'offer' | 'refuse'>,
  { take, pause }: JournalListener,
  start: JournalStart = {},
): Promise<void> {
  const journal = new JournalLines(file, file === '-' ? 'standard input' : file, ledger, start.seen);
  const from = start.line ?? 0;
  let next = 1;
  for await (const lines of linesOf(bytes.chunks, LONGEST_LINE)) {
    for (const line of lines) {
      next = line.number + 1;
      if (line.number < from) continue;
      if ('fault' in line) take(journal.unreadable(line.fault, line.number, line.bytes.toString()), line.number);
      else if (line.text.trim() !== '')
        for (const receipt of journal.read(line.text, line.number)) take(receipt, line.number);
    }
    if (!(await pause(bytes.share(), next))) return;
  }
}

/** Keeps what was refused or conflicts. */
export function keepOn(shelf: RefusedShelf, receipt: Extract<Receipt, { readonly raw: string }>): void {
  shelf.keep({ what: receipt.place.path === undefined ? 'line' : 'call', ...receipt });
}
