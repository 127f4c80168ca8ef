// Compiles a file's mapping once into one small function a column, so that a row costs no look-ups by name (K0).
import type { Problem } from '../../base/problem.ts';
import { normaliseDomain, normaliseEmail } from '../../journal/identifiers.ts';
import { countryCode } from '../canonical/countries.ts';
import type { Answers, ColumnMapping, FileMapping } from '../mapping/mapping.ts';
import { type CellType, cellTypeOf, isKnownAtExport, stageEntered } from '../mapping/targets.ts';
import { type CellInstant, type DateOrder, InstantReader } from '../tables/cell-instants.ts';
import { readAmountCell, readNumberCell } from '../tables/cell-numbers.ts';
import { type NestedColumn, ObjectCells, placeOf } from '../tables/cell-objects.ts';
import { isBlank, isDamagedId, plainWord, readFlagCell, readListCell, readPlainCell } from '../tables/cell-values.ts';
import { longId } from '../tables/salesforce-ids.ts';
import type { Draft, Fields, WrittenAmount } from './draft.ts';

/** Puts one cell into a draft. */
export interface ColumnReader {
  /** Which cell of the row; -1 for what every row of the file has. */
  readonly index: number;
  readonly put: (cell: string, draft: Draft) => void;
}

/** What reading a file needs to know besides its mapping. */
export interface Reading {
  readonly answers: Answers;
  /** What the file itself shows of the order of day and month, by column. */
  readonly orders: ReadonlyMap<string, DateOrder>;
}

/** The readers of a file's mapped columns. Columns that the header lacks are passed over: they are told elsewhere. */
export function compileColumns(mapping: FileMapping, header: readonly string[], reading: Reading): ColumnReader[] {
  const readers: ColumnReader[] = [];
  const objects = new Map<number, ObjectCells>();
  for (const [column, targets] of mapping.columns) {
    const place = placeOf(column, header);
    if (place === undefined) continue;
    for (const target of targets) {
      const put = compileCell(mapping.file, column, target, reading);
      if (typeof place === 'number') readers.push({ index: place, put });
      else readers.push({ index: place.index, put: within(place, put, objects) });
    }
  }
  for (const [to, value] of Object.entries(mapping.set)) {
    const put = compileCell(
      mapping.file,
      to,
      { to, known: undefined, dateOrder: undefined, values: undefined },
      reading,
    );
    readers.unshift({ index: -1, put: (_, draft) => put(value, draft) });
  }
  return readers;
}

/** Reads a key of the object that a cell holds. */
function within(
  { index, key }: NestedColumn,
  put: ColumnReader['put'],
  objects: Map<number, ObjectCells>,
): ColumnReader['put'] {
  const cells = objects.get(index) ?? new ObjectCells();
  objects.set(index, cells);
  return (cell, draft) => put(cells.find(cell, key), draft);
}

type CellReader = (cell: string) => unknown;

/** How a value is read that leads to an attribute without a column of its own, as histories have them. */
export function attributeReader(to: string, reading: Reading): CellReader {
  const mapped = { to, known: undefined, dateOrder: undefined, values: undefined };
  return readerOf(cellTypeOf(to) ?? 'plain', to, to, mapped, reading);
}

function compileCell(file: string, column: string, mapped: ColumnMapping, reading: Reading): ColumnReader['put'] {
  const { to } = mapped;
  const type = cellTypeOf(to) ?? 'plain';
  const read = readerOf(type, to, column, mapped, reading);
  const place = placerOf(mapped);
  const meanings = mapped.values && new Map([...mapped.values].map(([word, value]) => [plainWord(word), value]));
  return (written, draft) => {
    if (isBlank(written)) return;
    const cell = meanings?.get(plainWord(written)) ?? written;
    const value = read(cell);
    if (value !== undefined) {
      place(draft, value);
      return;
    }
    draft.bad ??= [];
    draft.bad.push({
      to,
      column,
      cell: written,
      problem: badCell(type, to, column, written, { file, line: draft.line }),
    });
  };
}

function readerOf(type: CellType, to: string, column: string, mapped: ColumnMapping, reading: Reading): CellReader {
  const { answers } = reading;
  switch (type) {
    case 'instant': {
      const order = mapped.dateOrder ?? reading.orders.get(column) ?? answers.dateOrder ?? 'month first';
      const reader = new InstantReader(answers.zone, order);
      if (!to.includes('.') || stageEntered(to) !== undefined) return (cell) => reader.read(cell);
      return (cell) => {
        const found = reader.read(cell);
        return found && new Date(found.at).toISOString();
      };
    }
    case 'amount':
      return (cell): WrittenAmount | undefined =>
        readAmountCell(cell, answers.decimals) === undefined
          ? undefined
          : (decimals) => readAmountCell(cell, answers.decimals, decimals);
    case 'number':
      return (cell) => readNumberCell(cell, answers.decimals);
    case 'boolean':
      return readFlagCell;
    case 'list':
      return readListCell;
    case 'plain':
      return to.startsWith('properties.') || to.includes('.') ? readPlainCell : (cell) => cell.trim();
    case 'text':
      return textReaderOf(to);
  }
}

function textReaderOf(to: string): CellReader {
  switch (to) {
    case 'email':
    case 'lead.email':
      return (cell) => normaliseEmail(cell) ?? undefined;
    case 'domain':
    case 'account.domain':
      return (cell) => normaliseDomain(cell) ?? undefined;
    case 'lead.country':
    case 'account.country':
      return countryCode;
    case 'currency':
      return (cell) => (/^[A-Za-z]{3}$/.test(cell.trim()) ? cell.trim().toUpperCase() : undefined);
    case 'accountId':
      return (cell) => (isDamagedId(cell) ? undefined : firstOf(cell));
    case 'userId':
    case 'previousId':
    case 'mergedInto':
    case 'anonymousId':
    case 'deal':
    case 'convertedDeal':
      return (cell) => (isDamagedId(cell) ? undefined : longId(cell.trim()));
    default:
      return (cell) => cell.trim();
  }
}

/** Of several companies the first, which is the primary one. */
function firstOf(cell: string): string {
  return longId((cell.split(';')[0] ?? '').trim());
}

/** Where a value goes in the draft. */
function placerOf({ to, known }: ColumnMapping): (draft: Draft, value: unknown) => void {
  const dot = to.indexOf('.');
  if (dot < 0)
    return (draft, value) => {
      draft.fields[to] = value;
    };
  const name = to.slice(dot + 1);
  if (to.startsWith('entered.'))
    return (draft, value) => {
      draft.entered ??= {};
      draft.entered[name] = value as CellInstant;
    };
  const atExport = known === 'export' || (known === undefined && isKnownAtExport(to));
  const group = groupOf(to.slice(0, dot), atExport);
  return (draft, value) => {
    const fields: Fields = draft[group] ?? {};
    fields[name] = value;
    draft[group] = fields;
  };
}

type Group = 'lead' | 'account' | 'exportedLead' | 'exportedAccount' | 'properties' | 'campaign';

function groupOf(root: string, atExport: boolean): Group {
  if (root === 'lead') return atExport ? 'exportedLead' : 'lead';
  if (root === 'account') return atExport ? 'exportedAccount' : 'account';
  return root === 'campaign' ? 'campaign' : 'properties';
}

function badCell(type: CellType, to: string, column: string, cell: string, place: Problem['place'] & object): Problem {
  const shown = `"${cell.trim().slice(0, 60)}" in ${column}`;
  const told = (code: string, message: string, hint: string): Problem => ({
    code,
    severity: 'error',
    message,
    place,
    hint,
  });
  if (type === 'instant')
    return told(
      'import-bad-date',
      `${shown} is no date`,
      /^\d{1,2}[/-]\d{1,2}[/-]\d{2,4}/.test(cell.trim())
        ? 'it does not fit the order of day and month: set dateOrder for this column, or for all under answers'
        : 'write 2026-03-31 or 2026-03-31 14:00',
    );
  if (type === 'amount') return told('import-bad-amount', `${shown} is no amount`, 'write 1234.50');
  if (type === 'number')
    return told('import-bad-number', `${shown} is no number`, 'write 1234.5, or lead the column to another name');
  if (type === 'boolean')
    return told(
      'import-bad-flag',
      `${shown} is neither yes nor no`,
      'say what it means under values: { Opted in: no }',
    );
  if (isDamagedId(cell))
    return told(
      'import-damaged-id',
      `${shown} is an id that a spreadsheet has written as a number`,
      'export again and open the file as text, so that long ids stay whole',
    );
  if (to === 'currency') return told('import-bad-currency', `${shown} is no currency`, 'write a code such as EUR');
  return told(
    'import-bad-text',
    `${shown} is no ${to.includes('omain') ? 'web domain' : 'e-mail address'}`,
    'mend the cell',
  );
}
