// Reads tables by a mapping, in the order that facts need, and writes the journal and the refused shelf. What a row means is decided in core.

import type { Problem } from '@baton/core/base/problem';
import { FolderFacts, IMPORT_ORDER } from '@baton/core/import/facts/folder-facts';
import type { FileMapping, Mapping } from '@baton/core/import/mapping/mapping';
import { missingAnswers, question } from '@baton/core/import/mapping/missing-answers';
import { columnOrders } from '@baton/core/import/rows/date-orders';
import { type FileReading, FileRows } from '@baton/core/import/rows/file-rows';
import { NewestRecords } from '@baton/core/import/rows/newest-records';
import { timeOrderOfRows } from '@baton/core/import/rows/time-order';
import { parseEntry } from '@baton/core/journal/parse-entry';
import { EXIT } from '../exit.ts';
import { Failure, fail } from '../failure.ts';
import { type Output, openOutput } from '../print/output.ts';
import { startProgress } from '../print/progress.ts';
import { countOf } from '../print/words.ts';
import { ImportTally } from './import-tally.ts';
import { readTable, sampleTable, type TableSample, tableName } from './tables.ts';

/** Rows that are looked at before a file is read. */
export const SAMPLE_ROWS = 1000;
const CHUNK = 1 << 18;

/** A file with its mapping and its first rows. */
export interface MappedTable {
  readonly mapped: FileMapping;
  readonly sample: TableSample;
  readonly reading: FileReading;
}

/** Pairs files with what the mapping says of them, in the order in which they have to be read; ends the command where anything is missing. */
export async function prepareTables(
  paths: readonly string[],
  mapping: Mapping,
  mappingFile: string,
  now: number,
): Promise<MappedTable[]> {
  const problems: Problem[] = [...missingAnswers({ ...mapping, files: [] })];
  const tables: MappedTable[] = [];
  for (const path of paths) {
    if (mapping.leftOut.includes(tableName(path))) continue;
    const sample = await sampleTable(path, SAMPLE_ROWS);
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
    const timeOrder = timeOrderOfRows(mapped, sample.header, sample.rows, { answers, orders });
    tables.push({ mapped, sample, reading: { answers, orders, now: answers.exportedAt ?? now, timeOrder } });
  }
  if (problems.length > 0) throw new Failure(problems);
  const rank = ({ mapped }: MappedTable): number => IMPORT_ORDER.indexOf(mapped.rows);
  return tables.sort((a, b) => rank(a) - rank(b));
}

function headerProblems(mapped: FileMapping, header: readonly string[]): Problem[] {
  const wanted = [...mapped.columns.keys(), ...(mapped.id === undefined ? [] : [mapped.id])];
  const missing = [...new Set(wanted)].filter((column) => !header.includes(column));
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

/** Reads all tables and writes what they come to. */
export async function runImport(
  tables: readonly MappedTable[],
  outFile: string,
  refusedFile: string,
): Promise<ImportTally> {
  const tally = new ImportTally();
  const [out, refused] = [new Chunks(openOutput(outFile)), new Chunks(openOutput(refusedFile))];
  const first = tables[0]?.reading;
  const facts = new FolderFacts(first?.answers ?? fail('cli-usage', 'no files are given'), first?.now ?? 0);
  const progress = startProgress('Importing', 'rows');
  for (const [i, table] of tables.entries()) {
    const rows = new FileRows(table.mapped, table.sample.header, table.reading, facts, await newestOf(table));
    const file = table.mapped.file;
    await readTable(table.sample.path, {
      header: () => {},
      encoding: (encoding) => tally.encoding(file, encoding),
      row(cells, line) {
        const outcome = rows.take(cells, line);
        tally.row(file, outcome);
        if (outcome.verdict === 'imported') {
          if (outcome.as === 'accepted') for (const entry of outcome.entries) out.add(JSON.stringify(entry));
          else if (outcome.as === 'conflict')
            refused.add(
              JSON.stringify({ file, line, row: rowOf(table, cells), problems: [tally.conflict(file, line)] }),
            );
          if (outcome.bad.length > 0)
            refused.add(
              JSON.stringify({
                file,
                line,
                cells: Object.fromEntries(outcome.bad.map(({ column, cell }) => [column, cell])),
                problems: outcome.bad.map(({ problem }) => problem),
              }),
            );
        } else if (outcome.verdict === 'refused')
          refused.add(JSON.stringify({ file, line, row: rowOf(table, cells), problems: outcome.problems }));
      },
      broken(problem, text, line) {
        tally.row(file, { verdict: 'refused', problems: [problem] });
        refused.add(JSON.stringify({ file, line, text, problems: [problem] }));
      },
      async pause(share) {
        await out.drain();
        await refused.drain();
        progress.tell(tally.rows, undefined, share === undefined ? undefined : (i + share) / tables.length);
        return true;
      },
    });
    if (rows.outOfOrder > 0)
      tally.notes.push(
        `${file}: ${countOf(rows.outOfOrder, 'event')} out of order: no time on pages was made of them.`,
      );
  }
  const derived = facts.finish();
  for (const { source, fields } of derived.entries) {
    const parsed = parseEntry(fields, { source });
    if (parsed.ok) {
      tally.derived();
      out.add(JSON.stringify(parsed.value));
      await out.drain();
    } else refused.add(JSON.stringify({ entry: fields, problems: tally.derivedRefused(parsed.problems) }));
  }
  tally.facts = derived.counts;
  progress.done();
  await out.close();
  await refused.close();
  return tally;
}

function rowOf({ sample }: MappedTable, cells: readonly string[]): Record<string, string> {
  return Object.fromEntries(sample.header.map((column, i) => [column, cells[i] ?? '']));
}

/** A first pass, where several rows of one record are told apart by when they were changed (K0). */
async function newestOf({ mapped, sample, reading }: MappedTable): Promise<NewestRecords | undefined> {
  if (!NewestRecords.isNeeded(mapped)) return undefined;
  const newest = new NewestRecords(mapped, sample.header, reading);
  await readTable(sample.path, {
    header: () => {},
    row: (cells, line) => newest.see(cells, line),
    broken: () => {},
    pause: async () => true,
    encoding: () => {},
  });
  return newest;
}

/** Lines on their way to a file, written many at a time. */
class Chunks {
  private text = '';

  constructor(private readonly output: Output) {}

  add(line: string): void {
    this.text += line;
    this.text += '\n';
  }

  async drain(): Promise<void> {
    if (this.text.length < CHUNK) return;
    const { text } = this;
    this.text = '';
    await this.output.write(text);
  }

  async close(): Promise<void> {
    if (this.text !== '') await this.output.write(this.text);
    await this.output.close();
  }
}
