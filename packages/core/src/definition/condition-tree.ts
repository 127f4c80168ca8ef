// From the CEL library's tree to ours: keeps the subset that the language knows, and tells every part that is outside it with its span.
import type { ASTNode } from '@marcbachmann/cel-js';
import type { ConditionNode, Mention, Root } from './condition.ts';
import { patternProblem } from './condition-pattern.ts';

/** Something in a condition that the language does not know. */
export interface Stray {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly start: number;
  readonly end: number;
}

type Span = Pick<ASTNode, 'start' | 'end'>;

const ROOTS: readonly string[] = ['entry', 'lead', 'account'];
const COMPARE: readonly string[] = ['==', '!=', '<', '<=', '>', '>='];
const ARITHMETIC: readonly string[] = ['+', '-', '*', '/', '%'];
const TEXT: readonly string[] = ['startsWith', 'endsWith', 'contains', 'matches'];
const FUNCTIONS = 'the language has has(x), size(x), x.startsWith(y), x.endsWith(y), x.contains(y) and x.matches(y)';

/** Converts one tree. `strays` is empty where all of it belongs to the language. */
export class ConditionTree {
  readonly strays: Stray[] = [];
  readonly node: ConditionNode;

  constructor(root: ASTNode) {
    this.node = this.question(root);
  }

  /** A stray part, in place of which *unknown* stands. */
  private stray({ start, end }: Span, code: string, message: string, hint: string): ConditionNode {
    this.strays.push({ code, message, hint, start, end });
    return { start, end, op: 'literal', value: null };
  }

  /** A part that has to be true or false. */
  private question(node: ASTNode): ConditionNode {
    const made = this.convert(node);
    const isValue =
      ['list', 'arithmetic', 'negate', 'size'].includes(made.op) ||
      (made.op === 'literal' && made.value !== null && typeof made.value !== 'boolean');
    if (isValue)
      this.stray(
        node,
        'condition-no-question',
        'this is a value, not a question that is true or false',
        'compare it with something, for instance account.employees >= 200',
      );
    return made;
  }

  private convert(node: ASTNode): ConditionNode {
    const span = { start: node.start, end: node.end };
    switch (node.op) {
      case 'value':
        return this.literal(node.args, span);
      case 'list':
        return { ...span, op: 'list', items: node.args.map((item) => this.convert(item)) };
      case 'id':
      case '.':
      case '[]':
        return this.mention(node, 'path');
      case '!_':
        return { ...span, op: 'not', of: this.question(node.args) };
      case '-_':
        return this.negative(node.args, span);
      case '&&':
      case '||':
        return {
          ...span,
          op: node.op === '&&' ? 'and' : 'or',
          left: this.question(node.args[0]),
          right: this.question(node.args[1]),
        };
      case '?:':
        return {
          ...span,
          op: 'choose',
          test: this.question(node.args[0]),
          yes: this.convert(node.args[1]),
          no: this.convert(node.args[2]),
        };
      case 'call':
        return this.call(node.args[0], node.args[1], span);
      case 'rcall':
        return this.method(node.args[0], node.args[1], node.args[2], span);
      default:
        return this.binary(node, span);
    }
  }

  private binary(node: ASTNode, span: Span): ConditionNode {
    const [first, second] = node.args as [ASTNode, ASTNode];
    if (node.op === 'in') return this.membership(first, second, span);
    if (COMPARE.includes(node.op)) return { ...span, op: 'compare', how: node.op as '==', ...this.both(first, second) };
    if (ARITHMETIC.includes(node.op))
      return { ...span, op: 'arithmetic', how: node.op as '+', ...this.both(first, second) };
    const name = node.op === 'map' ? 'a map' : node.op;
    return this.stray(span, 'condition-unsupported', `${name} is not part of the language`, FUNCTIONS);
  }

  private both(first: ASTNode, second: ASTNode): { readonly left: ConditionNode; readonly right: ConditionNode } {
    return { left: this.convert(first), right: this.convert(second) };
  }

  private membership(first: ASTNode, second: ASTNode, span: Span): ConditionNode {
    const right = this.convert(second);
    if (right.op === 'literal' && right.value !== null)
      this.stray(
        second,
        'condition-no-list',
        'what stands after in should be a list',
        'write lead.country in ["US", "CA"], or "SSO" in account.technologies',
      );
    return { ...span, op: 'in', left: this.convert(first), right };
  }

  private literal(value: unknown, span: Span): ConditionNode {
    if (typeof value === 'bigint') {
      if (!Number.isSafeInteger(Number(value)))
        return this.stray(
          span,
          'condition-bad-number',
          'this number is too large to be exact',
          'whole numbers go up to 9007199254740991',
        );
      return { ...span, op: 'literal', value: Number(value) };
    }
    if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
      return { ...span, op: 'literal', value };
    return this.stray(
      span,
      'condition-unsupported',
      'bytes and unsigned numbers are not part of the language',
      'write a plain number or a text in quotes',
    );
  }

  private negative(of: ASTNode, span: Span): ConditionNode {
    const inner = this.convert(of);
    if (inner.op === 'literal' && typeof inner.value === 'number')
      return { ...span, op: 'literal', value: inner.value === 0 ? 0 : -inner.value };
    return { ...span, op: 'negate', of: inner };
  }

  private mention(node: ASTNode, op: 'path' | 'has'): ConditionNode {
    const path: string[] = [];
    let here = node;
    while (here.op === '.' || here.op === '[]') {
      const [of, key] = here.args as [ASTNode, ASTNode | string];
      const name = typeof key === 'string' ? key : key.op === 'value' ? key.args : undefined;
      if (typeof name !== 'string')
        return this.stray(
          typeof key === 'string' ? here : key,
          'condition-unsupported',
          'only a text can stand in brackets after a name',
          'write entry.properties["utm source"]',
        );
      path.unshift(name);
      here = of;
    }
    if (here.op !== 'id')
      return this.stray(
        node,
        'condition-unsupported',
        'fields can be read of entry, lead and account only',
        'write entry.name, lead.title or account.employees',
      );
    if (!ROOTS.includes(here.args)) {
      const name = [here.args, ...path].join('.');
      return this.stray(
        here,
        'condition-unknown-root',
        `nothing is called ${here.args} here`,
        `write entry.${name}, lead.${name} or account.${name}; texts stand in quotes`,
      );
    }
    if (path.length === 0)
      return this.stray(
        here,
        'condition-whole-root',
        `${here.args} as a whole cannot be compared`,
        `say which field is meant, for instance ${EXAMPLES[here.args as Root]}`,
      );
    return { start: node.start, end: node.end, op, ...({ root: here.args as Root, path } satisfies Mention) };
  }

  private call(name: string, args: readonly ASTNode[], span: Span): ConditionNode {
    const [only] = args;
    if (only !== undefined && args.length === 1) {
      if (name === 'has') return { ...this.mention(only, 'has'), ...span };
      if (name === 'size') return { ...span, op: 'size', of: this.convert(only) };
    }
    return this.stray(
      span,
      'condition-unknown-function',
      `there is no function ${name} of ${args.length === 1 ? 'one argument' : `${args.length} arguments`}`,
      FUNCTIONS,
    );
  }

  private method(name: string, receiver: ASTNode, args: readonly ASTNode[], span: Span): ConditionNode {
    const [only] = args;
    if (name === 'size' && args.length === 0) return { ...span, op: 'size', of: this.convert(receiver) };
    if (!TEXT.includes(name) || args.length !== 1 || only === undefined) {
      return this.stray(
        span,
        'condition-unknown-function',
        `there is no method ${name} of ${args.length === 1 ? 'one argument' : `${args.length} arguments`}`,
        FUNCTIONS,
      );
    }
    const argument = this.convert(only);
    if (argument.op === 'literal' && argument.value !== null && typeof argument.value !== 'string')
      this.stray(only, 'condition-no-text', `${name} compares texts`, 'put the value into quotes');
    if (name === 'matches') this.checkPattern(argument);
    return { ...span, op: 'text', how: name as 'matches', of: this.convert(receiver), argument };
  }

  private checkPattern(argument: ConditionNode): void {
    if (argument.op !== 'literal' || typeof argument.value !== 'string') {
      this.stray(
        argument,
        'condition-bad-pattern',
        'matches wants a pattern in quotes',
        'write entry.path.matches("^/docs/[a-z]+$")',
      );
      return;
    }
    const reason = patternProblem(argument.value);
    if (reason === undefined) return;
    this.stray(
      argument,
      'condition-bad-pattern',
      `this pattern cannot be read: ${reason}`,
      'patterns are RE2: no look-ahead, no back-references',
    );
  }
}

const EXAMPLES: Readonly<Record<Root, string>> = {
  entry: 'entry.name',
  lead: 'lead.title',
  account: 'account.employees',
};
