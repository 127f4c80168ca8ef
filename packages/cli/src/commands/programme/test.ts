// `baton programme test`: plays a programme's stories and says which hold.
import { runProgrammeStories } from '@baton/core/nurture/stories/run-stories';
import type { Command } from 'commander';
import { EXIT } from '../../exit.ts';
import { fail } from '../../failure.ts';
import { printTestResults } from '../../print/test-results.ts';
import { amount, journalHere, tellNext } from '../../print/words.ts';
import { readDefinition } from '../../read/definition-folder.ts';
import { readProgramme, readProgrammeStories } from '../../read/programme-folder.ts';

interface Options {
  readonly definition: string;
  readonly json?: true;
}

/** `baton programme test <folder...> --definition <folder>`. */
export function defineTest(command: Command): Command {
  return command
    .description("play a programme's stories")
    .argument('<folder...>', 'folders that hold programme.yaml and tests.yaml')
    .requiredOption('--definition <folder>', 'the definition that they follow')
    .option('--json', 'write the results as JSON')
    .addHelpText(
      'before',
      'Examples:\n  baton programme test my-programme --definition my-definition\n  baton programme test my-programme --definition my-definition --json\n',
    )
    .action((folders: string[], options: Options) => {
      process.exitCode = test(folders, options);
    });
}

function test(folders: readonly string[], options: Options): number {
  const { definition } = readDefinition(options.definition);
  const results = folders.map((folder) => {
    const read = readProgramme(folder, definition);
    const stories = readProgrammeStories(read);
    if (stories === undefined)
      return fail('cli-no-tests', `${folder} has no tests.yaml`, 'stories are written as docs/programmes.md says');
    return {
      folder,
      programme: read.programme.name,
      results: runProgrammeStories(read.programme, definition, stories),
    };
  });
  const all = results.flatMap((each) => each.results);
  const failed = all.filter(({ passed }) => !passed).length;
  if (options.json === true)
    process.stdout.write(`${JSON.stringify({ version: 1, ok: failed === 0, programmes: results }, null, 2)}\n`);
  else {
    for (const each of results) printTestResults(each.programme, each.results);
    process.stderr.write(`${amount(all.length - failed)} hold, ${amount(failed)} fail.\n`);
    if (failed === 0)
      tellNext('baton', 'programme', 'replay', ...folders, journalHere(), '--definition', options.definition);
  }
  return failed === 0 ? EXIT.fine : EXIT.problems;
}
