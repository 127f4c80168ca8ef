// Tables that only link ids of others — the people of calls, the companies of deals — and what they lend to the tables whose rows they speak of. By headers and cells; which targets the lent columns lead to is decided as for all others.
import type { ColumnEvidence } from './cell-evidence.ts';
import { TECHNICAL } from './column-words.ts';
import { headerWords } from './header-words.ts';

/** A table with its columns. */
export interface Table {
  readonly file: string;
  readonly columns: readonly ColumnEvidence[];
}

interface Noun {
  /** What the id of such a row is called in tables of links. */
  readonly ids: readonly string[];
  /** In its own table the id may be called `id`: then the file is named so, and some of its ids stand in the link. */
  readonly file: RegExp;
  /** Ids that a link may add to it. */
  readonly gets: readonly string[];
}
const COMPANIES = ['company id', 'account id', 'organization id'];
const NOUNS: readonly Noun[] = [
  {
    ids: ['engagement id', 'activity id', 'task id', 'call id', 'meeting id', 'email id', 'event id'],
    file: /(engagement|activit(y|ie)|task|call|meeting|email)s?$/,
    gets: ['contact id', 'lead id', 'prospect id', 'deal id', 'opportunity id', ...COMPANIES],
  },
  { ids: ['deal id', 'opportunity id'], file: /(deal|opportunit(y|ie))s?$/, gets: COMPANIES },
  {
    ids: ['contact id', 'lead id', 'prospect id', 'person id'],
    file: /(contact|lead|prospect|person)s?$|people$/,
    gets: COMPANIES,
  },
];
/** Columns of links besides ids: what kind of link it is. */
const OF_LINKS = /^(type|category|label|role|is primary|deleted|is deleted|(engagement|association|activity) type)$/;
/** A table that holds what all kinds of activities have in common, and what it lends to the tables of single kinds. */
const BASE = /^engagements?$/;
const OF_BASE = ['owner id', 'timestamp', 'activity date'];

/** Whether a table holds nothing but ids of other tables' rows. */
export function isLink({ columns }: Table): boolean {
  const words = columns.map(({ header }) => headerWords(header));
  const ids = words.filter((word) => / id$/.test(word) && !TECHNICAL.has(word));
  return ids.length >= 2 && words.every((word) => / id$/.test(word) || TECHNICAL.has(word) || OF_LINKS.test(word));
}

/** The columns that other tables lend to one, each knowing whence. `isRows` says which links are rows of their own: they lend nothing. */
export function lentTo(table: Table, tables: readonly Table[], isRows: (link: Table) => boolean): ColumnEvidence[] {
  if (isLink(table)) return [];
  return NOUNS.flatMap((noun) => {
    const own = idColumn(table, noun);
    if (own === undefined) return [];
    return tables.flatMap((other) => {
      if (other === table) return [];
      if (isLink(other) && !isRows(other)) return lend(other, own, noun.ids, noun.gets);
      const isBase = BASE.test(stem(other.file)) && noun === NOUNS[0] && headerWords(own.header) !== 'id';
      return isBase ? lend(other, own, ['id'], OF_BASE) : [];
    });
  });
}

/** Why a table of all activities is left out: where tables of single kinds are there, they hold its rows with more. */
export function whyCovered({ file, columns }: Table, tables: readonly Table[]): string | undefined {
  if (!BASE.test(stem(file)) || !columns.some(({ header }) => headerWords(header) === 'id')) return undefined;
  const single = tables.find(
    (other) =>
      /call|meeting|email|task|note|communication/i.test(other.file) && !isLink(other) && hasEngagementId(other),
  );
  return single === undefined ? undefined : `its rows stand with more in ${single.file} and the like`;
}

function hasEngagementId({ columns }: Table): boolean {
  return columns.some(({ header }) => headerWords(header) === 'engagement id');
}

function lend(other: Table, own: ColumnEvidence, keys: readonly string[], gets: readonly string[]): ColumnEvidence[] {
  const word = headerWords(own.header);
  const key = other.columns.find(({ header }) =>
    word === 'id' || keys.includes('id') ? keys.includes(headerWords(header)) : headerWords(header) === word,
  );
  if (key === undefined || (word === 'id' && ![...own.distinct].some((id) => key.distinct.has(id)))) return [];
  const gone = other.columns.find(({ header }) => /^(is )?deleted$/.test(headerWords(header)))?.header;
  return other.columns
    .filter((column) => column !== key && gets.includes(headerWords(column.header)))
    .map((column) => ({ ...column, index: -1, of: { file: other.file, own: own.header, key: key.header, gone } }));
}

function idColumn({ file, columns }: Table, { ids, file: named }: Noun): ColumnEvidence | undefined {
  const isOnce = ({ cells, distinct }: ColumnEvidence): boolean => cells.length === distinct.size;
  const byName = columns.find((column) => ids.includes(headerWords(column.header)) && isOnce(column));
  const words = columns.map(({ header }) => headerWords(header));
  const isRecord = byName !== undefined && !words.includes('id');
  if (isRecord) return byName;
  return named.test(stem(file))
    ? columns.find((column) => /^(id|record id)$/.test(headerWords(column.header)) && isOnce(column))
    : undefined;
}

function stem(file: string): string {
  return file
    .replace(/\.[a-z]+$/i, '')
    .replace(/[_-]data$/i, '')
    .toLowerCase();
}
