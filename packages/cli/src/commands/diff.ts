// `baton diff`: what changed between two definitions, in words, and with a journal what difference it would have made.
import { definitionDigest } from '@baton/core/definition/canonical';
import type { Definition } from '@baton/core/definition/definition';
import { diffDefinitions } from '@baton/core/definition/diff';
import { Backtest } from '@baton/core/replay/backtest';
import type { BacktestLead, BacktestResult, BacktestSide } from '@baton/core/replay/backtest-result';
import type { Command } from 'commander';
import { withInterruptOfSystem } from '../exit.ts';
import { Failure } from '../failure.ts';
import { type JournalReading, readingJson } from '../print/reading.ts';
import { shareText } from '../print/share.ts';
import { countOf, journalHere, showInstant, tellNext } from '../print/words.ts';
import { readDefinition } from '../read/definition-folder.ts';
import { readInstant } from '../read/instant.ts';
import { type ReadingOptions, readJournal, withReadingOptions } from '../read/journal.ts';

interface Options extends ReadingOptions {
  readonly from?: string;
  readonly until?: string;
  readonly json?: boolean;
}

/** Leads named in the text; all of them stand in the JSON and in the report. */
const NAMED = 10;

export function define(command: Command): Command {
  return withReadingOptions(command)
    .argument('<before>', 'folder of the earlier definition')
    .argument('<after>', 'folder of the later definition')
    .argument('[journal...]', 'journal files: tells the effect on them too')
    .option('--from <instant>', 'where the effect is counted from (default: 90 days after the first entry)')
    .option('--until <instant>', 'and until when (default: the last entry)')
    .option('--json', 'write the changes as JSON')
    .addHelpText(
      'before',
      'Examples:\n  baton diff my-definition my-draft\n  baton diff my-definition my-draft journal.ndjson\n  baton diff my-definition my-draft --json\n',
    )
    .action(async (before: string, after: string, files: string[], options: Options) =>
      diff(before, after, files, options),
    );
}

async function diff(before: string, after: string, files: readonly string[], options: Options): Promise<void> {
  const [was, is] = [readDefinition(before).definition, readDefinition(after).definition];
  const changes = diffDefinitions(was, is);
  const effect = files.length === 0 ? undefined : await effectOn(was, is, files, options);
  if (options.json === true) {
    const digests = { before: definitionDigest(was), after: definitionDigest(is) };
    const told = {
      version: 1,
      ...digests,
      changes,
      ...(effect && { effect: jsonEffect(effect.result), reading: readingJson(effect.reading) }),
    };
    process.stdout.write(`${JSON.stringify(told, null, 2)}\n`);
    return;
  }
  if (changes.length === 0) process.stdout.write('Nothing changed: both have the same meaning.\n');
  for (const change of changes) process.stdout.write(`- ${change.sentence}\n`);
  if (effect !== undefined) process.stdout.write(effectLines(effect.result).join('\n'));
  const journal = files.length === 0 ? [journalHere()] : files;
  tellNext('baton', 'backtest', after, ...journal, '--against', before, '--out', 'report.html');
}

async function effectOn(
  incumbent: Definition,
  candidate: Definition,
  files: readonly string[],
  options: Options,
): Promise<{ readonly result: BacktestResult; readonly reading: JournalReading }> {
  const run = new Backtest({
    candidate,
    incumbent,
    ...(options.from !== undefined && { start: readInstant(options.from, '--from') }),
    ...(options.until !== undefined && { until: readInstant(options.until, '--until', true) }),
  });
  const reading = await readJournal(files, options, (entry) => run.add(entry));
  const impossible = run.periodProblems();
  if (impossible.length > 0) throw new Failure(impossible);
  return { result: withInterruptOfSystem(() => run.finish()), reading };
}

function effectLines(result: BacktestResult): string[] {
  const { candidate, incumbent = candidate, enters, leaves, both } = result;
  const one = (side: BacktestSide): string =>
    `${countOf(side.handoffs, 'hand-off')}, won within ${result.horizonDays} days: ${shareText(side.precision)}`;
  return [
    '',
    `From ${showInstant(result.from)} to ${showInstant(result.until)}:`,
    `  before: ${one(incumbent)}`,
    `  after:  ${one(candidate)}`,
    `  ${countOf(enters.length, 'lead')} would enter${namesOf(enters)}`,
    `  ${countOf(leaves.length, 'lead')} would leave${namesOf(leaves)}`,
    `  ${countOf(both, 'lead')} would stay`,
    '',
  ];
}

function namesOf(leads: readonly BacktestLead[]): string {
  if (leads.length === 0) return '';
  const names = leads.slice(0, NAMED).map((lead) => lead.label);
  return `: ${names.join(', ')}${leads.length > NAMED ? ` and ${leads.length - NAMED} more` : ''}`;
}

function jsonEffect(result: BacktestResult) {
  const { candidate, incumbent = candidate, enters, leaves, both } = result;
  const side = ({ handoffs, precision, recall }: BacktestSide) => ({ handoffs, precision, recall });
  const lead = ({ lead, label, outcome }: BacktestLead) => ({ lead, name: label, outcome });
  return {
    from: new Date(result.from).toISOString(),
    until: new Date(result.until).toISOString(),
    horizonDays: result.horizonDays,
    before: side(incumbent),
    after: side(candidate),
    enters: enters.map(lead),
    leaves: leaves.map(lead),
    stay: both,
  };
}
