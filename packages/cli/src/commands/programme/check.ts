// `baton programme check`: what is wrong or unwise in a programme, before anybody gets a mail of it.
import { programmeDigest } from '@baton/core/nurture/programme/canonical-programme';
import type { Command } from 'commander';
import { EXIT } from '../../exit.ts';
import { printProblems } from '../../print/problems.ts';
import { countOf, tellNext } from '../../print/words.ts';
import { readDefinition } from '../../read/definition-folder.ts';
import { readProgramme } from '../../read/programme-folder.ts';

interface Options {
  readonly definition?: string;
  readonly strict?: true;
  readonly json?: true;
}

/** `baton programme check`. */
export function defineCheck(command: Command): Command {
  return command
    .description('say what is wrong or unwise in a programme')
    .argument('<folder>', 'folder that holds programme.yaml, templates and tests.yaml')
    .option('--definition <folder>', 'the definition it follows: names are compared with it')
    .option('--strict', 'warnings fail too')
    .option('--json', 'write problems and digest as JSON')
    .addHelpText(
      'before',
      'Examples:\n  baton programme check my-programme --definition my-definition\n  baton programme check my-programme --json\n',
    )
    .action((folder: string, options: Options) => {
      process.exitCode = check(folder, options);
    });
}

function check(folder: string, options: Options): number {
  const definition = options.definition === undefined ? undefined : readDefinition(options.definition).definition;
  const { programme, warnings } = readProgramme(folder, definition);
  const digest = programmeDigest(programme);
  if (options.json === true)
    process.stdout.write(
      `${JSON.stringify({ version: 1, ok: true, name: programme.name, digest, problems: warnings }, null, 2)}\n`,
    );
  else {
    printProblems(warnings);
    const told = warnings.length === 0 ? 'no warnings' : countOf(warnings.length, 'warning');
    process.stderr.write(`${programme.name} is sound: ${told}, digest ${digest.slice(0, 12)}.\n`);
    if (definition === undefined)
      process.stderr.write(`Its names were not compared with ${programme.definition}: give --definition FOLDER.\n`);
    tellNext('baton', 'programme', 'test', folder, '--definition', options.definition ?? 'DEFINITION');
  }
  return options.strict === true && warnings.length > 0 ? EXIT.problems : EXIT.fine;
}
