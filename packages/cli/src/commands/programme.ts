// `baton programme`: nurture programmes, in the manner of definitions. Each thing that can be done with one has a file of its own.
import type { Command } from 'commander';
import { defineCheck } from './programme/check.ts';
import { defineReplay } from './programme/replay.ts';

export function define(command: Command): Command {
  command.addHelpText(
    'before',
    'Examples:\n  baton programme check examples/programmes/pricing-guide --definition examples/definitions/enterprise\n  baton programme replay examples/programmes/pricing-guide journal.ndjson --definition examples/definitions/enterprise\n',
  );
  for (const [name, defineOne] of Object.entries({ check: defineCheck, replay: defineReplay })) {
    const one = defineOne(command.command(name)).exitOverride();
    one.showHelpAfterError('(add --help for examples)');
  }
  return command;
}
