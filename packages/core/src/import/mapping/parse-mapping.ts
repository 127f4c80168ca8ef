// From the text of mapping.yaml to a mapping, or to every problem with its line and column.
import type { Outcome } from '../../base/problem.ts';
import { type Field, YamlReader } from '../../base/yaml/yaml-reader.ts';
import { type FileMapping, type Join, type Mapping, ROW_KINDS, type RowKind } from './mapping.ts';
import { parseAnswers } from './parse-answers.ts';
import { checkedColumn, parseColumns } from './parse-columns.ts';

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
  const fields = reader.fields(field, ['rows', 'source', 'id', 'columns', 'set', 'anonymous', 'joins', 'ignored']);
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
  const anonymousField = fields.get('anonymous');
  const anonymous = anonymousField && reader.choice(anonymousField, ['left out'] as const);
  const joins = parseJoins(reader, fields.get('joins'), rows);
  return {
    ...file,
    rows,
    ...(anonymous !== undefined && { anonymous }),
    ...(joins.length > 0 && { joins }),
    columns: parseColumns(reader, fields.get('columns'), rows),
    set: parseSet(reader, fields.get('set'), rows),
  };
}

/** `engagement_contact.csv: { own: engagement_id, key: engagement_id, columns: { contact_id: userId } }`; without `own` both columns have the same name. */
function parseJoins(reader: YamlReader, field: Field | undefined, rows: RowKind): Join[] {
  return [...((field && reader.fields(field)?.values()) ?? [])].flatMap((each) => {
    const fields = reader.fields(each, ['own', 'key', 'columns']);
    if (fields === undefined) return [];
    const [ownField, keyField] = [fields.get('own'), fields.get('key')];
    const key = keyField && reader.text(keyField);
    if (key === undefined) {
      if (keyField === undefined)
        reader.problem(
          each,
          'import-missing',
          `the join with ${each.key} does not say by which column`,
          `write ${each.key}: { own: a column of this file, key: the column of the other, columns: { … } }`,
        );
      return [];
    }
    const own = (ownField && reader.text(ownField)) ?? key;
    return [{ file: each.key, own, key, columns: parseColumns(reader, fields.get('columns'), rows) }];
  });
}

function parseSet(reader: YamlReader, field: Field | undefined, rows: RowKind): Readonly<Record<string, string>> {
  const set: [string, string][] = [];
  for (const each of (field && reader.fields(field)?.values()) ?? []) {
    const value = reader.text(each);
    const column = { to: each.key, known: undefined, dateOrder: undefined, values: undefined };
    if (value !== undefined && checkedColumn(reader, each, column, rows) !== undefined) set.push([each.key, value]);
  }
  return Object.fromEntries(set);
}
