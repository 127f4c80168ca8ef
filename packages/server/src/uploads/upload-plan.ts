// What is told of an upload before it is brought in.
import type { Problem } from '@baton/core/base/problem';
import type { Question } from '@baton/core/import/recognise/proposal';

/** An answer to one of the importer's questions, in words. */
export interface Answer {
  readonly flag: string;
  readonly file?: string | undefined;
  readonly words: string;
}

/** One file as the importer sees it. */
export interface PlannedFile {
  readonly file: string;
  /** What its rows are; null: it says nothing of leads by itself. */
  readonly rows: string | null;
  readonly sureness: string;
  readonly why: string;
  readonly columns: readonly { readonly column: string; readonly to: string | null; readonly sureness: string }[];
  /** Its first rows and what they turn into. */
  readonly samples: readonly {
    readonly line: number;
    readonly verdict: string;
    readonly entries: readonly string[];
    readonly problems: readonly string[];
  }[];
}

/** What would become of all files. */
export interface UploadPlan {
  readonly version: 1;
  readonly files: readonly PlannedFile[];
  readonly questions: readonly Question[];
  /** What stops it. */
  readonly problems: readonly Problem[];
  /** The mapping as text. */
  readonly mapping: string | null;
  /** Counts and coverage, as `baton import --json` writes them; null while questions are open. */
  readonly counts: unknown;
}
