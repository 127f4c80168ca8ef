// What the rows of a file are, by its name, its headers and its cells: the kind whose columns are there and that most speaks for.
import type { RowKind } from '../mapping/mapping.ts';
import { cellTypeOf } from '../mapping/targets.ts';
import { type ColumnEvidence, fits, isUnique, looksLikeInstants } from './cell-evidence.ts';
import { COLUMN_WORDS } from './column-words.ts';
import { headerWords } from './header-words.ts';
import { KIND_MARKS, type KindMarks, NOT_LEADS, OWN_PEOPLE } from './kind-words.ts';

/** Columns by target, for one kind of rows. */
export type Matches = ReadonlyMap<string, ColumnEvidence>;

/** A kind that a file could be, and how much speaks for it. */
export interface KindGuess {
  readonly rows: RowKind;
  readonly score: number;
  readonly matches: Matches;
  /** Targets found by their cells alone. */
  readonly byCells: ReadonlySet<string>;
}

/** Headers that name the row itself, best first. */
const ROW_IDS = [
  'record id',
  'id',
  'guid',
  'vid',
  'message id',
  'event id',
  'activity id',
  'task id',
  'engagement id',
  'call id',
  'meeting id',
  'uuid',
];
/** Dates that a kind cannot do without: where no header names one, the only column of dates is it. */
const NEEDED_DATE: Partial<Record<RowKind, string>> = {
  events: 'occurredAt',
  subscriptions: 'occurredAt',
  stages: 'occurredAt',
  spend: 'from',
};

/** The kinds a file could be, the likeliest first. */
export function guessKinds(file: string, columns: readonly ColumnEvidence[], rows: number): KindGuess[] {
  const name = file
    .toLowerCase()
    .replace(/\.[a-z]+$/, '')
    .replace(/[_\-. ]+/g, ' ');
  return KIND_MARKS.flatMap((marks) => guess(marks, name, columns, rows) ?? []).sort((a, b) => b.score - a.score);
}

/** The columns of a file as one kind of rows, whatever speaks against it. */
export function matchesOf(
  rows: RowKind,
  columns: readonly ColumnEvidence[],
  count: number,
): Pick<KindGuess, 'matches' | 'byCells'> {
  const matches = new Map<string, ColumnEvidence>();
  const best = new Map<string, number>();
  for (const column of columns) {
    const words = headerWords(column.header);
    for (const [target, headers] of COLUMN_WORDS[rows]) {
      const rank = headers.indexOf(words);
      if (rank < 0 || rank >= (best.get(target) ?? Number.POSITIVE_INFINITY)) continue;
      if (!fits(column, cellTypeOf(target) ?? 'plain', target)) continue;
      best.set(target, rank);
      matches.set(target, column);
    }
  }
  const id = rowIdOf(columns, count);
  if (id !== undefined) matches.set('id', id);
  const byCells = new Set<string>();
  const date = NEEDED_DATE[rows];
  const dates = columns.filter((column) => looksLikeInstants(column) && !/synced/.test(column.header));
  if (date !== undefined && !matches.has(date) && dates.length === 1 && dates[0] !== undefined) {
    matches.set(date, dates[0]);
    byCells.add(date);
  }
  return { matches: once(matches), byCells };
}

/** A column has one meaning: the more telling one, which stands first in the tables. */
function once(matches: Map<string, ColumnEvidence>): Matches {
  const taken = new Set<ColumnEvidence>();
  return new Map(
    [...matches].filter(([target, column]) => {
      if (target === 'id') return true;
      const isFree = !taken.has(column);
      taken.add(column);
      return isFree;
    }),
  );
}

/** The column that names the row: by its header, and every row another. */
export function rowIdOf(columns: readonly ColumnEvidence[], rows: number): ColumnEvidence | undefined {
  const found = columns.filter((column) => ROW_IDS.includes(headerWords(column.header)) && isUnique(column, rows));
  return found.sort((a, b) => ROW_IDS.indexOf(headerWords(a.header)) - ROW_IDS.indexOf(headerWords(b.header)))[0];
}

function guess(
  marks: KindMarks,
  name: string,
  columns: readonly ColumnEvidence[],
  rows: number,
): KindGuess | undefined {
  const { matches, byCells } = matchesOf(marks.rows, columns, rows);
  if (!marks.needs.every((group) => group.some((target) => matches.has(target)))) return undefined;
  const named = marks.names.test(name) ? 3 : 0;
  const history = marks.rows === 'deals' && /hist/.test(name) ? -6 : 0;
  const told = marks.tells.filter((target) => matches.has(target)).length;
  const score =
    named +
    history +
    1.5 * Math.min(told, 3) +
    0.25 * Math.min(matches.size, 8) +
    fitOfKind(marks.rows, matches, columns, rows);
  return { rows: marks.rows, score, matches, byCells };
}

/** People stand once in a table of leads, and often in one of events; links of deals are narrow tables. */
function fitOfKind(kind: RowKind, matches: Matches, columns: readonly ColumnEvidence[], rows: number): number {
  const named = ['id', 'userId', 'email'].flatMap((target) => matches.get(target) ?? []);
  const once = named.some((column) => isUnique(column, rows));
  switch (kind) {
    case 'leads':
      return (once ? 1 : -5) + (columns.some(({ header }) => NOT_LEADS.has(headerWords(header))) ? -4 : 0);
    case 'events':
      return columns.some(({ header }) => headerWords(header) === 'end date time')
        ? -4
        : once && rows > 20 && !matches.has('id')
          ? -2
          : 0;
    case 'deal people':
      return matches.size <= 5 ? 1 : -3;
    case 'accounts':
      return matches.has('userId') ||
        matches.has('email') ||
        columns.some(({ header }) => /^(first|last) name$/.test(headerWords(header)))
        ? -4
        : 0;
    default:
      return 0;
  }
}

/** Whether a table is one of the company's own people. */
export function isOwnPeople(columns: readonly ColumnEvidence[]): boolean {
  return columns.some(({ header }) => OWN_PEOPLE.has(headerWords(header)));
}
