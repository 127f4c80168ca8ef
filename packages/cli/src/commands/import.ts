// `baton import`: turns tables into journal entries by a mapping; what is refused is kept with its reason.
import { createReadStream, createWriteStream, existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type { Problem } from '@baton/core/base/problem';
import { CsvRecords, separatorOf } from '@baton/core/import/csv-records';
import type { FileMapping, Mapping } from '@baton/core/import/mapping';
import { parseMapping } from '@baton/core/import/parse-mapping';
import { RowsToEntries } from '@baton/core/import/rows-to-entries';
import { createLedger } from '@baton/core/journal/ledger';
import type { Command } from 'commander';
import { EXIT } from '../exit.ts';
import { Failure, fail } from '../failure.ts';
import { printProblems } from '../print/problems.ts';
import { startProgress } from '../print/progress.ts';

interface Options {
  readonly mapping: string;
  readonly out: string;
  readonly refused: string;
  readonly json?: boolean;
}

export function define(command: Command): Command {
  return command
    .argument('<file...>', 'CSV files (gzip too)')
    .requiredOption('--mapping <file>', 'what the columns mean: mapping.yaml')
    .option('--out <file>', 'journal to write', 'journal.ndjson')
    .option('--refused <file>', 'where refused rows go, with their reasons', 'refused.ndjson')
    .option('--json', 'write the counts as JSON')
    .addHelpText(
      'before',
      'Examples:\n  baton import contacts.csv deals.csv --mapping mapping.yaml\n  baton import exports/*.csv.gz --mapping mapping.yaml --out journal.ndjson\n',
    )
    .action(async (files: string[], options: Options) => {
      process.exitCode = await importFiles(files, options);
    });
}

async function importFiles(files: readonly string[], options: Options): Promise<number> {
  const mapping = readMapping(options.mapping);
  const out = createWriteStream(options.out);
  const refused = createWriteStream(options.refused);
  const counts = { rows: 0, imported: 0, refused: 0 };
  const ledger = createLedger();
  const shown: Problem[] = [];
  const progress = startProgress('Importing', 'rows');
  const write = async (stream: typeof out, value: unknown): Promise<void> => {
    if (!stream.write(`${JSON.stringify(value)}\n`))
      await new Promise<void>((resolve) => stream.once('drain', () => resolve()));
  };
  for (const file of files) {
    const name = basename(file).replace(/\.gz$/, '');
    const mapped =
      mapping.files.find((each) => each.file === name) ??
      fail('import-unmapped-file', `${options.mapping} says nothing of ${name}`, 'add it under files:', EXIT.usage);
    const rows = new RowsToEntries(mapped, mapping.answers);
    for await (const record of recordsOf(file, mapped)) {
      counts.rows += 1;
      progress.tell(counts.rows);
      const outcome = 'problem' in record ? { ok: false as const, problems: [record.problem] } : rows.entriesOf(record);
      if (outcome.ok) {
        counts.imported += 1;
        for (const entry of outcome.value) if (ledger.offer(entry) === 'accepted') await write(out, entry);
      } else {
        counts.refused += 1;
        if (shown.length < 5) shown.push(...outcome.problems.slice(0, 1));
        const content = 'problem' in record ? { text: record.text } : { row: Object.fromEntries(record.cells) };
        await write(refused, { file: name, line: record.line, ...content, problems: outcome.problems });
      }
    }
  }
  progress.done();
  await Promise.all([out, refused].map((stream) => new Promise<void>((resolve) => stream.end(() => resolve()))));
  report(counts, ledger.counts(), shown, options);
  return EXIT.fine;
}

function report(
  counts: { readonly rows: number; readonly imported: number; readonly refused: number },
  entries: ReturnType<ReturnType<typeof createLedger>['counts']>,
  shown: readonly Problem[],
  options: Options,
): void {
  if (options.json)
    process.stdout.write(
      `${JSON.stringify({ version: 1, ...counts, entries, journal: options.out, refusedFile: options.refused }, null, 2)}\n`,
    );
  printProblems(shown);
  const n = (value: number): string => value.toLocaleString('en');
  process.stderr.write(
    `${n(counts.rows)} rows: ${n(counts.imported)} imported, ${n(counts.refused)} refused${counts.refused > 0 ? ` (see ${options.refused})` : ''}.\n`,
  );
  process.stderr.write(
    `${n(entries.received)} entries: ${n(entries.accepted)} accepted, ${n(entries.duplicate)} duplicate, ${n(entries.conflict)} conflicting.\nNext: baton score DEFINITION ${options.out}\n`,
  );
}

function readMapping(path: string): Mapping {
  if (!existsSync(path)) fail('cli-no-such-file', `there is no file ${path}`, undefined, EXIT.usage);
  const parsed = parseMapping(readFileSync(path, 'utf8'), { file: path });
  if (!parsed.ok) throw new Failure(parsed.problems);
  return parsed.value;
}

type Read =
  | { readonly line: number; readonly cells: ReadonlyMap<string, string> }
  | { readonly line: number; readonly text: string; readonly problem: Problem };

/** Rows of a CSV file by column name. Columns nobody mapped or ignored are named once. */
async function* recordsOf(file: string, mapped: FileMapping): AsyncGenerator<Read> {
  if (!existsSync(file)) fail('cli-no-such-file', `there is no file ${file}`);
  const raw = createReadStream(file);
  const lines = createInterface({
    input: file.endsWith('.gz') ? raw.pipe(createGunzip()) : raw,
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  let records: CsvRecords | undefined;
  let header: readonly string[] | undefined;
  const turn = function* (found: ReturnType<CsvRecords['push']>): Generator<Read> {
    for (const record of found) {
      if ('problem' in record) yield record;
      else if (header === undefined) {
        header = record.cells.map((cell) => cell.replace(/^\ufeff/, '').trim());
        tellColumns(header, mapped);
      } else if (record.cells.length > header.length) {
        const problem: Problem = {
          code: 'import-too-many-cells',
          severity: 'error',
          message: `${record.cells.length} cells under ${header.length} columns`,
          place: { file: mapped.file, line: record.line },
        };
        yield { line: record.line, text: record.cells.join(' | ').slice(0, 2000), problem };
      } else yield { line: record.line, cells: new Map(header.map((column, i) => [column, record.cells[i] ?? ''])) };
    }
  };
  for await (const line of lines) {
    records ??= new CsvRecords(mapped.file, separatorOf(line));
    yield* turn(records.push(line));
  }
  if (records !== undefined) yield* turn(records.end());
}

function tellColumns(header: readonly string[], mapped: FileMapping): void {
  const missing = [...mapped.columns.keys()].filter((column) => !header.includes(column));
  if (missing.length > 0)
    fail(
      'import-no-such-column',
      `${mapped.file} has no column ${missing.join(', ')}`,
      `its columns: ${header.join(', ')}`,
    );
  const unmapped = header.filter(
    (column) => !mapped.columns.has(column) && !mapped.ignored.includes(column) && column !== mapped.id,
  );
  if (unmapped.length > 0) process.stderr.write(`${mapped.file}: not mapped: ${unmapped.join(', ')}.\n`);
}
