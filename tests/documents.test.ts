// What the documents say is so: links lead somewhere, the README's tour runs as it stands, and every command that is shown is one.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { baton, buildWhereStale, emptyFolder, root } from './command-line/baton.ts';

beforeAll(buildWhereStale);

const IGNORED = new Set(['node_modules', '.git', 'out', 'dist']);

function documents(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (IGNORED.has(name)) return [];
    if (statSync(path).isDirectory()) return documents(path);
    return name.endsWith('.md') ? [path] : [];
  });
}

const all = documents(root).map((path) => ({ path, name: relative(root, path), text: readFileSync(path, 'utf8') }));

/** Lines of shell blocks that call baton, without comments. */
function commandsIn(text: string): string[] {
  const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1] as string);
  return blocks
    .flatMap((block) => block.replaceAll('\\\n', ' ').split('\n'))
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter((line) => line.startsWith('baton '));
}

describe.each(all)('$name', ({ path, text }) => {
  it('links to what is there', () => {
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => (match[1] as string).replace(/#.*$/, ''));
    const local = links.filter((link) => link !== '' && !/^[a-z]+:/.test(link));
    expect(local.filter((link) => !existsSync(join(dirname(path), link)))).toEqual([]);
  });

  it('shows commands and options that are there', () => {
    for (const command of commandsIn(text)) {
      const [, name = '', ...words] = command.split(/\s+/);
      const { code, out } = baton([name, '--help'], root);
      expect({ command, code }).toEqual({ command, code: 0 });
      for (const option of words.filter((word) => word.startsWith('--'))) expect(out).toContain(option);
    }
  });
});

it('the README is a tour that runs as it stands', () => {
  const tour = commandsIn(readFileSync(join(root, 'README.md'), 'utf8'));
  expect(tour.length).toBeGreaterThan(8);
  const folder = emptyFolder();
  cpSync(join(root, 'examples'), join(folder, 'examples'), { recursive: true });
  const program = `baton() { node "${join(root, 'packages/cli/dist/baton.mjs')}" "$@"; }`;
  for (const command of tour) {
    const run = (): string =>
      execFileSync('bash', ['-c', `${program}; ${command}`], {
        cwd: folder,
        stdio: ['ignore', 'pipe', 'pipe'],
      }).toString();
    expect(run, command).not.toThrow();
  }
  expect(readFileSync(join(folder, 'report.html'), 'utf8')).toMatch(/^<!doctype html>/i);
  expect(readFileSync(join(folder, 'scores.csv'), 'utf8').split('\n').length).toBeGreaterThan(400);
});
