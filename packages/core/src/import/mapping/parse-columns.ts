// Columns of mapping.yaml: where each leads, one by one checked against what rows of the kind have.
import { didYouMean } from '../../base/did-you-mean.ts';
import { type Field, isMapAt, type YamlReader } from '../../base/yaml/yaml-reader.ts';
import { DATE_ORDERS } from '../tables/cell-instants.ts';
import type { ColumnMapping, RowKind } from './mapping.ts';
import { cellTypeOf, fitsRows, TARGETS } from './targets.ts';

/** Facts by the words of the mapping: `{ fact: legacy-mql }`. */
const FACTS: Readonly<Record<string, string>> = {
  'legacy-mql': 'legacyMqlAt',
  conversation: 'conversationAt',
  conversion: 'convertedAt',
};

/** Where the columns of a file lead. */
export function parseColumns(
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
      : checkedColumn(reader, field, { to, known: undefined, dateOrder: undefined, values: undefined }, rows);
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
  return checkedColumn(reader, toField === undefined ? field : { ...field, ...toField }, mapped, rows);
}

function parseValues(reader: YamlReader, field: Field): ReadonlyMap<string, string> {
  return new Map(
    [...(reader.fields(field)?.values() ?? [])].map((each) => [each.key, reader.text(each) ?? ''] as const),
  );
}

/** A mapped column, if rows of the kind have such a field; else its problem. */
export function checkedColumn(
  reader: YamlReader,
  field: Field,
  mapped: ColumnMapping,
  rows: RowKind,
): ColumnMapping | undefined {
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
      'columns lead to lead.…, account.…, properties.…, campaign.…, entered.… or a field such as occurredAt',
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
