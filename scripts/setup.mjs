// Installs what is missing, with nothing but Node and npm. Imports nothing from node_modules: it may not exist yet.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a command in the root with its output on the terminal; ends the process where it fails. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (result.error !== undefined) console.error(`${command} cannot be run: ${result.error.message}`);
  if (result.status !== 0) process.exit(result.status ?? 1);
}

/** Makes sure that Node is new enough and that every library is there. */
export function setUp() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Baton needs Node 20.19 or newer; this is ${process.versions.node}.`);
    process.exit(1);
  }
  const installed = `${root}node_modules/.package-lock.json`;
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(`${root}package-lock.json`).mtimeMs) return;
  console.error('Installing libraries …');
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const output = { stdio: ['ignore', 'ignore', 'inherit'] };
  // `ci` wants a lock file that agrees with every package.json; while somebody edits one, `install` still gets there.
  if (spawnSync('npm', ['ci', ...quiet], { cwd: root, ...output }).status !== 0)
    run('npm', ['install', ...quiet], output);
}
