// A clause: what has to hold at once. Gates are made of one, `ready` is one, `any` and `all` hold further ones.

import { inWords } from '../../base/yaml/path-words.ts';
import type { Field, Spot, YamlReader } from '../../base/yaml/yaml-reader.ts';
import type { Clause } from '../definition.ts';
import { type Known, parseAccount, parsePattern, readSignal } from './parse-pattern.ts';
import { readCondition, readGrades, readThreshold } from './parse-values.ts';

export const CLAUSE_KEYS: readonly string[] = [
  'fit',
  'engagement',
  'usage',
  'total',
  'signal',
  'pattern',
  'within',
  'ordered',
  'account',
  'unless',
  'any',
  'all',
];

const MOST_CHOICES = 20;

/** Reads a clause on its own, as `ready` is. */
export function parseClause(reader: YamlReader, spot: Spot, known: Known, depth = 0): Clause | undefined {
  const fields = reader.fields(spot, CLAUSE_KEYS);
  return fields && parseClauseFields(reader, spot, fields, known, depth);
}

/** Reads the fields of a clause that stand among others. */
export function parseClauseFields(
  reader: YamlReader,
  spot: Spot,
  fields: ReadonlyMap<string, Field>,
  known: Known,
  depth: number,
): Clause | undefined {
  if (depth > 4) return reader.problem(spot, 'definition-too-deep', 'clauses may be nested four deep');
  const read = <T>(key: string, take: (field: Field) => T | undefined): T | undefined => {
    const field = fields.get(key);
    return field && take(field);
  };
  const score = (key: 'engagement' | 'usage'): number | undefined =>
    read(key, (field) => demand(reader, field, known, key, () => readThreshold(reader, field)));
  const inner = (key: 'any' | 'all'): Clause[] | undefined =>
    read(key, (field) => parseClauses(reader, field, known, depth));
  return present({
    fit: read('fit', (field) => demand(reader, field, known, 'fit', () => readGrades(reader, field))),
    engagement: score('engagement'),
    usage: score('usage'),
    total: read('total', (field) =>
      demand(reader, field, known, 'engagement', () => readThreshold(reader, field, 0, 2000)),
    ),
    signal: read('signal', (field) => readSignal(reader, field, known)),
    pattern: parsePattern(reader, spot, fields, known),
    account: read('account', (field) => demand(reader, field, known, 'engagement', () => parseAccount(reader, field))),
    unless: read('unless', (field) => readCondition(reader, field, ['lead', 'account'])),
    any: inner('any'),
    all: inner('all'),
  });
}

/** Leaves out what was not written. */
function present(clause: { readonly [K in keyof Clause]: Clause[K] | undefined }): Clause {
  return Object.fromEntries(Object.entries(clause).filter(([, value]) => value !== undefined));
}

function demand<T>(
  reader: YamlReader,
  field: Field,
  known: Known,
  block: 'fit' | 'engagement' | 'usage',
  read: () => T | undefined,
): T | undefined {
  if (known.blocks.has(block)) return read();
  return reader.problemAtKey(
    field,
    'definition-missing-block',
    `${inWords(field.path)} asks for ${block}, but the definition has no ${block} block`,
    `add ${block}:, or drop it here`,
  );
}

function parseClauses(reader: YamlReader, field: Field, known: Known, depth: number): Clause[] | undefined {
  const items = reader.items(field);
  if (items === undefined) return undefined;
  if (items.length === 0) return reader.problem(field, 'definition-empty', `${field.path} is empty`);
  if (items.length > MOST_CHOICES) {
    return reader.problemAtKey(field, 'definition-too-many', `${inWords(field.path)} may hold ${MOST_CHOICES} clauses`);
  }
  return items.flatMap((item) => parseClause(reader, item, known, depth + 1) ?? []);
}

/** The clause and all clauses inside it. */
export function everyClause(clause: Clause): Clause[] {
  return [clause, ...(clause.any ?? []).flatMap(everyClause), ...(clause.all ?? []).flatMap(everyClause)];
}
