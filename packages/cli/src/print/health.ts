// Data health on one page of text.
import type { FileHealth, FolderHealth } from '@baton/core/reports/health/folder';
import type { Health } from '@baton/core/reports/health/health';
import { abilityLines } from './abilities.ts';
import { onOutput } from './colours.ts';
import { sourceLines } from './source-months.ts';
import { amount, countOf } from './words.ts';

const FINDINGS_SHOWN = 12;

/** The page as lines of text. */
export function healthLines(health: Health & Partial<Pick<FolderHealth, 'files' | 'sources'>>): string[] {
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
    ...matureLine(health),
    ...(machines.suspected === 0
      ? []
      : [
          `  ${countOf(machines.suspected, 'entry', 'entries')} look like machines' or tests' and are not flagged: baton flag says which.`,
        ]),
    `  ${amount(mail.freeMail)} of ${countOf(mail.withEmail, 'address', 'addresses')} are free mail.`,
    ...(health.files ?? []).map(fileLine),
    ...(health.sources === undefined ? [] : ['', ...sourceLines(health.sources, bold)]),
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

/** Which outcomes are old enough to learn from. */
function matureLine({ deals }: Health): string[] {
  return deals.matureUntil === undefined
    ? []
    : [
        `  Leads of ${deals.matureUntil} and earlier have had the time in which nine in ten wins come: outcomes are mature.`,
      ];
}

function fileLine({ file, rows, read, refused, columns, unmapped }: FileHealth): string {
  const cells = columns.reduce((sum, column) => sum + column.refused, 0);
  const parts = [
    `${countOf(read, rows === undefined ? 'entry' : 'row', rows === undefined ? 'entries' : 'rows')}${rows === undefined ? '' : ` of ${rows}`}`,
    ...(refused === 0 ? [] : [`${amount(refused)} refused`]),
    ...(cells === 0 ? [] : [`${countOf(cells, 'single cell')} refused`]),
    ...(unmapped.length === 0 ? [] : [`${countOf(unmapped.length, 'column')} not mapped`]),
  ];
  return `  ${file}: ${parts.join(', ')}.`;
}
