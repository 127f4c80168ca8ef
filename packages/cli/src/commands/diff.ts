// `baton diff`: what changed between two definitions, in words.
import { diffDefinitions } from '@baton/core/definition/diff';
import type { Command } from 'commander';
import { readDefinition } from '../read/definition-folder.ts';

export function define(command: Command): Command {
  return command
    .argument('<before>', 'folder of the earlier definition')
    .argument('<after>', 'folder of the later definition')
    .option('--json', 'write the changes as JSON')
    .addHelpText(
      'before',
      'Examples:\n  baton diff definitions/v7 definitions/draft\n  baton diff definitions/v7 definitions/draft --json\n',
    )
    .action((before: string, after: string, options: { json?: boolean }) => {
      const changes = diffDefinitions(readDefinition(before).definition, readDefinition(after).definition);
      if (options.json) process.stdout.write(`${JSON.stringify({ version: 1, changes }, null, 2)}\n`);
      else if (changes.length === 0) process.stdout.write('Nothing changed: both have the same meaning.\n');
      else for (const change of changes) process.stdout.write(`- ${change.sentence}\n`);
      if (!options.json)
        process.stderr.write(`Next: baton backtest ${after} journal.ndjson --against ${before} --out report.html\n`);
    });
}
