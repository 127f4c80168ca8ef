// `baton test`: plays a definition's golden cases and says which hold.
import { runTests } from '@baton/core/replay/run-tests';
import type { Command } from 'commander';
import { EXIT } from '../exit.ts';
import { fail } from '../failure.ts';
import { printTestResults } from '../print/test-results.ts';
import { amount, journalHere, tellNext } from '../print/words.ts';
import { readDefinition, readStories } from '../read/definition-folder.ts';

export function define(command: Command): Command {
  return command
    .argument('<folder...>', 'folders that hold definition.yaml and tests.yaml')
    .option('--json', 'write the results as JSON')
    .addHelpText('before', 'Examples:\n  baton test my-definition\n  baton test examples/definitions/*\n')
    .action((folders: string[], options: { json?: boolean }) => {
      process.exitCode = test(folders, options.json ?? false);
    });
}

function test(folders: readonly string[], asJson: boolean): number {
  const results = folders.map((folder) => {
    const read = readDefinition(folder);
    const stories = readStories(read);
    if (stories === undefined)
      return fail(
        'cli-no-tests',
        `${folder} has no tests.yaml`,
        'golden cases are written as stories: see docs/definition-language.md',
      );
    return { folder, definition: read.definition.name, results: runTests(read.definition, stories) };
  });
  const all = results.flatMap((each) => each.results);
  const failed = all.filter((result) => !result.passed).length;
  if (asJson)
    process.stdout.write(`${JSON.stringify({ version: 1, ok: failed === 0, definitions: results }, null, 2)}\n`);
  else {
    for (const each of results) {
      printTestResults(each.definition, each.results);
    }
    process.stderr.write(`${amount(all.length - failed)} hold, ${amount(failed)} fail.\n`);
    if (failed === 0) tellNext('baton', 'backtest', folders[0] ?? '', journalHere(), '--out', 'report.html');
  }
  return failed === 0 ? EXIT.fine : EXIT.problems;
}
