// What an import came to, told on stderr: its counts, its first problems, and what the files can answer.
import type { FolderFacts } from '@baton/core/import/facts/folder-facts';
import type { Coverage } from '@baton/files/importing/coverage-card';
import type { ImportTally } from '@baton/files/importing/import-tally';
import type { JournalHygiene } from '@baton/files/judging/judge-journal';
import { amount, countOf, ledgerWords } from '@baton/files/words';
import { abilityLines } from '../print/abilities.ts';
import { onTalk } from '../print/colours.ts';
import { printProblems } from '../print/problems.ts';
import { sourceLines } from '../print/source-months.ts';

type Facts = ReturnType<FolderFacts['finish']>['counts'];

function rowWords(tally: ImportTally): string {
  const cells = tally.sum('cells');
  const leftOut = Object.entries(tally.leftOut()).map(([reason, count]) => `${amount(count)} ${reason}`);
  return `${countOf(tally.rows, 'row')}: ${amount(tally.sum('imported'))} imported, ${amount(tally.sum('refused'))} refused${leftOut.length === 0 ? '' : `, left out: ${leftOut.join(', ')}`}${cells === 0 ? '' : `; ${countOf(cells, 'single cell')} refused`}.`;
}

/** Tells the counts on stderr. */
export function tellTally(tally: ImportTally, refusedFile: string): void {
  for (const note of tally.notes) process.stderr.write(`${note}\n`);
  printProblems([...tally.shown, ...tally.shownCells]);
  const say = (text: string): boolean => process.stderr.write(`${text}\n`);
  if (tally.files.size > 0) say(rowWords(tally));
  for (const [file, counts] of tally.journals) say(`${file}: ${ledgerWords(counts)}.`);
  if (tally.files.size + tally.journals.size > 1 || tally.journals.size === 0)
    say(`${tally.journals.size === 0 ? '' : 'Together '}${ledgerWords(tally.entries)}.`);
  if (tally.held !== undefined) say(`Added to the ${countOf(tally.held, 'entry', 'entries')} that were there.`);
  if (tally.hasRefused) say(`What was refused is in ${refusedFile}, with its reasons.`);
  if (tally.hygiene !== undefined) for (const line of hygieneLines(tally.hygiene)) say(line);
  if (tally.facts !== undefined && tally.facts.deals + tally.facts.cycles > 0) say(factWords(tally.facts));
  for (const line of sourceLines(tally.sourceMonths)) say(line);
  if (tally.facts !== undefined) for (const line of cardLines(tally.card.coverage(tally.facts))) say(line);
}

function factWords(facts: Facts): string {
  const { deals, newBusiness, linkedRecorded, linkedInferred, unlinked, conversationsUndated } = facts;
  const people = `the people of ${amount(linkedRecorded)} are recorded, of ${amount(linkedInferred)} inferred, of ${amount(unlinked)} unknown`;
  const talks = `${amount(facts.conversationsRecorded)} recorded, ${amount(facts.conversationsInferred)} inferred, ${amount(facts.conversationsAssumed)} assumed`;
  const undated =
    conversationsUndated === 0
      ? ''
      : ` For ${countOf(conversationsUndated, 'buying cycle')} none could be assumed: the deals have no creation date.`;
  return `${countOf(deals, 'deal')}, ${amount(newBusiness)} of them new business; ${people}. First conversations with sales: ${talks}.${undated}`;
}

/** What hygiene says of the journal as it stands, if anything. */
function hygieneLines(hygiene: JournalHygiene): string[] {
  const { flags, withdrawals, rules } = hygiene;
  const standing = [...rules].filter(([, counts]) => counts.flags > 0);
  if (standing.length === 0 && withdrawals === 0) return [];
  const named = standing.map(([rule, { entries, companies }]) =>
    companies > 0 ? `${rule} (${countOf(companies, 'company', 'companies')})` : `${rule} (${amount(entries)})`,
  );
  return [
    `Hygiene: ${countOf(flags, 'new flag')}${withdrawals === 0 ? '' : `, ${amount(withdrawals)} taken back`}; entries that are flagged: ${named.join(', ')}.`,
  ];
}

/** The card as lines. */
function cardLines({ won, wonLastYear, seen, abilities, next }: Coverage): string[] {
  return [
    onTalk.bold('What these files can and cannot answer'),
    ...(won === 0
      ? []
      : [
          `  ${countOf(won, 'deal')} of new business won, ${amount(wonLastYear)} in the last twelve months; of ${amount(seen)} anything is known that people did in the 90 days before.`,
        ]),
    ...abilityLines(abilities),
    ...(next === undefined ? [] : [`What would help most next: ${next}.`]),
  ];
}
