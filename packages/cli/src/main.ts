// The door `baton`: which commands there are and how they end. Each command lives in a file of its own and is loaded when it is asked for.
import { Command, CommanderError } from 'commander';
import { EXIT, endOnInterrupt } from './exit.ts';
import { failureOf } from './failure.ts';
import { printProblems } from './print/problems.ts';

/** The version told by `baton --version`. */
const VERSION = '0.1.0';

/** A command's module: its arguments and what it does. It sets `process.exitCode` where it ends otherwise than fine. */
interface CommandModule {
  readonly define: (command: Command) => Command;
}

const COMMANDS: Readonly<Record<string, { readonly summary: string; readonly load: () => Promise<CommandModule> }>> = {
  init: { summary: 'start a definition from an example', load: () => import('./commands/init.ts') },
  check: { summary: 'say what is wrong or unwise in a definition', load: () => import('./commands/check.ts') },
  test: { summary: "play a definition's golden cases", load: () => import('./commands/test.ts') },
  diff: { summary: 'tell in words what changed between two definitions', load: () => import('./commands/diff.ts') },
  import: { summary: 'turn tables into journal entries', load: () => import('./commands/import.ts') },
  doctor: {
    summary: 'say what data can and cannot answer, and what would mend it',
    load: () => import('./commands/doctor.ts'),
  },
  watch: { summary: 'say what drifts since a definition was signed', load: () => import('./commands/watch.ts') },
  review: {
    summary: 'prepare the monthly pulse or the quarterly review, and record its decision',
    load: () => import('./commands/review.ts'),
  },
  audit: { summary: 'say what the rule of yesterday did', load: () => import('./commands/audit.ts') },
  report: { summary: 'tell the funnel: rates, revenue, cohorts, costs', load: () => import('./commands/report.ts') },
  diagnose: {
    summary: 'name what is wrong with the hand-offs, with evidence and what to do',
    load: () => import('./commands/diagnose.ts'),
  },
  flag: {
    summary: 'flag what machines, testers, colleagues and competitors did',
    load: () => import('./commands/flag.ts'),
  },
  score: { summary: 'score every lead as of an instant', load: () => import('./commands/score.ts') },
  explain: { summary: 'explain one lead, line by line', load: () => import('./commands/explain.ts') },
  calibrate: {
    summary: 'learn from closed-won which criteria tell winners from the rest',
    load: () => import('./commands/calibrate.ts'),
  },
  simulate: {
    summary: 'make up a company whose truth is known',
    load: () => import('./commands/simulate.ts'),
  },
  backtest: { summary: 'replay history through a definition', load: () => import('./commands/backtest.ts') },
  programme: {
    summary: 'check, test, explain, compare and replay nurture programmes',
    load: () => import('./commands/programme.ts'),
  },
  serve: { summary: 'start the service', load: () => import('./commands/serve.ts') },
  mcp: { summary: 'join an assistant to the service', load: () => import('./commands/mcp.ts') },
  backup: {
    summary: "write everything the service's database holds to a file",
    load: () => import('./commands/backup.ts'),
  },
  export: {
    summary: 'write journal, decisions and hand-offs for a warehouse',
    load: () => import('./commands/export.ts'),
  },
  verify: {
    summary: 'derive every decision again and compare',
    load: () => import('./commands/verify.ts'),
  },
  restore: { summary: 'make the database anew of a backup', load: () => import('./commands/restore.ts') },
};

const EXAMPLES = `Start with:
  baton init my-definition
  baton check my-definition
  baton import contacts.csv deals.csv --mapping mapping.yaml
  baton score my-definition journal.ndjson > scores.csv
  baton backtest my-definition journal.ndjson --out report.html
`;

async function main(words: readonly string[]): Promise<number> {
  const asJson = words.includes('--json');
  try {
    await (await programFor(words)).parseAsync([...words], { from: 'user' });
    return Number(process.exitCode ?? EXIT.fine);
  } catch (error) {
    if (error instanceof CommanderError) {
      if (asJson && error.exitCode !== 0)
        writeFailure([{ code: 'cli-usage', severity: 'error', message: error.message }]);
      return error.exitCode === 0 ? EXIT.fine : EXIT.usage;
    }
    const { problems, exit } = failureOf(error);
    if (asJson) writeFailure(problems);
    else printProblems(problems);
    return exit;
  }
}

/** The program, with the command that is asked for (or asked about) loaded. */
async function programFor(words: readonly string[]): Promise<Command> {
  const program = new Command('baton')
    .description('Find the leads worth a sales conversation, and say why.')
    .version(VERSION)
    .showSuggestionAfterError(true)
    .addHelpText('before', EXAMPLES)
    .addHelpText('after', '\nEvery command has --help with examples, and --json.\n')
    .exitOverride();
  const asked = words.filter((word) => !word.startsWith('-')).find((word) => word !== 'help');
  for (const [name, { summary, load }] of Object.entries(COMMANDS)) {
    const command = new Command(name)
      .description(summary)
      .exitOverride()
      .showHelpAfterError('(add --help for examples)');
    program.addCommand(name === asked ? (await load()).define(command) : command);
  }
  return program;
}

function writeFailure(problems: readonly object[]): void {
  process.stdout.write(`${JSON.stringify({ version: 1, ok: false, problems }, null, 2)}\n`);
}

endOnInterrupt();
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.fine);
  const { problems, exit } = failureOf(Object.assign(error, { path: 'standard output' }));
  printProblems(problems);
  process.exit(exit);
});
process.exitCode = await main(process.argv.slice(2));
