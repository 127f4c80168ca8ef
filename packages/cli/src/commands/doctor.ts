// `baton doctor`: on one page, what the data can and cannot answer, what is wrong with it, and what would help most.
import { type Health, HealthCheck } from '@baton/core/reports/health/health';
import type { Command } from 'commander';
import { abilityLines } from '../print/abilities.ts';
import { onOutput } from '../print/colours.ts';
import { openOutput } from '../print/output.ts';
import { readingJson } from '../print/reading.ts';
import { amount, countOf, tellNext } from '../print/words.ts';
import { type ReadingOptions, readJournal, withReadingOptions } from '../read/journal.ts';

interface Options extends ReadingOptions {
  readonly out?: string;
  readonly json?: boolean;
}

export function define(command: Command): Command {
  return withReadingOptions(command)
    .argument('<journal...>', 'journal files (NDJSON, gzip too; - is standard input)')
    .option('--out <file>', 'write the page as HTML')
    .option('--json', 'write everything as JSON')
    .addHelpText(
      'before',
      'Examples:\n  baton doctor journal.ndjson\n  baton doctor journal.ndjson --out health.html\n  baton doctor journal.ndjson --json\n',
    )
    .action(async (journals: string[], options: Options) => doctor(journals, options));
}

async function doctor(journals: readonly string[], options: Options): Promise<void> {
  const check = new HealthCheck();
  const reading = await readJournal(journals, options, (entry) => check.add(entry));
  const health = check.finish();
  process.stdout.write(
    options.json === true
      ? `${JSON.stringify({ ...health, reading: readingJson(reading) }, null, 2)}\n`
      : pageOf(health).join('\n'),
  );
  if (options.out === undefined) {
    tellNext('baton', 'doctor', ...journals, '--out', 'health.html');
    return;
  }
  const { renderHealthReport } = await import('@baton/figures/health-report');
  const output = openOutput(options.out);
  await output.write(renderHealthReport(health, journals.join(', ')));
  await output.close();
  process.stderr.write(`The page is in ${options.out}: open it in a browser.\n`);
}

const FINDINGS_SHOWN = 12;

function pageOf(health: Health): string[] {
  const { bold, dim } = onOutput;
  const { deals, mail, machines } = health;
  const span = (at: number): string => new Date(at).toISOString().slice(0, 10);
  const { recorded, inferred, assumed } = deals.conversations;
  const found = health.findings
    .slice(0, FINDINGS_SHOWN)
    .flatMap(({ message, month, place }) => [
      `  ${message} ${dim(`[${month === undefined ? place : `${place}, ${month}`}]`)}`,
    ]);
  return [
    bold(
      `${span(health.from)} to ${span(health.until)}: ${countOf(health.entries, 'entry', 'entries')} of ${countOf(health.leads, 'lead')} in ${countOf(health.accounts, 'account')}`,
    ),
    `  ${countOf(deals.deals, 'deal')}, ${amount(deals.won)} won (${amount(deals.wonLastYear)} in the last twelve months), ${amount(deals.lost)} lost, ${amount(deals.open)} open.`,
    `  ${countOf(recorded + inferred + assumed, 'first conversation')}: ${amount(recorded)} recorded, ${amount(inferred)} inferred, ${amount(assumed)} assumed.`,
    `  ${amount(deals.seen)} of ${countOf(deals.seen + deals.dark, 'won deal')} show behaviour in the 90 days before.`,
    `  ${amount(mail.freeMail)} of ${countOf(mail.withEmail, 'address', 'addresses')} are free mail.`,
    ...(machines.suspected === 0
      ? []
      : [
          `  ${countOf(machines.suspected, 'entry', 'entries')} look like machines' or tests' and are not flagged: baton flag says which.`,
        ]),
    '',
    bold('What it can and cannot answer'),
    ...abilityLines(health.abilities),
    '',
    bold(health.repairs.length === 0 ? 'Nothing was found that wants mending' : 'What would help most'),
    ...health.repairs.map(({ repair, message }, i) => `  ${i + 1}. ${repair}\n     ${dim(message)}`),
    ...(found.length === 0 ? [] : ['', bold('Everything that was found'), ...found]),
    ...(health.findings.length > FINDINGS_SHOWN
      ? [`  ${countOf(health.findings.length - FINDINGS_SHOWN, 'more finding')}: --json lists all.`]
      : []),
    '',
  ];
}
