// From the first rows of files to a proposed mapping and to the questions that nothing in them answers. It never guesses silently: what it does not know it names.
import { isKnownAtExport } from '../mapping/targets.ts';
import { type ColumnEvidence, evidenceOf, examples, isUnique } from './cell-evidence.ts';
import { TECHNICAL } from './column-words.ts';
import { headerWords } from './header-words.ts';
import type { Look } from './look.ts';
import type { ColumnProposal, FileProposal, GivenAnswers, Proposal, TableLook } from './proposal.ts';
import { askAll } from './questions.ts';
import { guessKinds, isOwnPeople, type KindGuess, type Matches, matchesOf, rowIdOf } from './recognise-file.ts';
import { setOf } from './set-fields.ts';

/** So much less must speak for the second-best kind that nobody is asked. */
const CLEAR_LEAD = 1;
/** So much has to speak for a kind, else it is asked. */
const ENOUGH = 2;

/** Proposes a mapping. Where `questions` is empty it can be written and used. */
export function propose(tables: readonly TableLook[], given: GivenAnswers): Proposal {
  const looks = tables.map((table) => lookAt(table, given));
  const files = looks.map(({ proposal }) => proposal);
  const asked = askAll(looks, given);
  const looked = Math.max(0, ...tables.map(({ rows }) => rows.length));
  return { files, ...asked, looked };
}

function lookAt(table: TableLook, given: GivenAnswers): Look {
  const columns = evidenceOf(table.header, table.rows);
  const guesses = guessKinds(table.file, columns, table.rows.length);
  const told = given.rows?.get(table.file);
  const isOwn = told === undefined && isOwnPeople(columns);
  const [best, second] = guesses;
  const isUnsure = told === undefined && !isOwn && isUnclear(best, second, columns);
  const kind =
    told === undefined
      ? isOwn
        ? undefined
        : best
      : { rows: told, score: 9, ...matchesOf(told, columns, table.rows.length) };
  const proposal =
    kind === undefined
      ? leftOut(table, columns, isOwn)
      : proposed(table, columns, kind, told !== undefined, isUnsure, given);
  return { table, columns, guesses, isUnsure, proposal };
}

function isUnclear(
  best: KindGuess | undefined,
  second: KindGuess | undefined,
  columns: readonly ColumnEvidence[],
): boolean {
  if (best === undefined) return speaksOfSomebody(columns);
  return best.score < ENOUGH || (second !== undefined && best.score - second.score < CLEAR_LEAD);
}

/** Whether a file that is of no known kind names people, companies or deals all the same. */
function speaksOfSomebody(columns: readonly ColumnEvidence[]): boolean {
  return columns.some(
    ({ header, cells }) =>
      cells.length > 0 &&
      /^(email|.*(contact|lead|user|customer|prospect|account|company|organi[sz]ation|deal|opportunity) id)$/.test(
        headerWords(header),
      ),
  );
}

function leftOut({ file, header }: TableLook, columns: readonly ColumnEvidence[], isOwn: boolean): FileProposal {
  const shown = columns.slice(0, 4).map(({ header }) => header);
  return {
    file,
    rows: undefined,
    sureness: 'likely',
    why: isOwn
      ? 'a table of your own people'
      : header.length === 0
        ? 'the file is empty'
        : `its columns (${shown.join(', ')}) name no person, company or deal`,
    id: undefined,
    columns: [],
    set: {},
  };
}

function proposed(
  table: TableLook,
  columns: readonly ColumnEvidence[],
  kind: KindGuess,
  isTold: boolean,
  isUnsure: boolean,
  given: GivenAnswers,
): FileProposal {
  const { rows } = kind;
  const matches = withPerson(kind, columns, given.person?.get(table.file));
  const id = idOf(kind, matches, columns, table.rows.length);
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
  const set = setOf(rows, matches, table.file);
  return {
    file: table.file,
    rows,
    sureness: isTold || !isUnsure ? 'sure' : 'likely',
    why: isTold ? 'as you said' : '',
    id: id?.header,
    columns: columns
      .filter((column) => (column !== id || targets.has(column)) && column.header !== '')
      .map((column) => proposeColumn(column, targets.get(column), kind, rows)),
    set,
  };
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
  if (TECHNICAL.has(headerWords(column.header))) return 'technical';
  if (column.distinct.size === 1) return 'the same in every row looked at';
  const other = [...matchesOf(rows, [column], 0).matches.keys()].find(
    (target) => matches.get(target) !== column && target !== 'id',
  );
  if (other !== undefined) return `another column leads to ${other} already`;
  return 'unknown';
}
