// What a folder of exports shows before anything is an entry: rows and cells that were refused, columns that nobody mapped, records that stand in it twice.
import type { SourceMonth } from '../sources/source-months.ts';
import { repairsOf } from './abilities.ts';
import type { Finding } from './finding.ts';
import type { Health } from './health.ts';

/** One column of a file. */
export interface ColumnHealth {
  readonly column: string;
  readonly refused: number;
}

/** One file of a folder, by its name. */
export interface FileHealth {
  readonly file: string;
  /** What each row is; undefined for a journal, and for a file that was left out. */
  readonly rows: string | undefined;
  readonly read: number;
  readonly refused: number;
  /** Rows whose id another row has, with another content. */
  readonly conflicts: number;
  /** Columns with refused cells, worst first. */
  readonly columns: readonly ColumnHealth[];
  /** Columns that hold something in a tenth of the rows looked at or more, and are neither mapped nor ignored. */
  readonly unmapped: readonly string[];
}

/** The health of a folder of exports. */
export interface FolderHealth extends Health {
  readonly files: readonly FileHealth[];
  /** From where visitors came, where a file was one of analytics (K14). */
  readonly sources?: readonly SourceMonth[];
}

const FEWEST = 3;
const SHARE = 0.01;

/** The health of a folder's journal, with what its files show besides. */
export function withFolder(
  health: Health,
  files: readonly FileHealth[],
  sources?: readonly SourceMonth[],
): FolderHealth {
  const read = files.reduce((sum, file) => sum + file.read, 0);
  const findings = [...health.findings, ...files.flatMap((file) => fileFindings(file, read))].sort(
    (a, b) => b.weight - a.weight || (a.place < b.place ? -1 : 1),
  );
  return { ...health, files, ...(sources && { sources }), findings, repairs: repairsOf(findings) };
}

function fileFindings({ file, read, refused, conflicts, columns, unmapped }: FileHealth, all: number): Finding[] {
  const isMuch = (count: number): boolean => count >= FEWEST && count >= SHARE * read;
  const weigh = (count: number): number => count / Math.max(1, all);
  const bad = columns.filter((column) => isMuch(column.refused));
  return [
    ...(isMuch(refused)
      ? [
          {
            kind: 'broken-rows' as const,
            place: file,
            size: refused,
            message: `${refused} of ${read} rows of ${file} were refused`,
            repair: `see why with baton import … --refused refused.ndjson, and mend them in ${file}`,
            weight: weigh(refused),
          },
        ]
      : []),
    ...(isMuch(conflicts)
      ? [
          {
            kind: 'duplicate-rows' as const,
            place: file,
            size: conflicts,
            message: `${conflicts} of ${read} rows of ${file} have an id that another row has, and say something else`,
            repair: 'name a column as id that is unique, or export each record once: the first row counts',
            weight: weigh(conflicts),
          },
        ]
      : []),
    ...bad.map((column) => ({
      kind: 'refused-cells' as const,
      place: `${file}: ${column.column}`,
      size: column.refused,
      message: `${column.refused} of ${read} cells of ${column.column} in ${file} could not be read; their rows went in without them`,
      repair: 'look at dates, numbers and the words that the mapping knows; say with values: what others mean',
      weight: weigh(column.refused) / 2,
    })),
    ...(unmapped.length > 0
      ? [
          {
            kind: 'unmapped-columns' as const,
            place: file,
            size: unmapped.length,
            message: `${unmapped.length} columns of ${file} hold something and are not mapped: ${shown(unmapped)}`,
            repair: 'map those that say who somebody is or what somebody did; ignore the others in the mapping',
            weight: 0.01,
          },
        ]
      : []),
  ];
}

function shown(columns: readonly string[]): string {
  const first = columns.slice(0, 6).join(', ');
  return columns.length > 6 ? `${first} and ${columns.length - 6} more` : first;
}
