// From the text of mapping.yaml to a mapping, or to every problem with its line and column.
import { didYouMean } from '../../base/did-you-mean.ts';
import type { Outcome } from '../../base/problem.ts';
import { type Field, isMapAt, YamlReader } from '../../base/yaml/yaml-reader.ts';
import { DATE_ORDERS } from '../tables/cell-instants.ts';
import { type ColumnMapping, type FileMapping, type Mapping, ROW_KINDS, type RowKind } from './mapping.ts';
import { parseAnswers } from './parse-answers.ts';
import { cellTypeOf, fitsRows, TARGETS } from './targets.ts';

/** Facts by the words of the mapping: `{ fact: legacy-mql }`. */
const FACTS: Readonly<Record<string, string>> = {
  'legacy-mql': 'legacyMqlAt',
  conversation: 'conversationAt',
  conversion: 'convertedAt',
};

/** Parses a mapping. */
export function parseMapping(text: string, options: { readonly file?: string } = {}): Outcome<Mapping> {
  const reader = new YamlReader(text, 'import', options.file);
  const fields = reader.broken ? undefined : reader.fields(reader.root, ['answers', 'files', 'leftOut']);
  if (fields === undefined) return reader.outcome<Mapping>(undefined);
  const answers = parseAnswers(reader, fields.get('answers'));
  const files = fields.get('files');
  if (files === undefined)
    reader.problem(
      reader.root,
      'import-missing',
      'the mapping names no files',
      'write files: { contacts.csv: { rows: leads, … } }',
    );
  const mapped = [...((files && reader.fields(files)?.values()) ?? [])].flatMap(
    (field) => parseFile(reader, field) ?? [],
  );
  const left = fields.get('leftOut');
  const leftOut = (left && reader.items(left)?.flatMap((item) => reader.text(item) ?? [])) ?? [];
  return reader.outcome({ answers, files: mapped, leftOut });
}

function parseFile(reader: YamlReader, field: Field): FileMapping | undefined {
  const fields = reader.fields(field, ['rows', 'source', 'id', 'columns', 'set', 'ignored']);
  if (fields === undefined) return undefined;
  const text = (key: string): string | undefined => {
    const found = fields.get(key);
    return found && reader.text(found);
  };
  const rowsField = fields.get('rows');
  if (rowsField === undefined)
    return reader.problem(
      field,
      'import-missing',
      `${field.key} does not say what its rows are`,
      `write rows: ${ROW_KINDS.join(' | ')}`,
    );
  const rows = reader.choice(rowsField, ROW_KINDS);
  const ignored = fields.get('ignored');
  const file = {
    file: field.key,
    source: text('source') ?? field.key.replace(/\.[^.]+$/, ''),
    id: text('id'),
    ignored: ignored === undefined ? [] : (reader.items(ignored) ?? []).flatMap((item) => reader.text(item) ?? []),
  };
  if (rows === undefined) return undefined;
  return {
    ...file,
    rows,
    columns: parseColumns(reader, fields.get('columns'), rows),
    set: parseSet(reader, fields.get('set'), rows),
  };
}

function parseColumns(
  reader: YamlReader,
  field: Field | undefined,
  rows: RowKind,
): ReadonlyMap<string, readonly ColumnMapping[]> {
  const columns = new Map<string, readonly ColumnMapping[]>();
  for (const column of (field && reader.fields(field)?.values()) ?? []) {
    const items = isMapAt(column) ? [column] : (reader.items(column, true) ?? []);
    const mapped = items.flatMap((item) => parseColumn(reader, { ...column, ...item }, rows) ?? []);
    if (mapped.length > 0) columns.set(column.key, mapped);
  }
  return columns;
}

function parseColumn(reader: YamlReader, field: Field, rows: RowKind): ColumnMapping | undefined {
  if (!isMapAt(field)) {
    const to = reader.text(field);
    return to === undefined
      ? undefined
      : checked(reader, field, { to, known: undefined, dateOrder: undefined, values: undefined }, rows);
  }
  const fields = reader.fields(field, ['to', 'fact', 'known', 'dateOrder', 'values']);
  if (fields === undefined) return undefined;
  const [toField, factField] = [fields.get('to'), fields.get('fact')];
  if (toField === undefined && factField === undefined)
    return reader.problem(field, 'import-missing', `${field.key} does not say where it leads`, 'write to: lead.title');
  const fact = factField && reader.choice(factField, Object.keys(FACTS));
  const to = toField === undefined ? fact && FACTS[fact] : reader.text(toField);
  const [known, order, values] = [fields.get('known'), fields.get('dateOrder'), fields.get('values')];
  if (to === undefined) return undefined;
  const mapped: ColumnMapping = {
    to,
    known: known && reader.choice(known, ['export', 'creation'] as const),
    dateOrder: order && reader.choice(order, DATE_ORDERS),
    values: values && parseValues(reader, values),
  };
  return checked(reader, toField === undefined ? field : { ...field, ...toField }, mapped, rows);
}

function parseValues(reader: YamlReader, field: Field): ReadonlyMap<string, string> {
  return new Map(
    [...(reader.fields(field)?.values() ?? [])].map((each) => [each.key, reader.text(each) ?? ''] as const),
  );
}

function checked(reader: YamlReader, field: Field, mapped: ColumnMapping, rows: RowKind): ColumnMapping | undefined {
  const { to } = mapped;
  if (cellTypeOf(to) === undefined) {
    const meant = didYouMean(
      to,
      TARGETS.map(({ name }) => name),
    );
    return reader.problem(
      field,
      'import-unknown-target',
      `nothing is called ${to}${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
      'columns lead to lead.…, account.…, properties.…, campaign.… or a field such as occurredAt',
    );
  }
  if (fitsRows(to, rows)) return mapped;
  return reader.problem(
    field,
    'import-wrong-target',
    `rows that are ${rows} have no ${to}`,
    'look at docs/import.md for the fields of each kind, or list the column under ignored',
  );
}

function parseSet(reader: YamlReader, field: Field | undefined, rows: RowKind): Readonly<Record<string, string>> {
  const set: [string, string][] = [];
  for (const each of (field && reader.fields(field)?.values()) ?? []) {
    const value = reader.text(each);
    const column = { to: each.key, known: undefined, dateOrder: undefined, values: undefined };
    if (value !== undefined && checked(reader, each, column, rows) !== undefined) set.push([each.key, value]);
  }
  return Object.fromEntries(set);
}
