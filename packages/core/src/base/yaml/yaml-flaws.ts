// What the YAML library finds wrong, in our own words: a plain sentence, the place where it can be mended, a remedy.
import type { ErrorCode } from 'yaml';
import { openMark } from './open-marks.ts';

/** What is wrong with the YAML itself: nothing can be read of it. */
export interface YamlFlaw {
  readonly code: 'syntax' | 'too-large' | 'too-deep';
  readonly message: string;
  readonly hint?: string;
  readonly start: number;
  readonly end: number;
}

/** An error of the library. */
export interface LibraryError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly pos: [number, number];
}

type Words = readonly [message: string, hint: string, start?: number, end?: number];

/** Broken syntax draws one flaw from another; the first ones say what is wrong. */
const MOST_FLAWS = 20;

/** The flaws of a text, one a line; where a bracket or quote is never closed, all others follow from it. */
export function flawsOf(source: string, errors: readonly LibraryError[]): YamlFlaw[] {
  if (errors.length === 0) return [];
  const open = errors.some(({ code }) => FROM_OPEN_MARKS.has(code)) ? openMark(source) : undefined;
  if (open !== undefined) {
    const close = { '{': '}', '[': ']', '"': '"', "'": "'" }[open.mark];
    const isQuote = open.mark === close;
    const hint = isQuote
      ? `write another ${close} where the text ends${open.mark === "'" ? "; inside, ' is written twice" : ''}`
      : `write ${close} where it ends`;
    return [flaw([`this ${open.mark} is never closed`, hint, open.at, open.at + 1], [0, 1])];
  }
  const lines = new Set<number>();
  return errors.slice(0, MOST_FLAWS).flatMap((error) => {
    const found = flaw(wordsOf(error, source), error.pos);
    const line = source.lastIndexOf('\n', Math.max(0, found.start - 1));
    if (lines.has(line)) return [];
    lines.add(line);
    return [found];
  });
}

/** Errors behind which an open bracket or quote may stand. */
const FROM_OPEN_MARKS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'BAD_INDENT',
  'MISSING_CHAR',
  'BLOCK_IN_FLOW',
  'UNEXPECTED_TOKEN',
  'MULTILINE_IMPLICIT_KEY',
  'BLOCK_AS_IMPLICIT_KEY',
  'BAD_DQ_ESCAPE',
]);

const NO_COMMA: Words = ['a comma is missing between two entries in brackets', 'write { a: 1, b: 2 }'];
const KEY_AND_VALUE = 'a line is a key with a colon, a space and a value, or an item with a dash';

function wordsOf({ code, message, pos }: LibraryError, source: string): Words {
  const line = lineAt(source, pos[0]);
  switch (code) {
    case 'TAB_AS_INDENT':
      return ['a line is indented with a tab', 'YAML is indented with spaces'];
    case 'MULTIPLE_DOCS':
      return ['this file holds more than one document', 'leave only one --- out of it'];
    case 'BAD_ALIAS':
    case 'ALIAS_PROPS':
    case 'MULTIPLE_ANCHORS':
      return ['anchors and aliases are not part of the language', 'write the value out'];
    case 'TAG_RESOLVE_FAILED':
    case 'MULTIPLE_TAGS':
      return ['tags are not part of the language', 'write the plain value'];
    case 'BAD_DQ_ESCAPE':
      return [
        `${source.slice(pos[0], pos[0] + 2)} means nothing in double quotes`,
        'write \\\\ for a backslash, or put the text in single quotes',
      ];
    case 'BAD_SCALAR_START':
      return [`a text cannot begin with ${source[pos[0]]}`, 'put it in quotes'];
    case 'BAD_INDENT':
      return message.startsWith('Flow')
        ? [
            'what stands in brackets has to be indented deeper than its key',
            'indent these lines, the closing bracket too',
          ]
        : ['this line is indented unlike those it belongs to', 'keys that belong together begin in the same column'];
    case 'BLOCK_IN_FLOW':
      return NO_COMMA;
    case 'BLOCK_AS_IMPLICIT_KEY':
      return /:(\s|$)/.test(source.slice(pos[0], line.end))
        ? ['a text with a colon in it stands without quotes', "put the whole value in quotes: '…'", pos[0], line.end]
        : [
            'a key cannot have a value and more keys below it',
            'drop the value, or begin the lines below in the same column',
          ];
    case 'MULTILINE_IMPLICIT_KEY':
    case 'MISSING_CHAR':
      return missing(source, line, pos[0]);
    case 'UNEXPECTED_TOKEN':
      return unexpected(source[pos[0]] ?? '', message);
    default:
      return [
        `this cannot be read as YAML: ${sentence(message)}`,
        'look at indentation, quotes and brackets around it',
      ];
  }
}

interface Line {
  readonly start: number;
  readonly end: number;
}

/** Something that every line has, or a bracket needs, is not there. */
function missing(source: string, line: Line, at: number): Words {
  const glued = /^[ \t]*(?:-[ \t]+)?([\w-]+):(?=[^\s:/])/.exec(source.slice(line.start, line.end));
  if (glued !== null) {
    const colon = line.start + glued[0].length - 1;
    return ['a space is missing after the colon', `write ${glued[1]}: …`, colon, colon + 1];
  }
  const outer = openMark(source.slice(0, line.start))?.mark ?? openMark(source.slice(0, at))?.mark;
  if (outer === '{' || outer === '[') return NO_COMMA;
  return ['this line is no key with a value', KEY_AND_VALUE];
}

function unexpected(character: string, message: string): Words {
  if (character === '}' || character === ']')
    return [`this ${character} closes nothing`, `drop it, or write ${character === '}' ? '{' : '['} where it begins`];
  if (/node end/.test(message))
    return [
      'something stands behind a value that has ended already',
      'a text in quotes ends at its second quote: put the whole of it in quotes, or look for a quote too many above',
    ];
  return ['this cannot stand here', 'look at the brackets and quotes before it'];
}

function flaw([message, hint, start, end]: Words, pos: readonly [number, number]): YamlFlaw {
  return { code: 'syntax', message, hint, start: start ?? pos[0], end: end ?? pos[1] };
}

function lineAt(source: string, at: number): Line {
  const end = source.indexOf('\n', at);
  return { start: source.lastIndexOf('\n', at - 1) + 1, end: end < 0 ? source.length : end };
}

function sentence(message: string): string {
  const first = (message.split('\n')[0] ?? message).trim();
  return first.charAt(0).toLowerCase() + first.slice(1);
}
