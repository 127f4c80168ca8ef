// What was flagged, rule by rule: as a page of text, and as JSON (docs/schemas/flag.schema.json).
import { countByRule, type FlagJournal, type RuleCount } from '@baton/core/hygiene/corrections/flag-journal';
import type { Rejudged } from '@baton/core/hygiene/corrections/rejudge';
import type { FlagEntry } from '@baton/core/journal/entry';
import { subjectOf } from '@baton/core/journal/identifiers';
import { onOutput } from '../print/colours.ts';
import { type JournalReading, readingJson } from '../print/reading.ts';
import { amount, countOf, showInstant } from '../print/words.ts';

/** The page. */
export function flagText(journal: FlagJournal, rejudged: Rejudged): string {
  const { bold, dim } = onOutput;
  const counts = countByRule(rejudged);
  const { flags, withdrawals } = rejudged;
  const head = `${countOf(flags.length, 'new flag')}, ${countOf(withdrawals.length, 'flag')} taken back`;
  const lines = counts.flatMap((count) => [
    `  ${count.rule.id.padEnd(WIDTH)}${dim(count.rule.words)}`,
    `  ${''.padEnd(WIDTH)}${standsText(count)}`,
    ...count.examples.map((flag) => dim(`  ${''.padEnd(WIDTH)}e.g. ${exampleText(flag)}`)),
  ]);
  const idle = journal.notJudged();
  return [
    bold(head),
    ...(lines.length === 0 ? ['  Nothing is flagged.'] : lines),
    ...(idle.length === 0 ? [] : ['', dim(`Not judged by (left out, or nothing told): ${idle.join(', ')}`)]),
    '',
  ].join('\n');
}

const WIDTH = 19;

function standsText({ flags, entries, people, companies, added, withdrawn }: RuleCount): string {
  const what = [
    ...(entries > 0 ? [`${countOf(entries, 'entry', 'entries')} of ${countOf(people, 'person', 'people')}`] : []),
    ...(companies > 0 ? [countOf(companies, 'company', 'companies')] : []),
  ];
  const moved = [
    ...(added > 0 && added < flags ? [`${amount(added)} of ${amount(flags)} flags new`] : []),
    ...(withdrawn > 0 ? [`${countOf(withdrawn, 'flag')} taken back`] : []),
  ];
  return [what.length === 0 ? 'nothing' : what.join(', '), ...moved].join('; ');
}

function exampleText(flag: FlagEntry): string {
  const [first, ...rest] = flag.entries ?? [];
  const named =
    first === undefined
      ? ''
      : ` [${first.source}:${first.id}${rest.length > 0 ? ` and ${amount(rest.length)} more` : ''}]`;
  return `${subjectOf(flag)}, ${showInstant(flag.occurredAt)}: ${flag.because}${named}`;
}

/** The same as data. */
export function flagJson(journal: FlagJournal, rejudged: Rejudged, out: string, reading: JournalReading): object {
  return {
    version: 1,
    out,
    written: { flags: rejudged.flags.length, withdrawals: rejudged.withdrawals.length },
    rules: countByRule(rejudged).map(({ rule, examples, ...counts }) => ({
      rule: rule.id,
      judgedBy: journal.tagOf(rule.id),
      flag: rule.flag,
      confidence: rule.confidence,
      says: rule.words,
      ...counts,
      examples: examples.map((flag) => ({
        id: flag.id,
        subject: subjectOf(flag),
        occurredAt: flag.occurredAt,
        because: flag.because,
        entries: flag.entries ?? [],
      })),
    })),
    notJudged: journal.notJudged(),
    reading: readingJson(reading),
  };
}
