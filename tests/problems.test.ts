// Every code that the journal, the importer, the backtest and the command line can report stands in docs/problems.md, and no other.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

it.each(['journal', 'import', 'backtest', 'cli'])('%s-* codes and their remedies are documented', (prefix) => {
  const sources = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'packages'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  const code = sources.map((file) => readFileSync(`${root}${file}`, 'utf8')).join('\n');
  const used = new Set([...code.matchAll(new RegExp(`['"](${prefix}-[a-z0-9-]+)['"]`, 'g'))].map((match) => match[1]));
  // The YAML reader makes its codes out of a kind and an ending.
  for (const ending of prefix === 'import' ? YAML_ENDINGS : []) used.add(`import-${ending}`);
  const documented = [
    ...readFileSync(`${root}docs/problems.md`, 'utf8').matchAll(new RegExp(`^\\| \`(${prefix}-[a-z0-9-]+)\``, 'gm')),
  ].map((match) => match[1]);
  expect(documented.sort()).toEqual([...used].sort());
});

const YAML_ENDINGS = [
  'syntax',
  'too-large',
  'too-deep',
  'alias',
  'bad-choice',
  'bad-key',
  'duplicate-key',
  'not-a-list',
  'not-a-map',
  'not-a-number',
  'not-a-text',
  'not-yes-or-no',
  'unknown-key',
];
