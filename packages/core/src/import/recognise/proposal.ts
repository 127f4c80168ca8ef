// What the importer proposes for files nobody has mapped yet: kinds of rows, columns, answers, and the questions it will not guess at.
import type { Answers, RowKind } from '../mapping/mapping.ts';
import type { DateOrder } from '../tables/cell-instants.ts';

/** The first rows of a file. */
export interface TableLook {
  readonly file: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** `sure`: header and cells agree. `likely`: one of them is unusual. */
export type Sureness = 'sure' | 'likely';

export interface ColumnProposal {
  readonly column: string;
  /** Where it leads; undefined: it is ignored, and `why` says for what reason. */
  readonly to: string | undefined;
  readonly known?: 'export';
  /** What single cells mean. */
  readonly values?: Readonly<Record<string, string>>;
  readonly sureness: Sureness;
  readonly why?: string;
  readonly examples: readonly string[];
}

/** Columns of another file, looked up for each row. */
export interface JoinProposal {
  readonly file: string;
  readonly own: string;
  readonly key: string;
  readonly columns: readonly { readonly column: string; readonly to: string }[];
}

export interface FileProposal {
  readonly file: string;
  /** Undefined: the file says nothing of leads by itself, and `why` says so. It may serve the joins of others all the same. */
  readonly rows: RowKind | undefined;
  readonly sureness: Sureness;
  readonly why: string;
  readonly id: string | undefined;
  readonly columns: readonly ColumnProposal[];
  readonly set: Readonly<Record<string, string>>;
  /** Of analytics: visitors who never become known are left out (K14). */
  readonly anonymous?: 'left out';
  /** Absent: none. */
  readonly joins?: readonly JoinProposal[];
}

/** Answers that were given with flags. */
export type GivenAnswers = { readonly [K in keyof Answers]?: Answers[K] | undefined } & {
  /** What the rows of a file are, by file. */
  readonly rows?: ReadonlyMap<string, RowKind>;
  /** Which column names the person, by file. */
  readonly person?: ReadonlyMap<string, string>;
};

/** Something that nothing in the files shows. */
export interface Question {
  /** The flag that answers it. */
  readonly flag: string;
  readonly asks: string;
  readonly file?: string;
  /** What it could be, as far as the files show it. */
  readonly choices: readonly string[];
}

export interface Proposal {
  readonly files: readonly FileProposal[];
  readonly answers: GivenAnswers;
  /** Where the answers come from, for the comments of the mapping: `dates only`, `every instant names its offset` … */
  readonly because: Readonly<Partial<Record<keyof Answers, string>>>;
  readonly questions: readonly Question[];
  readonly looked: number;
  readonly order?: DateOrder;
}
