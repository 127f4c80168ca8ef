// Files that name people or companies and are no rows of leads all the same: the company's own people, lists, products, settings, logs of deletions. By headers and names of files; data with reasons.
import type { ColumnEvidence } from './cell-evidence.ts';
import { headerWords } from './header-words.ts';
import { OWN_PEOPLE } from './kind-words.ts';

interface Reason {
  readonly why: string;
  /** Headers that all have to be there. */
  readonly all?: readonly string[];
  /** Headers of which one has to be there. */
  readonly any?: readonly string[];
  /** Headers of which none may be there. */
  readonly none?: readonly string[];
  /** What the file has to be called. */
  readonly file?: RegExp;
}
const REASONS: readonly Reason[] = [
  { why: 'a table of your own people', any: [...OWN_PEOPLE] },
  { why: 'lists: being put on one is nothing that a person did', any: ['list id', 'contact list id', 'list version'] },
  { why: 'products: the amounts of deals stand in the deals', any: ['pricebook entry id'] },
  { why: 'products', all: ['product code', 'is active'] },
  { why: 'orders follow from won deals, which tell their revenue already', any: ['is reduction order'] },
  { why: 'a log of what was deleted in the source', file: /delete[sd]?[_ -]/i, none: ['email'] },
];

/** Why a file is left out; undefined where nothing says so. */
export function whyLeftOut(file: string, columns: readonly ColumnEvidence[]): string | undefined {
  const words = new Set(columns.flatMap(({ header, key }) => (key === undefined ? [headerWords(header)] : [])));
  const has = (word: string): boolean => words.has(word);
  return REASONS.find(
    ({ all = [], any, none = [], file: name }) =>
      all.every(has) &&
      (any === undefined || any.some(has)) &&
      !none.some(has) &&
      (name === undefined || name.test(file)),
  )?.why;
}
