// From the text of a condition to its tree, or to every problem with its column: limits first, then the CEL library's parser, then our subset of it.
import { Environment, ParseError } from '@marcbachmann/cel-js';
import { failure, type Outcome, type Place, type Problem, success } from '../base/problem.ts';
import type { Condition } from './condition.ts';
import { ConditionTree } from './condition-tree.ts';
import { mentionsOf } from './condition-walk.ts';

/** Longer conditions are refused: nobody can review them. */
export const LONGEST_CONDITION = 2000;
const DEEPEST = 60;

const cel = new Environment({ unlistedVariablesAreDyn: true });

/**
 * Parses a condition. Every problem has `place.line` and `place.column` (from 1) and `place.length` within the source.
 *
 * @example parseCondition('account.employees >= 200')
 */
export function parseCondition(source: string): Outcome<Condition> {
  if (source.length > LONGEST_CONDITION) {
    const message = `a condition may have ${LONGEST_CONDITION} characters, this one has ${source.length}`;
    return failure([
      problemAt(source, 'condition-too-long', message, 0, 1, 'split it into several criteria or signals'),
    ]);
  }
  if (!source.isWellFormed()) {
    const message = 'the condition holds half a character: a lone surrogate';
    return failure([problemAt(source, 'condition-bad-characters', message, 0, 1, 'save the file as UTF-8 text')]);
  }
  const deep = tooDeepAt(source);
  if (deep !== undefined) {
    return failure([
      problemAt(
        source,
        'condition-too-deep',
        `a condition may be nested ${DEEPEST} deep`,
        deep,
        deep + 1,
        'split it into several criteria or signals',
      ),
    ]);
  }
  try {
    const { node, strays } = new ConditionTree(cel.parse(source).ast);
    if (strays.length === 0) return success({ source, node, mentions: mentionsOf(node) });
    return failure(
      strays.map(({ code, message, start, end, hint }) => problemAt(source, code, message, start, end, hint)),
    );
  } catch (error) {
    if (error instanceof ParseError) return failure([syntaxProblem(error, source)]);
    return failure([problemAt(source, 'condition-syntax', 'this cannot be read as a condition', 0, source.length)]);
  }
}

/** The offset in the source that a problem of parseCondition starts at. */
export function offsetOf(source: string, place: Place | undefined): number {
  const lines = source.split('\n').slice(0, (place?.line ?? 1) - 1);
  return lines.reduce((sum, line) => sum + line.length + 1, 0) + (place?.column ?? 1) - 1;
}

function problemAt(source: string, code: string, message: string, start: number, end: number, hint?: string): Problem {
  const before = source.slice(0, start).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  const text = (source.split('\n', before.length)[before.length - 1] ?? '').slice(0, 300);
  const place = { line: before.length, column, length: Math.max(1, end - start), text };
  return { code, severity: 'error', message, place, ...(hint === undefined ? {} : { hint }) };
}

/** Where brackets, signs or questions nest too deeply: the library's parser is recursive. Texts are skipped. */
function tooDeepAt(source: string): number | undefined {
  let depth = 0;
  let signs = 0;
  let questions = 0;
  let quote = '';
  for (let i = 0; i < source.length; i++) {
    const character = source[i] as string;
    if (quote !== '') {
      if (character === '\\') i += 1;
      else if (character === quote) quote = '';
      continue;
    }
    if (character === '"' || character === "'") quote = character;
    if ('([{'.includes(character)) depth += 1;
    if (')]}'.includes(character)) depth -= 1;
    if (character === '?') questions += 1;
    if ('!-'.includes(character)) signs += 1;
    else if (character.trim() !== '') signs = 0;
    if (depth > DEEPEST || signs > DEEPEST || questions > DEEPEST) return i;
  }
  return undefined;
}

const HABITS: readonly (readonly [RegExp, string])[] = [
  [/^=(?!=)/, 'write == to compare'],
  [/^&(?!&)/, 'write && for and'],
  [/^\|(?!\|)/, 'write || for or'],
  [/^and\b/i, 'write && for and'],
  [/^or\b/i, 'write || for or'],
  [/^not\b/i, 'write ! for not'],
  [/^is\b/i, 'write == to compare'],
  [/^[“”‘’„]/, 'use straight quotes'],
];

function syntaxProblem(error: ParseError, source: string): Problem {
  const start = Math.min(error.range?.start ?? 0, source.length);
  const rest = source.slice(start);
  if (rest.trim() === '') {
    const message = source.trim() === '' ? 'the condition is empty' : 'the condition ends too early';
    return problemAt(source, 'condition-syntax', message, start, start + 1);
  }
  const hint =
    HABITS.find(([pattern]) => pattern.test(rest))?.[1] ??
    (/\bnot\s+$/i.test(source.slice(0, start)) ? 'write ! for not' : undefined);
  if (rest.startsWith('"') || rest.startsWith("'"))
    return problemAt(source, 'condition-syntax', 'this text never ends', start, source.length, 'close the quotes');
  return problemAt(
    source,
    'condition-syntax',
    `${/^\S{1,20}/.exec(rest)?.[0] ?? 'this'} is not expected here`,
    start,
    error.range?.end ?? start + 1,
    hint,
  );
}
