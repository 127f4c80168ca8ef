// `baton score`: every lead as of an instant, as a table.
import { plainId } from '@baton/core/replay/lead-directory';
import { compareScores, placeOf, type ScorePlace } from '@baton/core/replay/score-order';
import { type ScoreRow, scoreTable } from '@baton/core/replay/score-table';
import { labelsOf } from '@baton/core/replay/words';
import { csvLine } from '@baton/files/writing/csv-line';
import { openOutput } from '@baton/files/writing/output';
import type { Command } from 'commander';
import { startProgress } from '../print/progress.ts';
import { readingJson } from '../print/reading.ts';
import { countOf, showInstant, tellNext } from '../print/words.ts';
import { type Inputs, inputsOf, takeDefinitionsAndJournals } from '../read/definitions-and-journals.ts';
import { type History, readHistory } from '../read/history.ts';
import type { ReadingOptions } from '../read/journal.ts';

interface Options extends ReadingOptions {
  readonly at?: string;
  readonly out?: string;
  readonly json?: boolean;
}

const COLUMNS = [
  'lead',
  'name',
  'company',
  'source',
  'definition',
  'rank',
  'grade',
  'engagement',
  'usage',
  'verdict',
  'suppressed',
  'nurture',
  'handed_over',
  'gate',
  'reasons',
];

/** Units between two looks at the keyboard. */
const SLICE = 2000;

export function define(command: Command): Command {
  return takeDefinitionsAndJournals(command)
    .option('--at <instant>', 'as of this instant (a date is the end of that day); default: the last entry')
    .option('--out <file>', 'write there instead of to standard output')
    .option('--json', 'JSON instead of CSV')
    .addHelpText(
      'before',
      'Examples:\n  baton score my-definition journal.ndjson > scores.csv\n  baton score my-definition journal.ndjson --at 2026-03-31 --json\n  baton score sales-led product-led journal.ndjson > scores.csv\n',
    )
    .action(async (first: string, more: string[], options: Options) => score(inputsOf(first, more), options));
}

/** A row as it will be written, and what it is ordered by: rows of millions of leads have to be small. */
interface WrittenRow extends ScorePlace {
  readonly definition: number;
  readonly isListed: boolean;
  /** What stands before and behind the lead's rank on the daily list, which is known when all rows are. */
  readonly text: readonly [before: string, behind: string];
}

async function score(inputs: Inputs, options: Options): Promise<void> {
  const history = await readHistory(inputs, options);
  const ranks = new Map(history.rulebook.names.map((name, rank) => [name, rank]));
  const rows: WrittenRow[] = [];
  let [leads, qualified] = [0, 0];
  let [lead, lastQualified] = ['', ''];
  await eachRow(history, (row) => {
    // Rows of one lead follow each other, one a definition.
    if (row.lead !== lead) leads += 1;
    lead = row.lead;
    if (row.open.length > 0 && row.disqualified.length === 0 && lead !== lastQualified) {
      qualified += 1;
      lastQualified = lead;
    }
    const text = options.json === true ? jsonRow(row) : csvRow(row);
    rows.push({ ...placeOf(row), definition: ranks.get(row.definition) ?? 0, isListed: row.isListed, text });
  });
  rows.sort((a, b) => a.definition - b.definition || compareScores(a, b));
  await write(history, rows, options);
  const found = [
    ...(history.definitions.some(({ definition }) => definition.gates.length > 0)
      ? [`${qualified} with an open gate`]
      : []),
    ...(history.definitions.some(({ definition }) => definition.handoff.continuous !== undefined)
      ? [`${rows.filter((row) => row.isListed).length} for the daily list`]
      : []),
  ];
  process.stderr.write(`${countOf(leads, 'lead')} as of ${showInstant(history.until)}: ${found.join(', ')}.\n`);
  const at = options.at === undefined ? [] : ['--at', options.at];
  const worth = rows.find((row) => row.turn === 0) ?? rows.find((row) => row.score > 0) ?? rows[0];
  if (worth !== undefined)
    tellNext('baton', 'explain', ...inputs.folders, ...inputs.files, '--lead', plainId(worth.id), ...at);
}

async function eachRow(history: History, take: (row: ScoreRow) => void): Promise<void> {
  const { rulebook, journal, directory, definitions, until } = history;
  const labels = definitions.map(({ definition }) => labelsOf(definition));
  const progress = startProgress('Scoring', 'units');
  for (let from = 0; from < journal.units; from += SLICE) {
    const units = [from, Math.min(from + SLICE, journal.units)] as const;
    scoreTable(rulebook, journal, directory, labels, { mode: 'backtest', until, units }, take);
    progress.tell(units[1], journal.units);
    await new Promise((resolve) => setImmediate(resolve));
  }
  progress.done();
}

async function write(history: History, rows: readonly WrittenRow[], options: Options): Promise<void> {
  const [{ definition, digest }, ...beside] = history.definitions;
  const at = new Date(history.until).toISOString();
  const others = beside.map((each) => ({ definition: each.definition.name, digest: each.digest }));
  const output = openOutput(options.out);
  const listed = history.definitions.map(() => 0);
  const textOf = ({ text: [before, behind], definition, isListed }: WrittenRow, none: string): string => {
    if (!isListed) return `${before}${none}${behind}`;
    listed[definition] = (listed[definition] ?? 0) + 1;
    return `${before}${listed[definition]}${behind}`;
  };
  if (options.json === true) {
    const head = {
      version: 1,
      definition: definition.name,
      digest,
      ...(others.length > 0 && { beside: others }),
      at,
      reading: readingJson(history.reading),
    };
    await output.write(`${JSON.stringify(head).slice(0, -1)},"leads":[`);
    for (const [i, row] of rows.entries()) await output.write(`${i === 0 ? '' : ','}\n${textOf(row, 'null')}`);
    await output.write('\n]}\n');
  } else {
    await output.write(csvLine(COLUMNS));
    for (const row of rows) await output.write(textOf(row, ''));
  }
  await output.close();
}

function csvRow(row: ScoreRow): WrittenRow['text'] {
  const before = csvLine([plainId(row.lead), row.label, row.company, row.source, row.definition, '']).trimEnd();
  const behind = csvLine([
    '',
    row.grade,
    row.engagement / 10,
    row.usage / 10,
    row.open.join(' '),
    row.suppressedBy.join('; '),
    row.inNurture ? 'yes' : '',
    row.handedOverAt === undefined ? '' : new Date(row.handedOverAt).toISOString(),
    row.handedOverBy,
    row.reasons.join('; '),
  ]);
  return [before, behind];
}

/** `rank` goes last, behind all that is known of the row by itself. */
function jsonRow(row: ScoreRow): WrittenRow['text'] {
  const known = JSON.stringify({
    lead: row.lead,
    account: row.account,
    name: row.label,
    company: row.company ?? null,
    source: row.source,
    definition: row.definition,
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
  });
  return [`${known.slice(0, -1)},"rank":`, '}'];
}
