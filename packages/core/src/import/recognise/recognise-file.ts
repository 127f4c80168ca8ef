// What the rows of a file are, by its name, its headers and its cells: the kind whose columns are there and that most speaks for.
import type { RowKind } from '../mapping/mapping.ts';
import { cellTypeOf } from '../mapping/targets.ts';
import { ACTIVITIES, DIRECTIONS, OUTCOMES } from '../rows/kinds/words.ts';
import { readNumberCell } from '../tables/cell-numbers.ts';
import { plainWord } from '../tables/cell-values.ts';
import { type ColumnEvidence, fits, isUnique, looksLikeInstants } from './cell-evidence.ts';
import { COLUMN_WORDS } from './column-words.ts';
import { headerWords } from './header-words.ts';
import { KIND_MARKS, type KindMarks, NOT_LEADS } from './kind-words.ts';

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
  'marketo guid',
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
  const lent = columns.filter(({ of }) => of !== undefined);
  for (const column of [...columns.filter(({ of }) => of === undefined), ...lent]) {
    const words = headerWords(column.header);
    for (const [target, headers] of COLUMN_WORDS[rows]) {
      const rank = headers.indexOf(words);
      if (rank < 0 || (column.of !== undefined && matches.has(target))) continue;
      if (!fits(column, cellTypeOf(target) ?? 'plain', target) || !isOfUnit(column, words, target)) continue;
      const worth = worthOf(column, target) - rank;
      if (worth <= (best.get(target) ?? Number.NEGATIVE_INFINITY)) continue;
      best.set(target, worth);
      matches.set(target, column);
    }
  }
  const id = rowIdOf(columns, count);
  if (id !== undefined) matches.set('id', id);
  const byCells = new Set<string>();
  const date = NEEDED_DATE[rows];
  const dates = columns.filter(
    (column) => column.of === undefined && looksLikeInstants(column) && !/synced/.test(column.header),
  );
  if (date !== undefined && !matches.has(date) && dates.length === 1 && dates[0] !== undefined) {
    matches.set(date, dates[0]);
    byCells.add(date);
  }
  return { matches: once(matches), byCells };
}

/** The longest call, in seconds: of durations without a unit longer ones are in milliseconds. */
const LONGEST_CALL = 14_400;

/** Whether a duration whose header names no unit is in the unit of a target. */
function isOfUnit({ cells }: ColumnEvidence, words: string, target: string): boolean {
  if (words !== 'call duration' || !/^(milli)?seconds$/.test(target)) return true;
  const isLong = cells.some((cell) => (readNumberCell(cell, 'point') ?? 0) > LONGEST_CALL);
  return (target === 'milliseconds') === (isLong || cells.length === 0);
}

/** Words that cells of a target should hold. */
const WORDS: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  activity: ACTIVITIES,
  outcome: OUTCOMES,
  direction: DIRECTIONS,
};
const FULL = 1000;

/** Of several columns with fitting headers one with cells goes before an empty one, and one with words that are known before any other. */
function worthOf({ cells }: ColumnEvidence, target: string): number {
  if (cells.length === 0) return 0;
  const words = WORDS[target];
  if (words === undefined) return FULL;
  return cells.every((cell) => words.has(plainWord(cell))) ? 2 * FULL : FULL;
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
  const found = columns.filter(
    (column) => column.of === undefined && ROW_IDS.includes(headerWords(column.header)) && isUnique(column, rows),
  );
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

/** What reps do has no visitor; what visitors do has. */
const OF_VISITORS: ReadonlySet<string> = new Set(['visitor id', 'visit id', 'anonymous id', 'session id']);

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
    case 'merges':
      return 4;
    case 'changes':
      // Which field changed has to stand in a column, or in the headers of a stage.
      return isOfDeals(columns) || isOfLog(matches) || !(matches.has('field') || isOfStages(columns)) ? -20 : 5;
    case 'identifies':
      return isOfTracker(matches) && !matches.has('name') && !matches.has('url') ? 4 : -4;
    case 'activities':
      return columns.some(({ header }) => OF_VISITORS.has(headerWords(header))) ? -6 : 0;
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

/** Values within objects are those of a log of all activities. */
function isOfLog(matches: Matches): boolean {
  return matches.get('value')?.key !== undefined;
}

function isOfDeals(columns: readonly ColumnEvidence[]): boolean {
  return columns.some(({ header }) => /^(deal|opportunity) id$/.test(headerWords(header)));
}

/** A table of nothing but changes of a stage names the field in its headers. */
export function isOfStages(columns: readonly ColumnEvidence[]): boolean {
  return columns.some(({ header }) => headerWords(header) === 'new stage');
}

/** Trackers know people by cookies; a CRM's people have none. */
function isOfTracker(matches: Matches): boolean {
  return matches.has('anonymousId') || matches.has('previousId');
}
