// From the text of mapping.yaml to a mapping, or to every problem with its line and column.
import { didYouMean } from '../base/did-you-mean.ts';
import type { Outcome } from '../base/problem.ts';
import { type Field, YamlReader } from '../base/yaml/yaml-reader.ts';
import {
  type Answers,
  DEFAULT_ANSWERS,
  type FileMapping,
  isTarget,
  type Mapping,
  ROW_KINDS,
  TARGETS,
} from './mapping.ts';

/** Parses a mapping. */
export function parseMapping(text: string, options: { readonly file?: string } = {}): Outcome<Mapping> {
  const reader = new YamlReader(text, 'import', options.file);
  const fields = reader.broken ? undefined : reader.fields(reader.root, ['answers', 'files']);
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
  return reader.outcome({ answers, files: mapped });
}

function parseAnswers(reader: YamlReader, field: Field | undefined): Answers {
  const fields = field && reader.fields(field, ['zone', 'dateOrder', 'currency']);
  const text = (key: 'zone' | 'currency'): string => {
    const found = fields?.get(key);
    return (found && reader.text(found)) ?? DEFAULT_ANSWERS[key];
  };
  const order = fields?.get('dateOrder');
  const dateOrder = (order && reader.choice(order, ['day first', 'month first'] as const)) ?? DEFAULT_ANSWERS.dateOrder;
  return { zone: text('zone'), currency: text('currency'), dateOrder };
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
  const columns = new Map<string, string>();
  const columnsField = fields.get('columns');
  for (const column of (columnsField && reader.fields(columnsField)?.values()) ?? []) {
    const target = reader.text(column);
    if (target === undefined) continue;
    if (isTarget(target)) columns.set(column.key, target);
    else {
      const meant = didYouMean(target, TARGETS);
      reader.problem(
        column,
        'import-unknown-target',
        `nothing is called ${target}${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
        'columns lead to lead.…, account.…, properties.…, campaign.… or a field such as occurredAt',
      );
    }
  }
  const setField = fields.get('set');
  const constants = [...((setField && reader.fields(setField)?.values()) ?? [])].map(
    (each) => [each.key, reader.text(each) ?? ''] as const,
  );
  const ignored = fields.get('ignored');
  const id = text('id');
  if (rows === undefined) return undefined;
  return {
    file: field.key,
    rows,
    source: text('source') ?? field.key.replace(/\.[^.]+$/, ''),
    id,
    columns,
    set: Object.fromEntries(constants),
    ignored: ignored === undefined ? [] : (reader.items(ignored) ?? []).flatMap((item) => reader.text(item) ?? []),
  };
}
