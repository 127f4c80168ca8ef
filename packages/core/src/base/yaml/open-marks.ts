// Finds brackets and quotes that are never closed, where the text is broken: the library only says where it stopped hoping.

/** A bracket or quote that opens something. */
export interface OpenMark {
  readonly mark: '{' | '[' | '"' | "'";
  readonly at: number;
}

/** The innermost bracket or quote that is never closed, or is closed by the other kind of bracket; undefined where all are closed. */
export function openMark(source: string): OpenMark | undefined {
  const open: OpenMark[] = [];
  // Whether a value may begin here: elsewhere brackets and quotes are plain characters.
  let isStart = true;
  for (let i = 0; i < source.length; i++) {
    const character = source[i] as string;
    const before = source[i - 1] ?? '\n';
    if (character === '\n') isStart = true;
    else if (character === '#' && /\s/.test(before)) i = lineEnd(source, i) - 1;
    else if (isStart && open.length === 0 && (character === '|' || character === '>')) i = blockEnd(source, i) - 1;
    else if (isStart && (character === '"' || character === "'")) {
      const end = quoteEnd(source, i);
      if (end === undefined) return { mark: character, at: i };
      i = end;
      isStart = false;
    } else if ((isStart || open.length > 0) && (character === '{' || character === '[')) {
      open.push({ mark: character, at: i });
      isStart = true;
    } else if (open.length > 0 && (character === '}' || character === ']')) {
      if ((open.at(-1)?.mark === '{') !== (character === '}')) return open.at(-1);
      open.pop();
      isStart = false;
    } else if (character === ',' && open.length > 0) isStart = true;
    else if ((character === ':' || character === '-' || character === '?') && /\s/.test(source[i + 1] ?? '\n'))
      isStart = true;
    else if (character !== ' ' && character !== '\t' && character !== '\r') isStart = false;
  }
  return open.at(-1);
}

/** Where a text in quotes ends. */
function quoteEnd(source: string, start: number): number | undefined {
  const quote = source[start];
  for (let i = start + 1; i < source.length; i++) {
    if (quote === '"' && source[i] === '\\') i += 1;
    else if (source[i] === quote) {
      if (quote === '"' || source[i + 1] !== quote) return i;
      i += 1;
    }
  }
  return undefined;
}

/** Where a text of several lines (`|`, `>`) ends: at the next line that is indented no deeper than the one it begins on. */
function blockEnd(source: string, start: number): number {
  const lineStart = source.lastIndexOf('\n', start) + 1;
  const depth = indentAt(source, lineStart);
  for (let at = lineEnd(source, start) + 1; at < source.length; at = lineEnd(source, at) + 1)
    if (source.slice(at, lineEnd(source, at)).trim() !== '' && indentAt(source, at) <= depth) return at;
  return source.length;
}

function indentAt(source: string, lineStart: number): number {
  let at = lineStart;
  while (source[at] === ' ') at += 1;
  return at - lineStart;
}

function lineEnd(source: string, from: number): number {
  const end = source.indexOf('\n', from);
  return end < 0 ? source.length : end;
}
