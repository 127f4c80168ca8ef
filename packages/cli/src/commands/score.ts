// `baton score`: every lead as of an instant, as a table.
import { plainId } from '@baton/core/replay/lead-directory';
import { type ScoreRow, scoreTable } from '@baton/core/replay/score-table';
import { labelsOf } from '@baton/core/replay/words';
import type { Command } from 'commander';
import { openOutput } from '../print/output.ts';
import { startProgress } from '../print/progress.ts';
import { csvLine } from '../print/table.ts';
import { countOf, showInstant, tellNext } from '../print/words.ts';
import { type History, readHistory } from '../read/history.ts';

interface Options {
  readonly at?: string;
  readonly beside?: string[];
  readonly out?: string;
  readonly json?: boolean;
}

const COLUMNS = [
  'lead',
  'name',
  'company',
  'source',
  'grade',
  'engagement',
  'usage',
  'verdict',
  'suppressed',
  'handed_over',
  'gate',
  'reasons',
];

/** Units between two looks at the keyboard. */
const SLICE = 2000;

export function define(command: Command): Command {
  return command
    .argument('<definition>', 'folder of the definition')
    .argument('<journal...>', 'journal files (NDJSON, gzip too; - is standard input)')
    .option(
      '--beside <folder...>',
      'definitions in force beside it, lower in rank: an account has one hand-off at a time',
    )
    .option('--at <instant>', 'as of this instant (a date is the end of that day); default: the last entry')
    .option('--out <file>', 'write there instead of to standard output')
    .option('--json', 'JSON instead of CSV')
    .addHelpText(
      'before',
      'Examples:\n  baton score my-definition journal.ndjson > scores.csv\n  baton score my-definition journal.ndjson --at 2026-03-31 --json\n  baton score sales-led journal.ndjson --beside product-led > scores.csv\n',
    )
    .action(async (folder: string, files: string[], options: Options) => score(folder, files, options));
}

/** A row as it will be written, and what it is ordered by: rows of millions of leads have to be small. */
interface WrittenRow {
  readonly lead: string;
  readonly score: number;
  readonly text: string;
}

async function score(folder: string, files: readonly string[], options: Options): Promise<void> {
  const history = await readHistory(folder, files, options.at, options.beside);
  const rows: WrittenRow[] = [];
  let qualified = 0;
  await eachRow(history, (row) => {
    if (row.open.length > 0 && row.disqualified.length === 0) qualified += 1;
    const text = options.json === true ? JSON.stringify(jsonRow(row)) : csvRow(row);
    rows.push({ lead: row.lead, score: Math.max(row.engagement, row.usage), text });
  });
  rows.sort((a, b) => b.score - a.score || (a.lead < b.lead ? -1 : 1));
  await write(history, rows, options);
  process.stderr.write(
    `${countOf(rows.length, 'lead')} as of ${showInstant(history.until)}: ${qualified} with an open gate.\n`,
  );
  const at = options.at === undefined ? [] : ['--at', options.at];
  if (rows[0] !== undefined) tellNext('baton', 'explain', folder, ...files, '--lead', plainId(rows[0].lead), ...at);
}

async function eachRow(history: History, take: (row: ScoreRow) => void): Promise<void> {
  const { rulebook, journal, directory, definition, until } = history;
  const progress = startProgress('Scoring', 'units');
  for (let from = 0; from < journal.units; from += SLICE) {
    const units = [from, Math.min(from + SLICE, journal.units)] as const;
    scoreTable(rulebook, journal, directory, labelsOf(definition), { mode: 'backtest', until, units }, take);
    progress.tell(units[1], journal.units);
    await new Promise((resolve) => setImmediate(resolve));
  }
  progress.done();
}

async function write(history: History, rows: readonly WrittenRow[], options: Options): Promise<void> {
  const { definition, digest, until } = history;
  const output = openOutput(options.out);
  if (options.json === true) {
    const head = { version: 1, definition: definition.name, digest, at: new Date(until).toISOString() };
    await output.write(`${JSON.stringify(head).slice(0, -1)},"leads":[`);
    for (const [i, row] of rows.entries()) await output.write(`${i === 0 ? '' : ','}\n${row.text}`);
    await output.write('\n]}\n');
  } else {
    await output.write(csvLine(COLUMNS));
    for (const row of rows) await output.write(row.text);
  }
  await output.close();
}

function csvRow(row: ScoreRow): string {
  return csvLine([
    plainId(row.lead),
    row.label,
    row.company,
    row.source,
    row.grade,
    row.engagement / 10,
    row.usage / 10,
    row.open.join(' '),
    row.suppressedBy.join('; '),
    row.handedOverAt === undefined ? '' : new Date(row.handedOverAt).toISOString(),
    row.handedOverBy,
    row.reasons.join('; '),
  ]);
}

function jsonRow(row: ScoreRow) {
  return {
    lead: row.lead,
    account: row.account,
    name: row.label,
    company: row.company ?? null,
    source: row.source,
    grade: row.grade,
    engagement: row.engagement / 10,
    usage: row.usage / 10,
    open: row.open,
    disqualified: row.disqualified,
    suppressedBy: row.suppressedBy,
    inNurture: row.inNurture,
    handedOverAt: row.handedOverAt === undefined ? null : new Date(row.handedOverAt).toISOString(),
    handedOverBy: row.handedOverBy ?? null,
    reasons: row.reasons,
  };
}
