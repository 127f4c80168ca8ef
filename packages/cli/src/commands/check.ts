// `baton check`: what is wrong or unwise in a definition, before anybody relies on it.
import type { Problem } from '@baton/core/base/problem';
import { definitionDigest } from '@baton/core/definition/canonical';
import type { Definition } from '@baton/core/definition/definition';
import { lintDefinition } from '@baton/core/definition/lint';
import { describeDefinition, renderMarkdown } from '@baton/core/definition/plain-language';
import { placeProblems } from '@baton/core/definition/problem-places';
import { ColumnsWriter } from '@baton/core/kernel/columns/columns-writer';
import { HistoryLint } from '@baton/core/replay/history-lint';
import { rulebookOf } from '@baton/core/replay/replay';
import type { Command } from 'commander';
import { EXIT } from '../exit.ts';
import { Failure } from '../failure.ts';
import { printProblems } from '../print/problems.ts';
import { countOf, tellNext } from '../print/words.ts';
import { readDefinition, readStories } from '../read/definition-folder.ts';
import { readJournal } from '../read/journal.ts';

interface Options {
  readonly strict?: boolean;
  readonly words?: boolean;
  readonly json?: boolean;
}

export function define(command: Command): Command {
  return command
    .argument('<folder>', 'folder that holds definition.yaml (and tests.yaml)')
    .argument(
      '[journal...]',
      'journals to hold it against: names that nothing in them has, signals that no entry matches',
    )
    .option('--strict', 'warnings fail too')
    .option('--words', 'write the definition as a page in plain words')
    .option('--json', 'write problems and digest as JSON')
    .addHelpText(
      'before',
      'Examples:\n  baton check examples/definitions/enterprise\n  baton check my-definition --words > page.md\n  baton check my-definition --json\n  baton check my-definition journal.ndjson\n',
    )
    .action(async (folder: string, journals: string[], options: Options) => {
      process.exitCode = await check(folder, journals, options);
    });
}

async function check(folder: string, journals: readonly string[], options: Options): Promise<number> {
  try {
    const read = readDefinition(folder);
    readStories(read);
    const found = [...lintDefinition(read.definition), ...(await lintAgainst(read.definition, journals))];
    const problems = [...read.warnings, ...placeProblems(found, read.text, read.file)];
    const digest = definitionDigest(read.definition);
    if (options.json)
      process.stdout.write(
        `${JSON.stringify({ version: 1, ok: true, name: read.definition.name, digest, problems }, null, 2)}\n`,
      );
    else {
      printProblems(problems);
      if (options.words) process.stdout.write(renderMarkdown(describeDefinition(read.definition)));
      const warnings = problems.length === 0 ? 'no warnings' : countOf(problems.length, 'warning');
      process.stderr.write(`${read.definition.name} is sound: ${warnings}, digest ${digest.slice(0, 12)}.\n`);
      tellNext('baton', 'test', folder);
    }
    return options.strict && problems.length > 0 ? EXIT.problems : EXIT.fine;
  } catch (error) {
    if (!(error instanceof Failure) || !options.json) throw error;
    process.stdout.write(`${JSON.stringify({ version: 1, ok: false, problems: error.problems }, null, 2)}\n`);
    return error.exit;
  }
}

/** What the definition looks for in vain in these journals. */
async function lintAgainst(definition: Definition, journals: readonly string[]): Promise<Problem[]> {
  if (journals.length === 0) return [];
  const rulebook = rulebookOf(definition);
  const writer = new ColumnsWriter(rulebook, 'backtest');
  const lint = new HistoryLint(definition);
  await readJournal(journals, {}, (entry) => {
    writer.add(entry);
    lint.add(entry);
  });
  return lint.problems(rulebook, writer.finish());
}
