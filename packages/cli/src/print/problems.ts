// Problems for people: place, sentence, the line with a caret, the remedy. On stderr; stdout is for data.
import type { Place, Problem } from '@baton/core/base/problem';
import { placeText, printable } from '@baton/files/place-text';
import { onTalk } from './colours.ts';

/** Width of the part of a line that is shown around the caret. */
const WIDTH = 110;
/** Prints problems one after another. */
export function printProblems(problems: readonly Problem[]): void {
  for (const problem of problems) process.stderr.write(`${renderProblem(problem)}\n`);
}

/** One problem as text, with a caret where its line is known. */
export function renderProblem(problem: Problem): string {
  const kind = problem.severity === 'error' ? onTalk.red('error') : onTalk.yellow('warning');
  const where = placeText(problem.place);
  const lines = [
    `${where === '' ? '' : `${onTalk.bold(where)} `}${kind}: ${printable(problem.message)} ${onTalk.dim(`[${problem.code}]`)}`,
    ...caretLines(problem.place),
  ];
  if (problem.hint !== undefined) lines.push(`  ${onTalk.cyan('hint:')} ${printable(problem.hint)}`);
  return lines.join('\n');
}

/** A part of the line around the caret; a tab counts as one column, as editors count it. */
function caretLines(place: Place | undefined): string[] {
  const { text, column, length = 1 } = place ?? {};
  if (text === undefined || column === undefined) return [];
  const at = Math.min(column - 1, text.length);
  const from = text.length <= WIDTH ? 0 : Math.max(0, Math.min(at - Math.floor(WIDTH / 4), text.length - WIDTH));
  const shown = text.slice(from, from + WIDTH);
  const [before, after] = [from > 0 ? '…' : '', from + WIDTH < text.length ? '…' : ''];
  const room = Math.max(1, shown.length - (at - from));
  const caret = '^'.repeat(Math.max(1, Math.min(length, room)));
  return [
    `  ${before}${printable(shown.replaceAll('\t', ' '))}${after}`,
    `  ${' '.repeat(before.length + at - from)}${onTalk.red(caret)}`,
  ];
}
