// Runs the real command line, as a person would, in a folder of its own. Builds it first where the sources are newer.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root, with a slash at the end. */
export const root = fileURLToPath(new URL('../..', import.meta.url));
/** The journal of the sample company. */
export const sample = join(root, 'examples/sample/journal.ndjson.gz');
/** The enterprise definition. */
export const enterprise = join(root, 'examples/definitions/enterprise');

const program = join(root, 'packages/cli/dist/baton.mjs');

/** How a command ended and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `baton …` to its end. */
export function baton(words: readonly string[], cwd: string, input: string | Buffer = ''): Ended {
  const { status, stdout, stderr } = spawnSync('node', [program, ...words], {
    cwd,
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { code: status, out: stdout, err: stderr };
}

/** An empty folder. */
export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), 'baton-'));
}

/** Builds the command line unless it is newer than every source. */
export function buildWhereStale(): void {
  const sources = ['core', 'figures', 'cli'].flatMap((name) =>
    readdirSync(join(root, 'packages', name, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => join(root, 'packages', name, 'src', file)),
  );
  const newest = Math.max(...sources.map((file) => statSync(file).mtimeMs));
  if (!existsSync(program) || statSync(program).mtimeMs < newest)
    execFileSync('node', [join(root, 'scripts/build.mjs')], { stdio: 'inherit' });
}
