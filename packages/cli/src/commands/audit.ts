// `baton audit`: what the rule of yesterday did, on one page: its rates, the wins it never saw, five wins and five junk MQLs by name.
import type { Confidence } from '@baton/core/journal/entry';
import { auditOf } from '@baton/core/reports/audit/audit';
import { FunnelReading } from '@baton/core/reports/funnel/funnel-reading';
import type { Command } from 'commander';
import { auditLines } from '../print/audit.ts';
import { readingJson } from '../print/reading.ts';
import { tellNext } from '../print/words.ts';
import { writePage } from '../print/write-page.ts';
import { confidenceOption } from '../read/confidence.ts';
import { readInstant } from '../read/instant.ts';
import { type ReadingOptions, withReadingOptions } from '../read/journal.ts';
import { readJournalTwice } from '../read/journal-twice.ts';
import { readWholeNumber } from '../read/whole-number.ts';

interface Options extends ReadingOptions {
  readonly confidence: Confidence;
  readonly from?: string;
  readonly asOf?: string;
  readonly within?: string;
  readonly html?: string;
  readonly json?: boolean;
}

const EXAMPLES = `Examples:
  baton audit journal.ndjson
  baton audit journal.ndjson --html audit.html
  baton audit journal.ndjson --confidence recorded --from 2025-01-01
  baton audit journal.ndjson --within 90 --json

The rule of yesterday is every MQL date that an import found. The page prints to one
sheet of A4.
`;

export function define(command: Command): Command {
  return withReadingOptions(command)
    .argument('<journal...>', 'journal files (NDJSON, gzip too; - is standard input)')
    .addOption(confidenceOption())
    .option('--from <instant>', 'only MQLs and wins since then')
    .option('--as-of <instant>', 'as it was known then (default: the newest entry)')
    .option('--within <days>', 'give every step so many days (default: what nine in ten needed)')
    .option('--html <file>', 'write the page there')
    .option('--json', 'write the audit as JSON')
    .addHelpText('before', EXAMPLES)
    .action(async (journals: string[], options: Options) => audit(journals, options));
}

async function audit(journals: readonly string[], options: Options): Promise<void> {
  const reads = new FunnelReading(
    options.asOf === undefined ? {} : { asOf: readInstant(options.asOf, '--as-of', true) },
  );
  const from = options.from === undefined ? undefined : readInstant(options.from, '--from');
  const withinDays = options.within === undefined ? undefined : readWholeNumber(options.within, '--within');
  const reading = await readJournalTwice(
    journals,
    options,
    (entry) => reads.readSales(entry),
    (entry) => reads.readBehaviour(entry),
  );
  const result = auditOf(reads.finish(), {
    confidence: options.confidence,
    ...(from !== undefined && { from }),
    ...(withinDays !== undefined && { withinDays }),
  });
  process.stdout.write(
    options.json === true
      ? `${JSON.stringify({ ...result, reading: readingJson(reading) }, null, 2)}\n`
      : auditLines(result).join('\n'),
  );
  if (options.html === undefined) {
    if (!journals.includes('-')) tellNext('baton', 'audit', ...journals, '--html', 'audit.html');
    return;
  }
  const { renderAuditPage } = await import('@baton/figures/audit-page');
  await writePage(options.html, renderAuditPage(result));
}
