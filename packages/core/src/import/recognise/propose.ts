// From the first rows of files to a proposed mapping and to the questions that nothing in them answers. It never guesses silently: what it does not know it names.
import { type ColumnEvidence, evidenceOf, looksHashed } from './cell-evidence.ts';
import { headerWords } from './header-words.ts';
import { whyLeftOut } from './left-out.ts';
import { isLink, lentTo, type Table, whyCovered } from './links.ts';
import type { Look } from './look.ts';
import { lookupsOf } from './lookups.ts';
import type { FileProposal, GivenAnswers, Proposal, TableLook } from './proposal.ts';
import { proposed } from './propose-file.ts';
import { askAll } from './questions.ts';
import { guessKinds, type KindGuess, matchesOf } from './recognise-file.ts';

/** So much less must speak for the second-best kind that nobody is asked. */
const CLEAR_LEAD = 1;
/** So much has to speak for a kind, else it is asked. */
const ENOUGH = 2;

/** Headers that name people. */
const PERSON = /^(email|email address|recipient)$/;
/** Headers that name people, companies or deals. */
const SOMEBODY =
  /^(email|.*(contact|lead|user|customer|prospect|account|company|organi[sz]ation|deal|opportunity) id)$/;

/** Proposes a mapping. Where `questions` is empty it can be written and used. */
export function propose(tables: readonly TableLook[], given: GivenAnswers): Proposal {
  const known = tables.map((table) => ({ file: table.file, table, columns: evidenceOf(table.header, table.rows) }));
  const alone = known.map((each) => lookAt(each.table, each.columns, known, given));
  const looks = withReasons(alone.map((look) => withLookups(look, alone)));
  const files = looks.map(({ proposal }) => proposal);
  const asked = askAll(looks, given);
  const looked = Math.max(0, ...tables.map(({ rows }) => rows.length));
  return { files, ...asked, looked };
}

function lookAt(table: TableLook, own: readonly ColumnEvidence[], tables: readonly Table[], given: GivenAnswers): Look {
  const { file, rows } = table;
  const told = given.rows?.get(file);
  const why = told === undefined ? (whyLeftOut(file, own) ?? whyCovered({ file, columns: own }, tables)) : undefined;
  const columns = why === undefined ? [...own, ...lentTo({ file, columns: own }, tables, isOfDeals)] : own;
  const isLinked = isLink({ file, columns: own });
  const guesses =
    why === undefined
      ? guessKinds(file, columns, rows.length).filter((each) => !isLinked || each.rows === 'deal people')
      : [];
  const [best, second] = guesses;
  const isUnsure = told === undefined && why === undefined && isUnclear(best, second, own);
  const kind = told === undefined ? best : { rows: told, score: 9, ...matchesOf(told, columns, rows.length) };
  const proposal =
    kind === undefined ? leftOut(table, own, why) : proposed(table, columns, kind, told !== undefined, isUnsure, given);
  return { table, columns, guesses, isUnsure, proposal, lookups: [] };
}

/** Links of deals with people are rows of their own kind. */
function isOfDeals({ file, columns }: Table): boolean {
  return guessKinds(file, columns, 0)[0]?.rows === 'deal people';
}

function withLookups(look: Look, looks: readonly Look[]): Look {
  const lookups = lookupsOf(look, looks);
  if (lookups.length === 0) return look;
  const joins = [...(look.proposal.joins ?? []), ...lookups.map(({ join }) => join)];
  return { ...look, lookups, proposal: { ...look.proposal, joins } };
}

/** Files that serve others, and links that nothing asks for, need no question: the reason is told. */
function withReasons(looks: readonly Look[]): Look[] {
  const servedBy = (file: string): string[] =>
    looks.filter(({ proposal }) => proposal.joins?.some((join) => join.file === file)).map(({ table }) => table.file);
  return looks.map((look) => {
    if (look.proposal.rows !== undefined) return look;
    const served = servedBy(look.table.file);
    const isIdle = isLink({ file: look.table.file, columns: look.columns });
    const why =
      served.length > 0
        ? `it tells more of the rows of ${served.join(', ')}`
        : isIdle
          ? 'it links ids of files that are not here'
          : look.proposal.why;
    return { ...look, isUnsure: look.isUnsure && why === look.proposal.why, proposal: { ...look.proposal, why } };
  });
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
    (column) => column.cells.length > 0 && SOMEBODY.test(headerWords(column.header)) && !looksHashed(column),
  );
}

function leftOut(
  { file, header }: TableLook,
  columns: readonly ColumnEvidence[],
  why: string | undefined,
): FileProposal {
  return {
    file,
    rows: undefined,
    sureness: 'likely',
    why: why ?? (header.length === 0 ? 'the file is empty' : namesNobody(columns)),
    id: undefined,
    columns: [],
    set: {},
  };
}

function namesNobody(columns: readonly ColumnEvidence[]): string {
  const hashed = columns.find((column) => PERSON.test(headerWords(column.header)) && looksHashed(column));
  if (hashed !== undefined) return `${hashed.header} holds hashes, and nothing else names a person, company or deal`;
  const shown = columns.slice(0, 4).map(({ header }) => header);
  return `its columns (${shown.join(', ')}) name no person, company or deal`;
}
