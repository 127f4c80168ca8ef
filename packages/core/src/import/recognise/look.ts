// A file that is being recognised, with all that is known of it so far. Used by what asks and what proposes.
import type { ColumnEvidence } from './cell-evidence.ts';
import type { FileProposal, GivenAnswers, JoinProposal, Proposal, Question, TableLook } from './proposal.ts';
import type { KindGuess } from './recognise-file.ts';

/** A file with its columns, its proposal, and what it may be besides. */
export interface Look {
  readonly table: TableLook;
  readonly columns: readonly ColumnEvidence[];
  readonly guesses: readonly KindGuess[];
  readonly isUnsure: boolean;
  readonly proposal: FileProposal;
  readonly lookups: readonly FoundLookup[];
}

/** A lookup with what it finds: for each row of the other file that matters, its cells by target. */
export interface FoundLookup {
  readonly join: JoinProposal;
  readonly found: readonly Readonly<Record<string, string>>[];
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
  const own = look.proposal.columns.flatMap(({ column, to }) =>
    to !== undefined && wanted(to) ? (byHeader.get(column) ?? []) : [],
  );
  const lent = (look.proposal.joins ?? []).flatMap(({ file, columns }) =>
    look.columns.filter(
      ({ header, of }) => of?.file === file && columns.some(({ column, to }) => column === header && wanted(to)),
    ),
  );
  return [...own, ...lent];
}

/** The words that stand under a target: names where another file has them, else the file's own cells. */
export function wordsOf(look: Look, target: string): string[] {
  const names = look.lookups.flatMap(({ found }) => found.flatMap((row) => row[target] ?? []));
  const own = leading(look, (to) => to === target).flatMap(({ distinct }) => [...distinct]);
  return [...new Set(names.length > 0 ? names : own)];
}
