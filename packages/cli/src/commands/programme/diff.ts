// `baton programme diff`: what changed between two programmes, in words.
import { programmeDigest } from '@baton/core/nurture/programme/canonical-programme';
import { diffProgrammes } from '@baton/core/nurture/programme/programme-diff';
import type { Command } from 'commander';
import { readProgramme } from '../../read/programme-folder.ts';

/** `baton programme diff <before> <after>`. */
export function defineDiff(command: Command): Command {
  return command
    .description('tell in words what changed between two programmes')
    .argument('<before>', 'folder of the earlier programme')
    .argument('<after>', 'folder of the later programme')
    .option('--json', 'write the changes as JSON')
    .addHelpText(
      'before',
      'Examples:\n  baton programme diff my-programme my-programme-draft\n  baton programme diff my-programme my-programme-draft --json\n',
    )
    .action((before: string, after: string, options: { readonly json?: true }) => diff(before, after, options));
}

function diff(before: string, after: string, options: { readonly json?: true }): void {
  const [was, is] = [readProgramme(before).programme, readProgramme(after).programme];
  const changes = diffProgrammes(was, is);
  if (options.json === true) {
    const told = { version: 1, before: programmeDigest(was), after: programmeDigest(is), changes };
    process.stdout.write(`${JSON.stringify(told, null, 2)}\n`);
    return;
  }
  if (changes.length === 0) process.stdout.write('Nothing changed: both have the same meaning.\n');
  for (const { sentence } of changes) process.stdout.write(`- ${sentence}\n`);
}
