// npm test: sets up what is missing, then formatting and lint, types, and every suite; the last line counts them all.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { installForTests } from './install-for-tests.mjs';
import { root, setUp } from './setup.mjs';

setUp();
installForTests();
const proof = process.argv.includes('--proof');
const report = `${root}node_modules/.cache-test-report.json`;
rmSync(report, { force: true });

const total = { passed: 0, failed: 0, skipped: 0 };

function check(name, command, args) {
  console.log(`\n— ${name}`);
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  total[status === 0 ? 'passed' : 'failed'] += 1;
}

check('formatting and lint', 'npx', ['--no-install', 'biome', 'check', '--error-on-warnings', '.']);
check('types', 'npx', ['--no-install', 'tsc', '--noEmit']);
check('types of the web app', 'npx', ['--no-install', 'tsc', '--noEmit', '-p', 'packages/web']);
check('types of the snippet', 'npx', ['--no-install', 'tsc', '--noEmit', '-p', 'packages/snippet']);

console.log('\n— building the programs and the pages');
const { buildAll } = await import('./build.mjs');
await buildAll();

console.log(`\n— tests${proof ? ', full sizes' : ''}`);
const runner = spawnSync(
  'npx',
  [
    '--no-install',
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2).filter((word) => word !== '--proof'),
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...(proof ? { BATON_PROOF: '1' } : {}) },
  },
);
try {
  const found = JSON.parse(readFileSync(report, 'utf8'));
  const broken = found.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  total.passed += found.numPassedTests;
  total.failed += found.numFailedTests + broken.length;
  total.skipped += found.numPendingTests + found.numTodoTests;
  // An error outside any test, such as a rejection that nobody caught, fails the run without failing a test.
  if (runner.status !== 0 && found.numFailedTests + broken.length === 0) total.failed += 1;
} catch {
  console.error('The test runner left no report.');
  total.failed += 1;
}
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
