// `baton score`: every lead as of an instant, as a table.
import { writeFileSync } from 'node:fs';
import { definitionDigest } from '@baton/core/definition/canonical';
import { ColumnsWriter } from '@baton/core/kernel/columns/columns-writer';
import { LeadDirectory, plainId } from '@baton/core/replay/lead-directory';
import { prepareRulebook } from '@baton/core/replay/replay';
import { type ScoreRow, scoreTable } from '@baton/core/replay/score-table';
import { labelsOf } from '@baton/core/replay/words';
import type { Command } from 'commander';
import { tellReading } from '../print/reading.ts';
import { csvLine } from '../print/table.ts';
import { readDefinition } from '../read/definition-folder.ts';
import { readInstant, showInstant } from '../read/instant.ts';
import { readJournal } from '../read/journal.ts';

interface Options {
  readonly at?: string;
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

export function define(command: Command): Command {
  return command
    .argument('<definition>', 'folder of the definition')
    .argument('<journal...>', 'journal files (NDJSON, gzip too)')
    .option('--at <instant>', 'as of this instant (a date is the end of that day); default: the last entry')
    .option('--out <file>', 'write there instead of to standard output')
    .option('--json', 'JSON instead of CSV')
    .addHelpText(
      'before',
      'Examples:\n  baton score my-definition journal.ndjson > scores.csv\n  baton score my-definition journal.ndjson --at 2026-03-31 --json\n',
    )
    .action(async (folder: string, files: string[], options: Options) => score(folder, files, options));
}

async function score(folder: string, files: readonly string[], options: Options): Promise<void> {
  const { definition } = readDefinition(folder);
  const digest = definitionDigest(definition);
  const rulebook = prepareRulebook({
    order: [definition.name],
    activations: [{ definition, version: 1, digest, effectiveAt: 0 }],
  });
  const writer = new ColumnsWriter(rulebook, 'backtest');
  const directory = new LeadDirectory();
  let last = 0;
  const reading = await readJournal(files, (entry) => {
    writer.add(entry);
    directory.add(entry);
    last = Math.max(last, entry.knownAt);
  });
  const until = options.at === undefined ? last : readInstant(options.at, '--at', true);
  const rows: ScoreRow[] = [];
  scoreTable(rulebook, writer.finish(), directory, labelsOf(definition), { mode: 'backtest', until }, (row) =>
    rows.push(row),
  );
  rows.sort((a, b) => Math.max(b.engagement, b.usage) - Math.max(a.engagement, a.usage) || (a.lead < b.lead ? -1 : 1));
  const text = options.json
    ? `${JSON.stringify({ version: 1, definition: definition.name, digest, at: new Date(until).toISOString(), leads: rows.map(jsonRow) }, null, 2)}\n`
    : csvLine(COLUMNS) + rows.map(csvRow).join('');
  if (options.out === undefined) process.stdout.write(text);
  else writeFileSync(options.out, text);
  tellReading(reading);
  const qualified = rows.filter((row) => row.open.length > 0 && row.disqualified.length === 0).length;
  process.stderr.write(
    `${rows.length} leads as of ${showInstant(until)}: ${qualified} with an open gate.\nNext: baton explain ${folder} ${files[0]} --lead ${rows[0] === undefined ? 'ID' : plainId(rows[0].lead)}\n`,
  );
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
    handedOverAt: row.handedOverAt === undefined ? null : new Date(row.handedOverAt).toISOString(),
    handedOverBy: row.handedOverBy ?? null,
    reasons: row.reasons,
  };
}
