// `baton flag`: says which entries machines made, which people are tests, which companies are our own or competitors'. Writes flags as entries beside the journal; drops nothing, and takes back what no longer holds.
import { existsSync, realpathSync } from 'node:fs';
import { FlagJournal } from '@baton/core/hygiene/corrections/flag-journal';
import type { Rejudged } from '@baton/core/hygiene/corrections/rejudge';
import type { Command } from 'commander';
import { fail } from '../failure.ts';
import { appendEntries, checkAppendable } from '../flagging/appended-file.ts';
import { flagJson, flagText } from '../flagging/flag-report.ts';
import { type HygieneOptions, settingsOf, withHygieneOptions } from '../flagging/hygiene-options.ts';
import { tellNext } from '../print/words.ts';
import { type ReadingOptions, readJournal, withReadingOptions } from '../read/journal.ts';

interface Options extends ReadingOptions, HygieneOptions {
  readonly out: string;
  readonly undo?: string[];
  readonly json?: true;
}

const EXAMPLES = `Examples:
  baton flag journal.ndjson
  baton flag journal.ndjson --internal ours.example --competitor rival.example other.example
  baton flag journal.ndjson --honeypot https://ours.example/do-not-follow
  baton flag journal.ndjson --without mail-privacy page-rate --json
  baton flag journal.ndjson --undo test-record

It writes flags.ndjson: give that file to other commands beside the journal. What is
flagged counts in no score and is never dropped. Run again it adds what is new, takes
back what its rules no longer say, and writes nothing where nothing changed.
`;

export function define(command: Command): Command {
  return withHygieneOptions(withReadingOptions(command))
    .argument('<journal...>', 'journal files (NDJSON, gzip too; - is standard input)')
    .option('--out <file>', 'file of flags: read if it is there, and added to', 'flags.ndjson')
    .option('--undo <what...>', 'take back flags instead: of a rule, or those that name an entry, a person, a company')
    .option('--json', 'write the counts as JSON')
    .addHelpText('before', EXAMPLES)
    .action(async (journals: string[], options: Options) => flag(journals, options));
}

async function flag(journals: readonly string[], options: Options): Promise<void> {
  const { out } = options;
  checkAppendable(out);
  const journal = new FlagJournal(settingsOf(options));
  const reading = await readJournal(withFlags(journals, out), options, (entry) => journal.add(entry));
  const now = Date.now();
  const rejudged = options.undo === undefined ? journal.rejudge(now) : takeBack(journal, options.undo, now);
  await appendEntries(out, [...rejudged.withdrawals, ...rejudged.flags]);
  process.stdout.write(
    options.json
      ? `${JSON.stringify(flagJson(journal, rejudged, out, reading), null, 2)}\n`
      : flagText(journal, rejudged),
  );
  if (journals.includes('-')) return;
  if (options.undo !== undefined) tellNext('baton', 'flag', ...journals, '--out', out);
  else tellNext('baton', 'score', 'DEFINITION', ...withFlags(journals, out));
}

/** Every journal, and the file of flags where it is there and none of them. */
function withFlags(journals: readonly string[], out: string): string[] {
  const isGiven =
    existsSync(out) && journals.some((file) => existsSync(file) && realpathSync(file) === realpathSync(out));
  return existsSync(out) && !isGiven ? [...journals, out] : [...journals];
}

function takeBack(journal: FlagJournal, what: readonly string[], now: number): Rejudged {
  const rejudged = journal.undo(what, now);
  if (rejudged.withdrawals.length === 0)
    fail(
      'cli-nothing-to-undo',
      `no flag that stands is meant by ${what.join(', ')}`,
      'name a rule, or the id of an entry that is flagged',
    );
  return rejudged;
}
