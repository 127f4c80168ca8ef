// `baton audit`: what the rule of yesterday did, on one page: its rates, the wins it never saw, five wins and five junk MQLs by name.
import { auditOf } from '@baton/core/reports/audit/audit';
import { FunnelReading } from '@baton/core/reports/funnel/funnel-reading';
import type { Command } from 'commander';
import { auditLines } from '../print/audit.ts';
import { tellNext } from '../print/words.ts';
import { writePage } from '../print/write-page.ts';
import { writeResult } from '../print/write-result.ts';
import {
  type FunnelQuestionOptions,
  readAsOf,
  readFunnelQuestion,
  withFunnelQuestion,
} from '../read/funnel-question.ts';
import { type ReadingOptions, withReadingOptions } from '../read/journal.ts';
import { readJournalTwice } from '../read/journal-twice.ts';

interface Options extends ReadingOptions, FunnelQuestionOptions {
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
  return withFunnelQuestion(withReadingOptions(command), 'MQLs and wins')
    .argument('<journal...>', 'journal files (NDJSON, gzip too; - is standard input)')
    .option('--html <file>', 'write the page there')
    .option('--json', 'write the audit as JSON')
    .addHelpText('before', EXAMPLES)
    .action(async (journals: string[], options: Options) => audit(journals, options));
}

async function audit(journals: readonly string[], options: Options): Promise<void> {
  const reads = new FunnelReading(readAsOf(options));
  const question = readFunnelQuestion(options);
  const reading = await readJournalTwice(
    journals,
    options,
    (entry) => reads.readSales(entry),
    (entry) => reads.readBehaviour(entry),
  );
  const result = auditOf(reads.finish(), question);
  writeResult(result, reading, options.json, () => auditLines(result));
  if (options.html === undefined) {
    if (!journals.includes('-')) tellNext('baton', 'audit', ...journals, '--html', 'audit.html');
    return;
  }
  const { renderAuditPage } = await import('@baton/figures/audit-page');
  await writePage(options.html, renderAuditPage(result));
}
