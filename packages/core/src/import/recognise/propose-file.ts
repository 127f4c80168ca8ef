// One file of a known kind as a proposal: its id, where its columns lead, what is ignored and why, what other files lend it.
import { isKnownAtExport } from '../mapping/targets.ts';
import { readObjectCell } from '../tables/cell-objects.ts';
import { type ColumnEvidence, examples, isUnique, looksHashed } from './cell-evidence.ts';
import { COLUMN_WORDS, TECHNICAL } from './column-words.ts';
import { headerWords } from './header-words.ts';
import type { ColumnProposal, FileProposal, GivenAnswers, JoinProposal, TableLook } from './proposal.ts';
import { isOfStages, type KindGuess, type Matches, matchesOf, rowIdOf } from './recognise-file.ts';
import { fileWords, setOf } from './set-fields.ts';
import { enteredBy } from './stage-dates.ts';
import { meaningsOf } from './value-words.ts';

/** Proposes a file. `isTold`: somebody said what its rows are. */
export function proposed(
  table: TableLook,
  columns: readonly ColumnEvidence[],
  kind: KindGuess,
  isTold: boolean,
  isUnsure: boolean,
  given: GivenAnswers,
): FileProposal {
  const { rows } = kind;
  const named = withoutChanges(kind.rows, withPerson(kind, columns, given.person?.get(table.file)), columns);
  const own = idOf(kind, named, columns, table.rows.length);
  const isVisitor = own !== undefined && rows === 'events' && isVisitors(table.file) && !named.has('anonymousId');
  const matches = isVisitor ? new Map([...named, ['anonymousId', own]]) : named;
  const id = isVisitor ? undefined : own;
  const targets = new Map<ColumnEvidence, string>();
  const isOnly = ({ header }: ColumnEvidence): boolean =>
    table.header.indexOf(header) === table.header.lastIndexOf(header);
  for (const [target, column] of matches) if (target !== 'id' && isOnly(column)) targets.set(column, target);
  // A record has one id: where the row has its own, another system's id of the person would make two people of one.
  if (id !== undefined && rows === 'leads')
    for (const [column, target] of targets) if (target === 'userId' && column !== id) targets.delete(column);
  // Of leads and accounts the id column names the person or company by itself.
  if (
    id !== undefined &&
    (rows === 'leads' || rows === 'accounts') &&
    /^(userId|accountId)$/.test(targets.get(id) ?? '')
  )
    targets.delete(id);
  if (id !== undefined && rows === 'deals' && targets.get(id) === 'deal') targets.delete(id);
  // A record may have become several others, each named by a column of its own.
  for (const column of columns)
    if (rows === 'leads' && !targets.has(column) && INTO.includes(headerWords(column.header)))
      targets.set(column, 'mergedInto');
  for (const column of columns) {
    const entered = targets.has(column) || column === id ? undefined : enteredBy(rows, column);
    if (entered !== undefined) targets.set(column, entered);
  }
  // A log of all activities tells changes of values and of stages by columns of their own.
  for (const column of columns)
    if (rows === 'events' && matches.has('value') && !targets.has(column))
      if (/^(new|old) (value|stage)$/.test(headerWords(column.header)))
        targets.set(column, headerWords(column.header).startsWith('new') ? 'value' : 'oldValue');
  const lent = [...targets].filter(([{ of }]) => of !== undefined);
  const meanings = meaningsOf(rows, columns, (column) => !targets.has(column) && column !== id);
  for (const { to } of meanings) for (const [column, target] of targets) if (target === to) targets.delete(column);
  const isNamed = meanings.some(({ to }) => to === 'name');
  const set = isNamed ? {} : setOf(rows, matches, table.file);
  const joins = joinsOf(lent);
  const isAnalytics = rows === 'events' && columns.some(({ header }) => ANALYTICS.has(headerWords(header)));
  for (const column of columns)
    if (rows === 'events' && isOwnKey(column) && !targets.has(column)) targets.set(column, `properties.${column.key}`);
  const isShown = (column: ColumnEvidence): boolean =>
    column.of === undefined &&
    (column.key === undefined || targets.has(column)) &&
    (column !== id || targets.has(column)) &&
    column.header !== '';
  return {
    file: table.file,
    rows,
    sureness: isTold || !isUnsure ? 'sure' : 'likely',
    why: isTold ? 'as you said' : '',
    id: id?.header,
    columns: columns.filter(isShown).flatMap((column): ColumnProposal[] => {
      const meant = meanings.filter((each) => each.column === column);
      if (meant.length === 0) return [proposeColumn(column, targets.get(column), kind, rows)];
      return meant.map(({ to, values }) => ({ ...proposeColumn(column, to, kind, rows), values }));
    }),
    set,
    ...(isAnalytics && { anonymous: 'left out' as const }),
    ...(joins.length > 0 && { joins }),
  };
}

/** Among events only Marketo's log of all activities tells changes of fields; a table of changes of stages names no other field. */
function withoutChanges(rows: KindGuess['rows'], matches: Matches, columns: readonly ColumnEvidence[]): Matches {
  const has = (words: string): boolean => columns.some(({ header }) => headerWords(header) === words);
  const isLog = has('activity type id') && matches.has('value');
  if (rows === 'events' && !isLog)
    return new Map([...matches].filter(([target]) => !/^(field|value|oldValue)$/.test(target)));
  return rows === 'changes' && isOfStages(columns)
    ? new Map([...matches].filter(([target]) => target !== 'field'))
    : matches;
}

/** A key that no tool of its own put into the properties of events: those begin with a dollar sign. */
function isOwnKey({ key }: ColumnEvidence): boolean {
  return key !== undefined && /^[A-Za-z_][\w -]{0,99}$/.test(key) && !/^utm_/.test(key);
}

/** What tools of analytics call a visitor, known or not. */
const ANALYTICS: ReadonlySet<string> = new Set(['user pseudo id', 'distinct id']);

const INTO = COLUMN_WORDS.leads.get('mergedInto') ?? [];

/** Whether each row is a visitor, whose id is that of a cookie. */
function isVisitors(file: string): boolean {
  return /^visitors?$/.test(fileWords(file));
}

/** Columns that other files lend, by file. */
function joinsOf(lent: readonly (readonly [ColumnEvidence, string])[]): JoinProposal[] {
  const joins = new Map<string, JoinProposal>();
  for (const [{ header, of }, to] of lent) {
    if (of === undefined) continue;
    const gone = of.gone === undefined ? [] : [{ column: of.gone, to: 'deleted' }];
    const held = joins.get(of.file)?.columns ?? gone;
    joins.set(of.file, { file: of.file, own: of.own, key: of.key, columns: [{ column: header, to }, ...held] });
  }
  return [...joins.values()];
}

/** The person's column: the one that was named; else the one that a header names. */
function withPerson(kind: KindGuess, columns: readonly ColumnEvidence[], named: string | undefined): Matches {
  const column = named === undefined ? undefined : columns.find(({ header }) => header === named);
  if (column === undefined) return kind.matches;
  return new Map([
    ...[...kind.matches].filter(([target, each]) => target !== 'userId' && each !== column),
    ['userId', column],
  ]);
}

function idOf(
  { rows }: KindGuess,
  matches: Matches,
  columns: readonly ColumnEvidence[],
  count: number,
): ColumnEvidence | undefined {
  const own = rowIdOf(columns, count);
  const unique = (target: string): ColumnEvidence | undefined => {
    const column = matches.get(target);
    return column !== undefined && isUnique(column, count) ? column : undefined;
  };
  switch (rows) {
    case 'leads':
      return own ?? unique('userId');
    case 'accounts':
      return own ?? unique('accountId');
    case 'deals':
      return matches.get('deal') ?? own ?? unique('userId');
    case 'subscriptions':
      return own ?? unique('subscription');
    default:
      return own;
  }
}

function proposeColumn(
  column: ColumnEvidence,
  to: string | undefined,
  kind: KindGuess,
  rows: KindGuess['rows'],
): ColumnProposal {
  const shown = { column: column.header, examples: examples(column) };
  if (to !== undefined)
    return {
      ...shown,
      to,
      sureness: kind.byCells.has(to) || column.cells.length === 0 ? 'likely' : 'sure',
      ...(isKnownAtExport(to) && { known: 'export' }),
    };
  return { ...shown, to: undefined, sureness: 'sure', why: whyIgnored(column, kind, rows) };
}

function whyIgnored(column: ColumnEvidence, { matches }: KindGuess, rows: KindGuess['rows']): string {
  if (column.cells.length === 0) return 'empty in every row looked at';
  if (looksHashed(column) && COLUMN_WORDS[rows].get('email')?.includes(headerWords(column.header)))
    return 'hashes of e-mail addresses: they name nobody';
  if (TECHNICAL.has(headerWords(column.header))) return 'technical';
  if (column.cells.every((cell) => readObjectCell(cell) !== undefined)) return 'objects, whose keys are columns';
  if (column.distinct.size === 1) return 'the same in every row looked at';
  const other = [...matchesOf(rows, [column], 0).matches.keys()].find(
    (target) => matches.get(target) !== column && target !== 'id',
  );
  if (other !== undefined) return `another column leads to ${other} already`;
  return 'unknown';
}
