// A file that is being recognised, with all that is known of it so far. Used by what asks and what proposes.
import type { ColumnEvidence } from './cell-evidence.ts';
import type { FileProposal, GivenAnswers, Proposal, Question, TableLook } from './proposal.ts';
import type { KindGuess } from './recognise-file.ts';

/** A file with its columns, its proposal, and what it may be besides. */
export interface Look {
  readonly table: TableLook;
  readonly columns: readonly ColumnEvidence[];
  readonly guesses: readonly KindGuess[];
  readonly isUnsure: boolean;
  readonly proposal: FileProposal;
}

/** An answer with its reason, or a question. */
export interface Found {
  readonly answer?: Partial<GivenAnswers>;
  readonly because?: Proposal['because'];
  readonly question?: Question;
}

/** Most choices that a question shows. */
export const MOST_CHOICES = 8;

/** Columns of a look that lead to targets of which `wanted` holds. */
export function leading(look: Look, wanted: (to: string) => boolean): ColumnEvidence[] {
  const byHeader = new Map(look.columns.map((column) => [column.header, column]));
  return look.proposal.columns.flatMap(({ column, to }) =>
    to !== undefined && wanted(to) ? (byHeader.get(column) ?? []) : [],
  );
}
