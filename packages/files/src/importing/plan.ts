// Shows what an import would make of the first rows of each file, and writes nothing.

import { FolderFacts } from '@baton/core/import/facts/folder-facts';
import { FileRows } from '@baton/core/import/rows/file-rows';
import type { RowOutcome } from '@baton/core/import/rows/row-outcome';
import type { Entry } from '@baton/core/journal/entry';
import { createLedger } from '@baton/core/journal/ledger';
import { parseEntry } from '@baton/core/journal/parse-entry';
import { openBytes } from '../reading/bytes.ts';
import { readJournalFile } from '../reading/journal-file.ts';
import type { MappedTable } from './prepare-tables.ts';
import { tableName } from './tables.ts';

/** Rows that a plan shows of each file. */
export const SHOWN_ROWS = 10;

/** What the first rows of a file would become. */
export interface FilePlan {
  readonly file: string;
  readonly rows: string;
  readonly samples: readonly {
    readonly line: number;
    readonly verdict: string;
    readonly entries: readonly Entry[];
    readonly problems: readonly string[];
  }[];
  /** Entries that follow from several rows. */
  readonly derived: readonly Entry[];
}

/** Plays the first rows of every file. Facts over all files are those of these rows alone. */
export function planOf(tables: readonly MappedTable[]): FilePlan[] {
  return tables.map(({ mapped, sample, reading }) => {
    const facts = new FolderFacts(reading.answers, reading.now);
    const rows = new FileRows(mapped, sample.header, reading, facts);
    const samples = sample.rows.slice(0, SHOWN_ROWS).map((cells, i) => {
      const line = sample.lines[i] ?? i + 2;
      return { line, ...played(rows.take(cells, line)) };
    });
    const derived = facts.finish().entries.flatMap(({ source, fields }) => {
      const parsed = parseEntry(fields, { source });
      return parsed.ok ? [parsed.value] : [];
    });
    return { file: mapped.file, rows: mapped.rows, samples, derived };
  });
}

/** Reads the first entries of every journal, each file for itself. */
export async function planOfJournals(paths: readonly string[]): Promise<FilePlan[]> {
  const plans: FilePlan[] = [];
  for (const path of paths) {
    const file = tableName(path);
    const samples: FilePlan['samples'][number][] = [];
    await readJournalFile(file, openBytes(path), createLedger(), {
      take(receipt, line) {
        if (samples.length >= SHOWN_ROWS) return;
        const { verdict } = receipt;
        const problems = 'problems' in receipt ? receipt.problems.map(({ message }) => message) : [];
        const entries = verdict === 'accepted' ? [receipt.entry] : [];
        samples.push({ line, verdict: verdict === 'accepted' ? 'imported' : verdict, entries, problems });
      },
      pause: async () => samples.length < SHOWN_ROWS,
    });
    plans.push({ file, rows: 'entries', samples, derived: [] });
  }
  return plans;
}

function played(outcome: RowOutcome): Omit<FilePlan['samples'][number], 'line'> {
  if (outcome.verdict === 'refused')
    return { verdict: 'refused', entries: [], problems: outcome.problems.map(({ message }) => message) };
  if (outcome.verdict === 'left out') return { verdict: `left out: ${outcome.reason}`, entries: [], problems: [] };
  return {
    verdict: outcome.as === 'accepted' ? 'imported' : outcome.as,
    entries: outcome.entries,
    problems: outcome.bad.map(({ problem }) => problem.message),
  };
}
