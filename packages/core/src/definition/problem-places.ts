// Finds the line and column of problems that only know their path into a definition, as lint's and diff's do.
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { Problem } from '../base/problem.ts';

/** The problems with line, column and the line's text, as far as their path leads into `text`. The text must parse. */
export function placeProblems(problems: readonly Problem[], text: string, file?: string): Problem[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'silent', prettyErrors: false });
  return problems.map((problem) => {
    const range = rangeAt(document.contents, problem.place?.path ?? '');
    const { line, col } = lines.linePos(range[0]);
    const whole = (text.split(/\r?\n/, line)[line - 1] ?? '').slice(0, 300);
    const length = Math.max(1, Math.min(range[1] - range[0], whole.length - col + 1));
    return {
      ...problem,
      place: { ...problem.place, ...(file === undefined ? {} : { file }), line, column: col, length, text: whole },
    };
  });
}

/** The key at a path, or the nearest one above it that is written. */
function rangeAt(root: Node | null, path: string): readonly [number, number] {
  let here: Node | null = root;
  let range: readonly [number, number] = [0, 1];
  for (const step of path.split(/[.[\]]+/).filter((part) => part !== '')) {
    if (isSeq(here)) {
      here = (here.items[Number(step)] ?? null) as Node | null;
      if (here?.range) range = [here.range[0], here.range[1]];
    } else if (isMap(here)) {
      const pair = here.items.find(({ key }) => isScalar(key) && String(key.value) === step);
      const key = pair?.key as Node | undefined;
      if (key?.range) range = [key.range[0], key.range[1]];
      here = (pair?.value ?? null) as Node | null;
    } else break;
  }
  return range;
}
