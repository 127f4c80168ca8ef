// `baton check`: what is wrong or unwise in a definition, before anybody relies on it.
import { definitionDigest } from '@baton/core/definition/canonical';
import { lintDefinition } from '@baton/core/definition/lint';
import { describeDefinition, renderMarkdown } from '@baton/core/definition/plain-language';
import { placeProblems } from '@baton/core/definition/problem-places';
import type { Command } from 'commander';
import { EXIT } from '../exit.ts';
import { Failure } from '../failure.ts';
import { printProblems } from '../print/problems.ts';
import { countOf, tellNext } from '../print/words.ts';
import { readDefinition, readStories } from '../read/definition-folder.ts';

export function define(command: Command): Command {
  return command
    .argument('<folder>', 'folder that holds definition.yaml (and tests.yaml)')
    .option('--strict', 'warnings fail too')
    .option('--words', 'write the definition as a page in plain words')
    .option('--json', 'write problems and digest as JSON')
    .addHelpText(
      'before',
      'Examples:\n  baton check examples/definitions/enterprise\n  baton check my-definition --words > page.md\n  baton check my-definition --json\n',
    )
    .action((folder: string, options: { strict?: boolean; words?: boolean; json?: boolean }) => {
      process.exitCode = check(folder, options);
    });
}

function check(
  folder: string,
  options: { readonly strict?: boolean; readonly words?: boolean; readonly json?: boolean },
): number {
  try {
    const read = readDefinition(folder);
    readStories(read);
    const problems = [...read.warnings, ...placeProblems(lintDefinition(read.definition), read.text, read.file)];
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
