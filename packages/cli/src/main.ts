// The door `baton`: which commands there are and how they end. Each command lives in a file of its own and is loaded when it is asked for.
import { Command, CommanderError } from 'commander';
import { EXIT } from './exit.ts';
import { Failure } from './failure.ts';
import { printProblems } from './print/problems.ts';

/** The version told by `baton --version`. */
const VERSION = '0.1.0';

/** A command's module: its arguments, and what it does. Resolves to the exit code. */
export interface CommandModule {
  define(command: Command): Command;
}

const COMMANDS: Readonly<
  Record<
    string,
    { readonly summary: string; readonly load: () => Promise<{ readonly define: (command: Command) => Command }> }
  >
> = {
  init: { summary: 'start a definition from an example', load: () => import('./commands/init.ts') },
  check: { summary: 'say what is wrong or unwise in a definition', load: () => import('./commands/check.ts') },
  test: { summary: "play a definition's golden cases", load: () => import('./commands/test.ts') },
  diff: { summary: 'tell in words what changed between two definitions', load: () => import('./commands/diff.ts') },
  import: { summary: 'turn tables into journal entries', load: () => import('./commands/import.ts') },
  score: { summary: 'score every lead as of an instant', load: () => import('./commands/score.ts') },
  explain: { summary: 'explain one lead, line by line', load: () => import('./commands/explain.ts') },
  backtest: { summary: 'replay history through a definition', load: () => import('./commands/backtest.ts') },
};

async function main(words: readonly string[]): Promise<number> {
  const program = new Command('baton')
    .description('Find the leads worth a sales conversation, and say why.')
    .version(VERSION)
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({ writeErr: (text) => process.stderr.write(text) });
  const asked = words.find((word) => !word.startsWith('-'));
  for (const [name, { summary, load }] of Object.entries(COMMANDS)) {
    const command = new Command(name)
      .description(summary)
      .exitOverride()
      .showHelpAfterError('(add --help for examples)');
    program.addCommand(name === asked ? (await load()).define(command) : command);
  }
  program.addHelpText(
    'after',
    '\nStart with:\n  baton init my-definition\n  baton check my-definition\n  baton import contacts.csv deals.csv --out journal.ndjson\n  baton backtest my-definition journal.ndjson --out report.html\n',
  );
  try {
    await program.parseAsync([...words], { from: 'user' });
    return Number(process.exitCode ?? EXIT.fine);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.usage;
    if (error instanceof Failure) {
      printProblems(error.problems);
      return error.exit;
    }
    throw error;
  }
}

process.on('SIGINT', () => process.exit(EXIT.interrupted));
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.fine);
});
process.exitCode = await main(process.argv.slice(2));
