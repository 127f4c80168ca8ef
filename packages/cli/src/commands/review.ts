// `baton review`: the monthly pulse or the quarterly packet, frozen with the digests of what it was made of; verified by making it again; and what was decided, as an entry.
import { sha256Hex } from '@baton/core/base/digest';
import type { Definition } from '@baton/core/definition/definition';
import { packetText } from '@baton/core/reports/review/freezing/frozen';
import type { ReviewKind } from '@baton/core/reports/review/period';
import { reviewEntry } from '@baton/core/reports/review/review-entries';
import type { ReviewQuestion } from '@baton/core/reports/review/review-reading';
import type { Command } from 'commander';
import { EXIT } from '../exit.ts';
import { fail } from '../failure.ts';
import { appendEntries, checkAppendable } from '../flagging/appended-file.ts';
import { reviewLines } from '../print/review.ts';
import { tellNext } from '../print/words.ts';
import { writePage } from '../print/write-page.ts';
import { writeResult } from '../print/write-result.ts';
import { readDefinition } from '../read/definition-folder.ts';
import { sortedInputs } from '../read/definitions-and-journals.ts';
import { readInstant } from '../read/instant.ts';
import { type ReadingOptions, withReadingOptions } from '../read/journal.ts';
import { oneDefinition } from '../read/one-definition.ts';
import { readWholeNumber } from '../read/whole-number.ts';
import { makePacket, type OpenQuestion, packetPage, writePacket } from '../reviewing/make-packet.ts';
import { checkedPacket, heldPacket } from '../reviewing/verify-packet.ts';

interface Options extends ReadingOptions {
  readonly monthly?: boolean;
  readonly quarterly?: boolean;
  readonly candidate?: string[];
  readonly capacity?: string;
  readonly signed?: string;
  readonly asOf?: string;
  readonly out?: string;
  readonly html?: string;
  readonly verify?: string;
  readonly decide?: string;
  readonly by?: string[];
  readonly at?: string;
  readonly append?: string;
  readonly json?: boolean;
}

const EXAMPLES = `Examples:
  baton review my-definition journal.ndjson --monthly
  baton review my-definition journal.ndjson --out packet
  baton review my-definition journal.ndjson --candidate draft --capacity 12 --out packet
  baton review my-definition journal.ndjson --candidate draft --verify packet
  baton review my-definition journal.ndjson --decide 'keep it' --by Marketing Sales --append journal.ndjson

A packet holds packet.json and packet.html. The same journal, definitions and questions
make the same bytes again: --verify makes them and compares.
`;

export function define(command: Command): Command {
  return withReadingOptions(command)
    .argument('<input...>', 'the folder of a definition, and journal files (NDJSON, gzip too; - is standard input)')
    .option('--monthly', 'the pulse of the last whole month')
    .option('--quarterly', 'the packet of the last whole quarter (default)')
    .option('--candidate <folder...>', 'definitions that are proposed in its place, with their replay over the year')
    .option('--capacity <number>', 'hand-offs a working day that sales can answer: which thresholds fill that')
    .option('--signed <instant>', 'when the definition was signed or learnt (default: its activation, else the middle)')
    .option('--as-of <instant>', 'as it was known then (default: the newest entry)')
    .option('--out <folder>', 'write packet.json and packet.html there')
    .option('--html <file>', 'write the page alone there')
    .option('--verify <folder>', 'make the packet in this folder again and compare; ends with 1 where they differ')
    .option('--decide <text>', 'record what was decided as an entry, instead of making a packet; needs --append')
    .option('--by <name...>', 'who decided')
    .option('--at <instant>', 'when it was decided (default: now)')
    .option('--append <file>', 'the journal to which the decision is added')
    .option('--json', 'write the packet as JSON')
    .addHelpText('before', EXAMPLES)
    .action(async (inputs: string[], options: Options) => {
      const { folders, files } = sortedInputs(inputs);
      const definition = oneDefinition(folders);
      if (options.decide !== undefined) await decide(options.decide, options);
      else if (options.verify !== undefined) await verify(options.verify, definition, files, options);
      else await review(definition, folders, files, options);
    });
}

async function review(
  definition: Definition,
  folders: readonly string[],
  files: readonly string[],
  options: Options,
): Promise<void> {
  const asked: OpenQuestion = {
    review: kindOf(options),
    definition,
    candidates: candidatesOf(options),
    ...(options.asOf !== undefined && { asOf: readInstant(options.asOf, '--as-of', true) }),
    ...(options.signed !== undefined && { signed: readInstant(options.signed, '--signed') }),
    ...(options.capacity !== undefined && { capacity: readWholeNumber(options.capacity, '--capacity') }),
  };
  const { packet, reading } = await makePacket(asked, files, options);
  const text = packetText(packet);
  const digest = sha256Hex(text);
  writeResult({ packet, digest }, reading, options.json, () => reviewLines(packet, digest));
  if (options.out !== undefined) await writePacket(options.out, packet, text);
  else if (options.html !== undefined) await writePage(options.html, await packetPage(packet, text));
  else if (!files.includes('-')) tellNext('baton', 'review', ...folders, ...files, '--out', 'packet');
}

async function verify(
  folder: string,
  definition: Definition,
  files: readonly string[],
  options: Options,
): Promise<void> {
  const held = heldPacket(folder);
  const { made, review } = held.packet;
  const asked: ReviewQuestion = {
    review,
    definition,
    candidates: candidatesOf(options),
    asOf: made.asOf,
    ...(made.signed !== undefined && { signed: made.signed }),
    ...(made.capacity !== undefined && { capacity: made.capacity }),
  };
  const { packet } = await makePacket(asked, files, options);
  const checked = checkedPacket(held, packet);
  process.stdout.write(
    options.json === true ? `${JSON.stringify(checked, null, 2)}\n` : `${checked.words.join('\n')}\n`,
  );
  if (!checked.isSame) process.exitCode = EXIT.problems;
}

async function decide(decision: string, options: Options): Promise<void> {
  const { append, by = [] } = options;
  if (append === undefined || by.length === 0)
    return fail(
      'cli-decision-needs',
      `to record a decision ${append === undefined ? '--append' : '--by'} is needed`,
      "write --decide 'keep it' --by Marketing Sales --append journal.ndjson",
      EXIT.usage,
    );
  checkAppendable(append);
  const packet = options.out === undefined ? undefined : heldPacket(options.out);
  const entry = reviewEntry(
    {
      review: packet === undefined ? kindOf(options) : packet.packet.review,
      decision,
      by,
      ...(packet !== undefined && { packet: sha256Hex(packet.text) }),
    },
    options.at === undefined ? Date.now() : readInstant(options.at, '--at'),
  );
  await appendEntries(append, [entry]);
  process.stdout.write(
    options.json === true
      ? `${JSON.stringify({ version: 1, entry, file: append }, null, 2)}\n`
      : `Recorded in ${append}: ${entry.decision}\n`,
  );
}

function kindOf({ monthly, quarterly }: Options): ReviewKind {
  if (monthly === true && quarterly === true)
    return fail('cli-one-review', 'a review is monthly or quarterly', 'leave one of the two out', EXIT.usage);
  return monthly === true ? 'monthly' : 'quarterly';
}

function candidatesOf({ candidate = [] }: Options): Definition[] {
  return candidate.map((folder) => readDefinition(folder).definition);
}
