// The papers of the repository, and the commands that they show.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from '../command-line/baton.ts';

const IGNORED = new Set(['node_modules', '.git', 'out', 'dist', 'work']);

/** A paper: where it is, what it is called from the root, what it says. */
export interface Paper {
  readonly path: string;
  readonly name: string;
  readonly text: string;
}

/** Every Markdown file of the repository. */
export function allDocuments(): Paper[] {
  return pathsIn(root).map((path) => ({ path, name: relative(root, path), text: readFileSync(path, 'utf8') }));
}

function pathsIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (IGNORED.has(name)) return [];
    if (statSync(path).isDirectory()) return pathsIn(path);
    return name.endsWith('.md') ? [path] : [];
  });
}

/** Lines of shell blocks that call baton, without comments. */
export function commandsIn(text: string): string[] {
  const blocks = [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map((match) => match[1] as string);
  return blocks
    .flatMap((block) => block.replaceAll('\\\n', ' ').split('\n'))
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter((line) => line.startsWith('baton '));
}

/** Commands in running text: `baton score …`. */
export function commandsInProse(text: string): string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '');
  return [...prose.matchAll(/`(baton [a-z][^`]*)`/g)].map(([, command]) => command as string);
}
