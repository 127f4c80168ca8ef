// `baton programme`: nurture programmes, in the manner of definitions. Each thing that can be done with one has a file of its own.
import type { Command } from 'commander';
import { defineCheck } from './programme/check.ts';
import { defineDiff } from './programme/diff.ts';
import { defineExplain } from './programme/explain.ts';
import { defineReplay } from './programme/replay.ts';
import { defineTest } from './programme/test.ts';

const ACTIONS = {
  check: defineCheck,
  test: defineTest,
  explain: defineExplain,
  diff: defineDiff,
  replay: defineReplay,
};

export function define(command: Command): Command {
  command.addHelpText(
    'before',
    'Examples:\n  baton programme check examples/programmes/pricing-guide --definition examples/definitions/enterprise\n  baton programme test examples/programmes/pricing-guide --definition examples/definitions/enterprise\n  baton programme replay examples/programmes/pricing-guide journal.ndjson --definition examples/definitions/enterprise\n',
  );
  for (const [name, defineOne] of Object.entries(ACTIONS)) {
    const one = defineOne(command.command(name)).exitOverride();
    one.showHelpAfterError('(add --help for examples)');
  }
  return command;
}
