// A folder of exports for the doctor: imported into a journal that is thrown away afterwards, with what its files show by themselves.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mapping } from '@baton/core/import/mapping/mapping';
import { parseMapping } from '@baton/core/import/mapping/parse-mapping';
import type { FileHealth } from '@baton/core/reports/health/folder';
import type { SourceMonth } from '@baton/core/reports/sources/source-months';
import { type AnswerFlags, readAnswers } from '@baton/files/importing/answers';
import type { ImportTally } from '@baton/files/importing/import-tally';
import { type MappedTable, prepareTables } from '@baton/files/importing/prepare-tables';
import { proposeFor } from '@baton/files/importing/propose-mapping';
import { runImport } from '@baton/files/importing/run-import';
import { tableName } from '@baton/files/importing/tables';
import { openBytes } from '@baton/files/reading/bytes';
import { linesOf } from '@baton/files/reading/lines';
import { Failure } from '../failure.ts';
import { printProblems } from '../print/problems.ts';
import { startImporting } from './import-progress.ts';
import { questionProblems, tellProposal } from './tell-proposal.ts';

/** Where the import's journal lies, for as long as it is looked at. */
export interface FolderLook<T> {
  readonly tables: readonly string[];
  readonly journals: readonly string[];
  /** The mapping that was given, with its file; one is proposed where absent. */
  readonly mapping: { readonly mapping: Mapping; readonly file: string } | undefined;
  readonly flags: AnswerFlags;
  /** Keeps what was refused, with its reasons; nothing is kept where absent. */
  readonly refused: string | undefined;
  look(journal: string): Promise<T>;
}

/** A look that was taken, and the health of the files. */
export interface Looked<T> {
  readonly seen: T;
  readonly files: readonly FileHealth[];
  /** From where visitors came, where a file was one of analytics (K14). */
  readonly sources: readonly SourceMonth[] | undefined;
  readonly hasRefused: boolean;
}

/** Imports tables and journals, has the journal looked at, and leaves nothing behind. */
export async function judgeFolder<T>(folder: FolderLook<T>): Promise<Looked<T>> {
  const { tables: paths, journals, flags } = folder;
  const { mapping, file } = folder.mapping ?? (await proposed(paths, journals, flags));
  const tables = await prepareTables(paths, mapping, file, Date.now(), printProblems);
  const wanted = journals.filter((path) => !mapping.leftOut.includes(tableName(path)));
  const place = mkdtempSync(join(tmpdir(), 'baton-doctor-'));
  try {
    const outputs = {
      journal: join(place, 'journal.ndjson'),
      refused: folder.refused ?? join(place, 'refused.ndjson'),
      isAdding: false,
    };
    const tally = await runImport(tables, wanted, outputs, startImporting());
    const kept = await countKept(outputs.refused);
    const seen = await folder.look(outputs.journal);
    const files = filesOf(tables, tally, kept);
    return { seen, files, sources: tally.sourceMonths, hasRefused: tally.hasRefused };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** The mapping that an import would propose; ends the command with the questions that are open. */
async function proposed(paths: readonly string[], journals: readonly string[], flags: AnswerFlags) {
  const file = 'the proposal';
  const { proposal, text } = await proposeFor(paths, readAnswers(flags));
  tellProposal(proposal, journals);
  if (proposal.questions.length > 0) throw new Failure(questionProblems(proposal));
  const parsed = parseMapping(text, { file });
  if (!parsed.ok) throw new Failure(parsed.problems);
  return { mapping: parsed.value, file };
}

/** What the refused shelf holds of each file. */
interface Kept {
  conflicts: number;
  readonly cells: Map<string, number>;
}

async function countKept(path: string): Promise<ReadonlyMap<string, Kept>> {
  const files = new Map<string, Kept>();
  for await (const lines of linesOf(openBytes(path).chunks, Number.MAX_SAFE_INTEGER))
    for (const line of lines) {
      if (!('text' in line) || line.text === '') continue;
      const { what, verdict, file, raw } = JSON.parse(line.text) as {
        what: string;
        verdict: string;
        file?: string;
        raw: string | Record<string, string>;
      };
      const kept = files.get(file ?? '') ?? { conflicts: 0, cells: new Map() };
      files.set(file ?? '', kept);
      if (verdict === 'conflict') kept.conflicts += 1;
      else if (what === 'cells' && typeof raw === 'object')
        for (const column of Object.keys(raw)) kept.cells.set(column, (kept.cells.get(column) ?? 0) + 1);
    }
  return files;
}

function filesOf(tables: readonly MappedTable[], tally: ImportTally, kept: ReadonlyMap<string, Kept>): FileHealth[] {
  const columnsOf = (file: string) =>
    [...(kept.get(file)?.cells ?? [])]
      .map(([column, refused]) => ({ column, refused }))
      .sort((a, b) => b.refused - a.refused || (a.column < b.column ? -1 : 1));
  return [
    ...tables.map(({ mapped, sample }) => {
      const { file, rows } = mapped;
      const counts = tally.files.get(file);
      return {
        file,
        rows,
        read: counts?.rows ?? 0,
        refused: counts?.refused ?? 0,
        conflicts: kept.get(file)?.conflicts ?? 0,
        columns: columnsOf(file),
        unmapped: unmappedIn({ mapped, sample }),
      };
    }),
    ...[...tally.journals].map(([file, counts]) => ({
      file,
      rows: undefined,
      read: counts.received,
      refused: counts.refused,
      conflicts: counts.conflict,
      columns: [],
      unmapped: [],
    })),
  ];
}

/** A tenth of the rows that were looked at. */
const FILLED = 0.1;

function unmappedIn({ mapped, sample }: Pick<MappedTable, 'mapped' | 'sample'>): string[] {
  const known = new Set([...mapped.columns.keys(), ...mapped.ignored, ...(mapped.id === undefined ? [] : [mapped.id])]);
  return sample.header.filter((column, i) => {
    const filled = sample.rows.filter((cells) => (cells[i] ?? '').trim() !== '').length;
    return column !== '' && !known.has(column) && filled >= FILLED * sample.rows.length && filled > 0;
  });
}
