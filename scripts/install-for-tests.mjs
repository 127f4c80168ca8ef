// Programs that some tests drive and npm does not bring: a browser and PostgreSQL. Installed by apt where they are missing and that is allowed; else said.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PROGRAMS = [
  { name: 'chromium', isThere: () => existsSync('/usr/bin/chromium'), tests: 'tests/web' },
  { name: 'postgresql', isThere: () => existsSync('/usr/lib/postgresql'), tests: 'the tests of the PostgreSQL store' },
];

/** Sees to it that the programs are there; says which are not, and which tests will fail for it. */
export function installForTests() {
  const missing = PROGRAMS.filter(({ isThere }) => !isThere());
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name);
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.error(`Installing ${names.join(' and ')} …`);
    const quiet = {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    };
    spawnSync('apt-get', ['update', '-qq'], quiet);
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], quiet);
  }
  for (const { name } of missing.filter(({ isThere }) => !isThere())) {
    const { tests } = PROGRAMS.find((program) => program.name === name) ?? {};
    console.error(
      `${name} is missing and cannot be installed from here: ${tests} will fail. Install it with your system's packages.`,
    );
  }
}
