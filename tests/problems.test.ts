// The catalogue of problems: every code that anything can report stands in docs/problems.md once, with its remedy, and no other does.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'packages'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
const code = sources.map((file) => readFileSync(`${root}${file}`, 'utf8')).join('\n');
const page = readFileSync(`${root}docs/problems.md`, 'utf8');

/** The YAML reader makes its codes out of the kind of document and an ending. */
const endings = [...code.matchAll(/[kK]ind\}-([a-z-]+)`/g)]
  .map((match) => match[1])
  .concat(['syntax', 'too-large', 'too-deep']);
const DOCUMENTS = ['definition', 'tests', 'import', 'programme'];

describe.each([
  'definition',
  'condition',
  'tests',
  'programme',
  'lint',
  'journal',
  'import',
  'hygiene',
  'backtest',
  'cli',
  'http',
  'queue',
  'contract',
  'shelf',
  'upload',
  'background',
  'outgoing',
  'mailing',
  'keeping',
])('%s-*', (prefix) => {
  const used = new Set(
    [...code.matchAll(new RegExp(`['"\`](${prefix}-[a-z0-9-]+)['"\`]`, 'g'))].map((match) => match[1]),
  );
  if (DOCUMENTS.includes(prefix)) for (const ending of endings) used.add(`${prefix}-${ending}`);
  const listed = [...page.matchAll(new RegExp(`^\\| \`(${prefix}-[a-z0-9-]+)\``, 'gm'))].map((match) => match[1]);

  it('every code is listed', () => {
    expect([...used].filter((each) => !listed.includes(each))).toEqual([]);
  });
  it('no other is, and none twice', () => {
    expect(listed.filter((each, i) => !used.has(each) || listed.indexOf(each) !== i)).toEqual([]);
  });
});
