// Pairs tables with what the mapping says of them, and stops with everything that is missing before anything is read.
import type { Problem } from '@baton/core/base/problem';
import { IMPORT_ORDER } from '@baton/core/import/facts/folder-facts';
import type { FileMapping, Mapping } from '@baton/core/import/mapping/mapping';
import { missingAnswers, question } from '@baton/core/import/mapping/missing-answers';
import { stageEntered } from '@baton/core/import/mapping/targets';
import { CapturedIds } from '@baton/core/import/rows/captured-ids';
import type { Reading } from '@baton/core/import/rows/compile-columns';
import { columnOrders } from '@baton/core/import/rows/date-orders';
import type { FileReading } from '@baton/core/import/rows/file-rows';
import { FirstChanges } from '@baton/core/import/rows/first-changes';
import { isMqlStage } from '@baton/core/import/rows/kinds/answer-rows';
import { timeOrderOfRows } from '@baton/core/import/rows/time-order';
import { placeOf } from '@baton/core/import/tables/cell-objects';
import { EXIT, Failure, fail } from '../failure.ts';
import { eachRow } from './each-row.ts';
import { loadJoins } from './load-joins.ts';
import { emptyTable, sampleTable, type TableSample, tableName } from './tables.ts';

/** Rows that are looked at before a file is read. */
export const SAMPLE_ROWS = 1000;

/** A file with its mapping and its first rows. */
export interface MappedTable {
  readonly mapped: FileMapping;
  readonly sample: TableSample;
  readonly reading: FileReading;
  /** Other files that its rows are looked up in. */
  readonly joined: readonly string[];
}

/** Pairs files with what the mapping says of them, in the order in which they have to be read; ends the import where anything is missing. `warn` hears of what is passed over. */
export async function prepareTables(
  paths: readonly string[],
  mapping: Mapping,
  mappingFile: string,
  now: number,
  warn: (problems: readonly Problem[]) => void = () => {},
): Promise<MappedTable[]> {
  const { tables, empty, problems } = await pairTables(paths, mapping, mappingFile, now);
  if (problems.length > 0) throw new Failure(problems);
  if (tables.length === 0 && empty.length > 0) throw new Failure(empty.map((name) => emptyTable(name, 'error')));
  warn(empty.map((name) => emptyTable(name, 'warning')));
  const rank = ({ mapped }: MappedTable): number => IMPORT_ORDER.indexOf(mapped.rows);
  return tables.sort((a, b) => rank(a) - rank(b));
}

/** Files with what the mapping says of them; those that are empty; and what is missing. */
export async function pairTables(
  paths: readonly string[],
  mapping: Mapping,
  mappingFile: string,
  now: number,
): Promise<{ tables: MappedTable[]; empty: string[]; problems: Problem[] }> {
  const problems: Problem[] = [...missingAnswers({ ...mapping, files: [] })];
  const tables: MappedTable[] = [];
  const empty: string[] = [];
  const pathOf = (file: string): string | undefined => paths.find((each) => tableName(each) === file);
  const find = async (file: string): Promise<TableSample | undefined> => {
    const path = pathOf(file);
    return path === undefined ? undefined : await sampleTable(path, SAMPLE_ROWS);
  };
  for (const path of paths) {
    if (isPassedOver(tableName(path), mapping)) continue;
    const sample = await sampleTable(path, SAMPLE_ROWS);
    if (sample.header.length === 0) {
      empty.push(sample.name);
      continue;
    }
    const mapped =
      mapping.files.find(({ file }) => file === sample.name) ??
      fail('import-unmapped-file', `${mappingFile} says nothing of ${sample.name}`, 'add it under files:', EXIT.usage);
    if (tables.some((each) => each.sample.name === sample.name))
      fail('import-same-file', `${sample.name} is given twice`, 'leave one of them out, or rename it', EXIT.usage);
    const { orders, unclear } = columnOrders(mapped, sample.header, sample.rows, mapping.answers);
    problems.push(...missingAnswers({ ...mapping, files: [mapped] }), ...headerProblems(mapped, sample.header));
    if (unclear.length > 0)
      problems.push(
        question(
          `is 03/04 the third of April or the fourth of March? Nothing in ${unclear.join(', ')} shows it`,
          'dateOrder: day first (or month first) under answers',
          sample.name,
        ),
      );
    const { answers } = mapping;
    const joined = await loadJoins(mapped, sample, find, answers);
    problems.push(...joined.problems);
    const timeOrder = timeOrderOfRows(mapped, sample.header, sample.rows, { answers, orders });
    const captured = await capturedIn(mapped, sample, { answers, orders });
    const reading = { answers, now: answers.exportedAt ?? now, timeOrder, joins: joined.joins, captured };
    tables.push({
      mapped,
      sample,
      reading: { ...reading, orders: new Map([...orders, ...joined.orders]) },
      joined: (mapped.joins ?? []).flatMap(({ file }) => pathOf(file) ?? []),
    });
  }
  return { tables: await withHistories(tables), empty, problems };
}

/** A first pass over histories of fields: what they say of the time before them (K2), and of becoming an MQL (K3). */
async function withHistories(tables: readonly MappedTable[]): Promise<MappedTable[]> {
  const telling = tables.filter(({ mapped }) => FirstChanges.isNeeded(mapped));
  if (telling.length === 0) return [...tables];
  const history = new FirstChanges();
  for (const { mapped, sample, reading } of telling) {
    const see = history.ofFile(mapped, sample.header, reading);
    await eachRow(sample.path, (cells) => see(cells));
  }
  const hasLegacyDates = tables.some(({ mapped }) =>
    [...mapped.columns.values()].some((targets) =>
      targets.some(({ to }) => to === 'legacyMqlAt' || isMqlStage(stageEntered(to))),
    ),
  );
  return tables.map((table) => ({ ...table, reading: { ...table.reading, history, hasLegacyDates } }));
}

/** A first pass over analytics: visitors who become known (K14). */
async function capturedIn(
  mapped: FileMapping,
  { path, header }: TableSample,
  reading: Reading,
): Promise<CapturedIds | undefined> {
  if (!CapturedIds.isNeeded(mapped)) return undefined;
  const captured = new CapturedIds(mapped, header, reading);
  await eachRow(path, (cells) => captured.see(cells));
  return captured;
}

/** Files that say nothing of leads, and those that only tell more of others' rows. */
function isPassedOver(file: string, { files, leftOut }: Mapping): boolean {
  const isMapped = files.some((each) => each.file === file);
  return (
    leftOut.includes(file) || (!isMapped && files.some(({ joins = [] }) => joins.some((join) => join.file === file)))
  );
}

function headerProblems(mapped: FileMapping, header: readonly string[]): Problem[] {
  const wanted = [...mapped.columns.keys(), ...(mapped.id === undefined ? [] : [mapped.id])];
  const missing = [...new Set(wanted)].filter((column) => placeOf(column, header) === undefined);
  const twice = [...new Set(wanted)].filter((column) => header.indexOf(column) !== header.lastIndexOf(column));
  const told = (code: string, columns: readonly string[], what: string, hint: string): Problem[] =>
    columns.length === 0
      ? []
      : [{ code, severity: 'error', message: `${what} ${columns.join(', ')}`, place: { file: mapped.file }, hint }];
  return [
    ...told('import-no-such-column', missing, 'there is no column', `its columns: ${header.join(', ').slice(0, 1000)}`),
    ...told('import-same-column', twice, 'there are two columns called', 'rename one of them in the header'),
  ];
}
