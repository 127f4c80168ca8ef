// A YAML text with its places: parses it under limits, and turns offsets into line, column and caret data.
import { LineCounter, type ParsedNode, parseDocument } from 'yaml';
import type { Place } from '../problem.ts';
import { flawsOf, type YamlFlaw } from './yaml-flaws.ts';

/** Larger documents are refused before they are parsed. */
export const LARGEST_DOCUMENT = 1_000_000;
const DEEPEST = 100;

/** A parsed text that can say where things are. A text under flaws has no root. */
export class YamlDocument {
  readonly flaws: readonly YamlFlaw[];
  /** The document's value; null where it is empty or cannot be read. */
  readonly root: ParsedNode | null;
  private readonly lines = new LineCounter();

  constructor(readonly source: string) {
    const tooMuch = limitsOf(source);
    if (tooMuch !== undefined) {
      this.root = null;
      this.flaws = [tooMuch];
      return;
    }
    let root: ParsedNode | null = null;
    let flaws: YamlFlaw[];
    try {
      const options = {
        lineCounter: this.lines,
        version: '1.2',
        merge: false,
        // The library compares every key with every other; the reader looks for keys written twice in one pass.
        uniqueKeys: false,
        prettyErrors: false,
        logLevel: 'error',
      } as const;
      const document = parseDocument(source, options);
      root = document.contents;
      flaws = flawsOf(source, [...document.errors, ...document.warnings]);
    } catch {
      flaws = [{ code: 'syntax', message: 'this is no YAML that can be read', start: 0, end: 1 }];
    }
    this.root = root;
    this.flaws = flaws;
  }

  /** Line, column, length and the line's text of a range of the source. */
  placeOf(start: number, end: number): Place {
    const { line, col } = this.lines.lineStarts.length > 0 ? this.lines.linePos(start) : { line: 1, col: 1 };
    const lineStart = this.lines.lineStarts[line - 1] ?? 0;
    const text = this.source.slice(lineStart, lineStart + 400).split(/\r?\n/, 1)[0] ?? '';
    const length = Math.max(1, Math.min(end - start, text.length - col + 1));
    return { line, column: col, length, text: text.slice(0, 300) };
  }

  /** The line of an offset, from 1. */
  lineAt(offset: number): number {
    return this.lines.linePos(offset).line;
  }
}

/** Too large, or nested so deeply that reading it would cost more than it is worth. */
function limitsOf(source: string): YamlFlaw | undefined {
  if (source.length > LARGEST_DOCUMENT) {
    const message = `a document may have ${LARGEST_DOCUMENT} characters, this one has ${source.length}`;
    return { code: 'too-large', message, start: 0, end: 1 };
  }
  const at = tooDeepAt(source);
  if (at === undefined) return undefined;
  return { code: 'too-deep', message: `a document may be nested ${DEEPEST} deep`, start: at, end: at + 1 };
}

/** Where brackets, block sequences (`- - -`) or indentation nest too deeply: counted generously, texts and comments included. */
function tooDeepAt(source: string): number | undefined {
  let brackets = 0;
  let marks = 0;
  let spaces = 0;
  let blank = true;
  for (let i = 0; i < source.length; i++) {
    const character = source[i] as string;
    if (character === '\n') {
      [marks, spaces, blank] = [0, 0, true];
    } else if (character === ' ') {
      if (blank) spaces += 1;
    } else {
      const mark = '-?:'.includes(character) && source[i + 1] === ' ';
      marks = mark ? marks + 1 : 0;
      blank = false;
      if (character === '[' || character === '{') brackets += 1;
      else if (character === ']' || character === '}') brackets = Math.max(0, brackets - 1);
      if (brackets > DEEPEST || marks > DEEPEST || spaces > 4 * DEEPEST) return i;
    }
  }
  return undefined;
}
