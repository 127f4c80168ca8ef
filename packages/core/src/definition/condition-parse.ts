// From a CEL expression to our condition tree: the library parses, this file keeps the subset that the language knows and says what is wrong with the rest, with its column.
import { type ASTNode, Environment, ParseError } from '@marcbachmann/cel-js';
import { RE2JS } from 're2js';
import { failure, type Outcome, type Problem, success } from '../base/problem.ts';
import type { Condition, ConditionNode, Mention, Root } from './condition.ts';

/** Longer conditions are refused: nobody can review them. */
export const LONGEST_CONDITION = 2000;
const DEEPEST = 60;

const cel = new Environment({ unlistedVariablesAreDyn: true });
const ROOTS: readonly string[] = ['entry', 'lead', 'account'];
const COMPARE: readonly string[] = ['==', '!=', '<', '<=', '>', '>='];
const ARITHMETIC: readonly string[] = ['+', '-', '*', '/', '%'];
const TEXT: readonly string[] = ['startsWith', 'endsWith', 'contains', 'matches'];

/** What stands in the way of a condition, at a span of its source. */
class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly start: number,
    readonly end: number,
    readonly hint?: string,
  ) {
    super(message);
  }
}

/**
 * Parses a condition. Problems carry `place.column` (from 1) and `place.length` within the source.
 *
 * @example parseCondition('account.employees >= 200')
 */
export function parseCondition(source: string): Outcome<Condition> {
  if (source.length > LONGEST_CONDITION) {
    return failure([
      problemAt(
        'condition-too-long',
        `a condition may have ${LONGEST_CONDITION} characters, this one has ${source.length}`,
        0,
        1,
      ),
    ]);
  }
  if (deepest(source) > DEEPEST) {
    return failure([
      problemAt(
        'condition-too-deep',
        `a condition may be nested ${DEEPEST} deep`,
        0,
        1,
        'split it into several criteria',
      ),
    ]);
  }
  try {
    const node = convert(cel.parse(source).ast);
    return success({ source, node, mentions: mentionsOf(node) });
  } catch (error) {
    if (error instanceof Refusal)
      return failure([problemAt(error.code, error.message, error.start, error.end, error.hint)]);
    if (error instanceof ParseError) return failure([syntaxProblem(error, source)]);
    return failure([problemAt('condition-syntax', 'this is no condition', 0, source.length)]);
  }
}

/** How deep brackets, negations and minus signs nest: the library's parser is recursive. */
function deepest(source: string): number {
  let depth = 0;
  let most = 0;
  let run = 0;
  for (const character of source) {
    if ('([{'.includes(character)) depth += 1;
    if (')]}'.includes(character)) depth -= 1;
    run = '!-?'.includes(character) ? run + 1 : character === ' ' ? run : 0;
    most = Math.max(most, depth, run);
  }
  return most;
}

function problemAt(code: string, message: string, start: number, end: number, hint?: string): Problem {
  return {
    code,
    severity: 'error',
    message,
    place: { column: start + 1, length: Math.max(1, end - start) },
    ...(hint === undefined ? {} : { hint }),
  };
}

function syntaxProblem(error: ParseError, source: string): Problem {
  const sentence = (error.message.split('\n')[0] ?? '').replace(
    /^Unexpected token: EOF$/,
    'the condition ends too early',
  );
  const range = (error as { range?: { start: number; end: number } }).range;
  const start = Math.min(range?.start ?? 0, source.length);
  return problemAt(
    'condition-syntax',
    sentence.charAt(0).toLowerCase() + sentence.slice(1),
    start,
    range?.end ?? start + 1,
  );
}

function convert(node: ASTNode): ConditionNode {
  const span = { start: node.start, end: node.end };
  switch (node.op) {
    case 'value':
      return { ...span, op: 'literal', value: literal(node) };
    case 'list':
      return { ...span, op: 'list', items: node.args.map(convert) };
    case 'id':
    case '.':
    case '[]':
      return { ...span, op: 'path', ...mention(node) };
    case '!_':
      return { ...span, op: 'not', of: convert(node.args) };
    case '-_':
      return negative(node.args, span);
    case '&&':
    case '||':
      return {
        ...span,
        op: node.op === '&&' ? 'and' : 'or',
        left: convert(node.args[0]),
        right: convert(node.args[1]),
      };
    case '?:':
      return {
        ...span,
        op: 'choose',
        test: convert(node.args[0]),
        yes: convert(node.args[1]),
        no: convert(node.args[2]),
      };
    case 'call':
      return call(node.args[0], node.args[1], node);
    case 'rcall':
      return method(node.args[0], node.args[1], node.args[2], node);
    default:
      return binary(node);
  }
}

function binary(node: ASTNode): ConditionNode {
  const span = { start: node.start, end: node.end };
  if (Array.isArray(node.args)) {
    const [left, right] = node.args as [ASTNode, ASTNode];
    if (node.op === 'in') return { ...span, op: 'in', left: convert(left), right: convert(right) };
    if (COMPARE.includes(node.op))
      return { ...span, op: 'compare', how: node.op as '==', left: convert(left), right: convert(right) };
    if (ARITHMETIC.includes(node.op))
      return { ...span, op: 'arithmetic', how: node.op as '+', left: convert(left), right: convert(right) };
  }
  throw new Refusal(
    'condition-unsupported',
    `the language has no ${node.op}`,
    node.start,
    node.end,
    'use comparisons, in, has(), startsWith() and the like',
  );
}

function literal(node: ASTNode): null | boolean | number | string {
  const value: unknown = node.args;
  if (typeof value === 'bigint') return Number(value);
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
    return value;
  throw new Refusal('condition-unsupported', 'this kind of literal is not part of the language', node.start, node.end);
}

function negative(of: ASTNode, span: { readonly start: number; readonly end: number }): ConditionNode {
  const inner = convert(of);
  if (inner.op === 'literal' && typeof inner.value === 'number') return { ...span, op: 'literal', value: -inner.value };
  return { ...span, op: 'negate', of: inner };
}

function mention(node: ASTNode): Mention {
  const path: string[] = [];
  let here = node;
  while (here.op === '.' || here.op === '[]') {
    const [of, key] = here.args as [ASTNode, ASTNode | string];
    const name =
      typeof key === 'string' ? key : key.op === 'value' && typeof key.args === 'string' ? key.args : undefined;
    if (name === undefined) {
      throw new Refusal(
        'condition-unsupported',
        'only a text may stand in brackets after a name',
        here.start,
        here.end,
        'write entry.properties["utm source"]',
      );
    }
    path.unshift(name);
    here = of;
  }
  if (here.op !== 'id')
    throw new Refusal(
      'condition-unsupported',
      'fields can be read of entry, lead and account only',
      node.start,
      node.end,
    );
  if (!ROOTS.includes(here.args)) {
    throw new Refusal(
      'condition-unknown-root',
      `nothing is called ${here.args} here`,
      here.start,
      here.end,
      `write entry.${here.args}, lead.${here.args} or account.${here.args}; texts stand in quotes`,
    );
  }
  if (path.length === 0)
    throw new Refusal(
      'condition-whole-root',
      `say which field of ${here.args} is meant`,
      here.start,
      here.end,
      `for instance ${here.args}.name`,
    );
  return { root: here.args as Root, path };
}

function call(name: string, args: readonly ASTNode[], node: ASTNode): ConditionNode {
  const span = { start: node.start, end: node.end };
  const [only] = args;
  if (name === 'has' && args.length === 1 && only !== undefined) return { ...span, op: 'has', ...mention(only) };
  if (name === 'size' && args.length === 1 && only !== undefined) return { ...span, op: 'size', of: convert(only) };
  throw new Refusal(
    'condition-unknown-function',
    `there is no function ${name}() of ${args.length} arguments`,
    node.start,
    node.end,
    'the language has has(x), size(x), x.startsWith(), x.endsWith(), x.contains(), x.matches()',
  );
}

function method(name: string, of: ASTNode, args: readonly ASTNode[], node: ASTNode): ConditionNode {
  const span = { start: node.start, end: node.end };
  const [only] = args;
  if (name === 'size' && args.length === 0) return { ...span, op: 'size', of: convert(of) };
  if (!TEXT.includes(name) || args.length !== 1 || only === undefined) {
    throw new Refusal(
      'condition-unknown-function',
      `there is no method ${name}() of ${args.length} arguments`,
      node.start,
      node.end,
      'the language has startsWith(), endsWith(), contains(), matches() and size()',
    );
  }
  const argument = convert(only);
  if (name === 'matches') checkExpression(argument);
  return { ...span, op: 'text', how: name as 'matches', of: convert(of), argument };
}

function checkExpression(argument: ConditionNode): void {
  if (argument.op !== 'literal' || typeof argument.value !== 'string') {
    throw new Refusal('condition-bad-pattern', 'matches() wants a text in quotes', argument.start, argument.end);
  }
  try {
    RE2JS.compile(argument.value);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it cannot be read';
    throw new Refusal(
      'condition-bad-pattern',
      `this is no regular expression: ${reason}`,
      argument.start,
      argument.end,
    );
  }
}

function mentionsOf(node: ConditionNode): Mention[] {
  const found = new Map<string, Mention>();
  const walk = (here: ConditionNode): void => {
    if (here.op === 'path' || here.op === 'has') {
      const { root, path } = here;
      const key = JSON.stringify([root, ...path]);
      if (!found.has(key)) found.set(key, { root, path });
    }
    for (const child of children(here)) walk(child);
  };
  walk(node);
  return [...found.values()];
}

/** The nodes directly under a node. */
export function children(node: ConditionNode): readonly ConditionNode[] {
  switch (node.op) {
    case 'list':
      return node.items;
    case 'not':
    case 'negate':
    case 'size':
      return [node.of];
    case 'text':
      return [node.of, node.argument];
    case 'choose':
      return [node.test, node.yes, node.no];
    case 'literal':
    case 'path':
    case 'has':
      return [];
    default:
      return [node.left, node.right];
  }
}
