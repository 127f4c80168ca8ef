// Stories and how they ended, one a line; under each that fails what was expected and what was found.
import type { TestResult } from '@baton/core/replay/run-tests';
import { onOutput } from './colours.ts';

/** Prints the results of one definition or programme. */
export function printTestResults(title: string, results: readonly TestResult[]): void {
  process.stdout.write(`${onOutput.bold(title)}\n`);
  for (const result of results) {
    process.stdout.write(`  ${result.passed ? onOutput.green('✓ holds') : onOutput.red('✗ fails')}  ${result.name}\n`);
    for (const failure of result.failures) process.stdout.write(`      ${failure}\n`);
  }
}
