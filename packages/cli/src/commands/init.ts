// `baton init`: a definition folder to start from, copied from one of the examples. A folder called like an example starts from that one.
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { didYouMean } from '@baton/core/base/did-you-mean';
import type { Command } from 'commander';
import { EXIT } from '../exit.ts';
import { fail } from '../failure.ts';
import { tellNext } from '../print/words.ts';

const STARTERS = ['enterprise', 'product-led', 'account-based', 'outbound', 'criticised-point-table'];
const DEFAULT = 'enterprise';

export function define(command: Command): Command {
  return command
    .argument('<folder>', 'folder to make')
    .option(
      '--from <starter>',
      `one of ${STARTERS.join(', ')}; default: the one the folder is called like, else ${DEFAULT}`,
    )
    .addHelpText(
      'before',
      'Examples:\n  baton init my-definition\n  baton init product-led\n  baton init my-accounts --from account-based\n',
    )
    .option('--json', 'write what was made as JSON')
    .action((folder: string, options: { from?: string; json?: boolean }) => {
      const from = options.from ?? STARTERS.find((name) => name === basename(folder)) ?? DEFAULT;
      const definition = init(folder, from);
      if (options.json === true)
        process.stdout.write(`${JSON.stringify({ version: 1, folder, definition, from }, null, 2)}\n`);
      process.stderr.write(`Made ${folder} from ${from}: ${join(folder, 'README.md')} says what to change first.\n`);
      tellNext('baton', 'check', folder);
    });
}

/** Makes the folder and returns the definition's name: the folder's, as far as it can be one. */
function init(folder: string, starter: string): string {
  if (!STARTERS.includes(starter)) {
    const meant = didYouMean(starter, STARTERS);
    fail(
      'cli-unknown-starter',
      `there is no starter called ${starter}${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
      `choose one of ${STARTERS.join(', ')}`,
      EXIT.usage,
    );
  }
  if (existsSync(folder)) fail('cli-exists', `${folder} exists already`, 'choose another name: nothing is overwritten');
  const source = startersFolder();
  cpSync(join(source, starter), folder, { recursive: true });
  const file = join(folder, 'definition.yaml');
  const name =
    basename(folder)
      .replace(/[^A-Za-z0-9-]+/g, '-')
      .replace(/^[^A-Za-z]+/, '') || 'definition';
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^definition: .*$/m, `definition: ${name}`));
  return name;
}

/** The examples stand beside the program: in the repository two folders up, in a package beside the bundle. */
function startersFolder(): string {
  const here = fileURLToPath(new URL('.', import.meta.url));
  const found = ['../../../examples/definitions', '../../../../examples/definitions', '../examples/definitions']
    .map((path) => join(here, path))
    .find((path) => existsSync(path));
  return (
    found ??
    fail('cli-no-examples', 'the example definitions are not there', 'run baton from its repository', EXIT.unavailable)
  );
}
