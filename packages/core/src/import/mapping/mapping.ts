// What the columns of a company's exports mean: mapping.yaml, proposed by the importer and edited by people. Shapes only; reading it is parse-mapping's.
import type { DateOrder } from '../tables/cell-instants.ts';
import type { DecimalMark } from '../tables/cell-numbers.ts';

/** What each row of a file is. */
export const ROW_KINDS = [
  'leads',
  'accounts',
  'deals',
  'deal people',
  'stages',
  'activities',
  'dispositions',
  'events',
  'members',
  'subscriptions',
  'spend',
  'merges',
  'identifies',
  'changes',
] as const;
export type RowKind = (typeof ROW_KINDS)[number];

/** Answers that hold for all files (K0). */
export interface Answers {
  /** IANA zone of instants without an offset. */
  readonly zone: string;
  /** How 03/04/2026 is meant, where nothing in the file shows it. */
  readonly dateOrder: DateOrder | undefined;
  /** Which mark stands before decimals where it could be either. */
  readonly decimals: DecimalMark;
  /** ISO 4217 code of amounts without one. */
  readonly currency: string;
  /** When the exports were made: what is known as of the export is known from then on, and nothing happened later. */
  readonly exportedAt: number | undefined;
  /** Who of the owners sells. Undefined: all of them. */
  readonly salesOwners: readonly string[] | undefined;
  /** Stages that are won and lost; those that say so themselves where undefined. */
  readonly won: readonly string[] | undefined;
  readonly lost: readonly string[] | undefined;
  /** Deal types and pipelines that are new business (K4). */
  readonly newBusiness: readonly string[] | undefined;
  /** Deal types and pipelines that are tests (K4). */
  readonly testDeals: readonly string[];
}

/** Where the cells of a column go. */
export interface ColumnMapping {
  /** `userId`, `occurredAt`, `lead.title`, `account.industry`, `properties.x`, `campaign.source`, `amount`, `wonAt` … */
  readonly to: string;
  /** `export`: the cell says how things were when the export was made. `creation`: it held since the record's creation (K2). Undefined: as its name demands. */
  readonly known: 'export' | 'creation' | undefined;
  /** An exception from the answer of all files. */
  readonly dateOrder: DateOrder | undefined;
  /** What single values mean: `{ Bad Fit: rejected }`. */
  readonly values: ReadonlyMap<string, string> | undefined;
}

/** Columns of another file, looked up for each row: the people of a call, the name of a stage. What is found there goes before the row's own cells. */
export interface Join {
  readonly file: string;
  /** The row's own column whose cell is looked up … */
  readonly own: string;
  /** … in this column of the other file. */
  readonly key: string;
  /** The other file's columns. Where one leads to `deleted`, its deleted rows are passed over. */
  readonly columns: ReadonlyMap<string, readonly ColumnMapping[]>;
}

export interface FileMapping {
  /** The file's name, without folder and `.gz`. */
  readonly file: string;
  readonly rows: RowKind;
  /** Who is cited as the sender; the file's stem where absent. */
  readonly source: string;
  /** The column whose cell names the row; rows without one are named by their content. */
  readonly id: string | undefined;
  readonly columns: ReadonlyMap<string, readonly ColumnMapping[]>;
  /** Fields that every row has: `{ name: Day Watched }`. */
  readonly set: Readonly<Record<string, string>>;
  /** `left out`: rows of visitors who nowhere in the file become known make no entries (K14). Absent: they do. */
  readonly anonymous?: 'left out';
  /** Absent: none. */
  readonly joins?: readonly Join[];
  readonly ignored: readonly string[];
}

export interface Mapping {
  readonly answers: Answers;
  readonly files: readonly FileMapping[];
  /** Files that say nothing of leads: they are passed over. */
  readonly leftOut: readonly string[];
}

export const DEFAULT_ANSWERS: Answers = {
  zone: 'UTC',
  dateOrder: undefined,
  decimals: 'point',
  currency: 'EUR',
  exportedAt: undefined,
  salesOwners: undefined,
  won: undefined,
  lost: undefined,
  newBusiness: undefined,
  testDeals: [],
};
