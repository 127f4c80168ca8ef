// Problems for people: place, sentence, the line with a caret, the remedy. On stderr; stdout is for data.
import type { Place, Problem } from '@baton/core/base/problem';
import pc from 'picocolors';

/** Prints problems and a count. */
export function printProblems(problems: readonly Problem[]): void {
  for (const problem of problems) process.stderr.write(`${renderProblem(problem)}\n`);
}

/** One problem as text, with a caret where its line is known. */
export function renderProblem(problem: Problem): string {
  const kind = problem.severity === 'error' ? pc.red('error') : pc.yellow('warning');
  const where = placeText(problem.place);
  const lines = [
    `${where === '' ? '' : `${pc.bold(where)} `}${kind}: ${problem.message} ${pc.dim(`[${problem.code}]`)}`,
  ];
  const { text, column, length } = problem.place ?? {};
  if (text !== undefined && column !== undefined) {
    lines.push(`  ${text}`, `  ${' '.repeat(Math.max(0, column - 1))}${pc.red('^'.repeat(Math.max(1, length ?? 1)))}`);
  }
  if (problem.hint !== undefined) lines.push(`  ${pc.cyan('hint:')} ${problem.hint}`);
  return lines.join('\n');
}

function placeText(place: Place | undefined): string {
  if (place === undefined) return '';
  const line = place.line === undefined ? '' : `:${place.line}${place.column === undefined ? '' : `:${place.column}`}`;
  return `${place.file ?? ''}${line}`;
}
