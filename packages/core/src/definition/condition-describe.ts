// A condition in plain words, from the same tree that is evaluated. What people did reads as a verb ("visited a page whose path starts with /pricing"),
// who they are as a clause ("company headcount is at least 200").
import type { Condition, ConditionNode, Mention } from './condition.ts';
import { MACHINE } from './condition-evaluate.ts';
import { listed, nameOf, valueInWords } from './condition-words.ts';

/**
 * Describes a condition in words.
 *
 * @example describeCondition(condition) // 'company headcount is at least 200'
 */
export function describeCondition(condition: Condition): string {
  const ofEntries = condition.mentions.length > 0 && condition.mentions.every((mention) => mention.root === 'entry');
  return ofEntries ? deed(condition.node) : clause(condition.node, false);
}

const COMPARED = {
  '==': 'is',
  '!=': 'is not',
  '<': 'is under',
  '<=': 'is at most',
  '>': 'is over',
  '>=': 'is at least',
} as const;
const OPPOSITE = { '==': '!=', '!=': '==', '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const;
const MIRRORED = { '==': '==', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;
const TEXTS = {
  startsWith: ['starts with', 'does not start with'],
  endsWith: ['ends with', 'does not end with'],
  contains: ['contains', 'does not contain'],
  matches: ['matches', 'does not match'],
} as const;

/** A node as a clause that can be true; `not` turns it round. */
function clause(node: ConditionNode, not: boolean): string {
  switch (node.op) {
    case 'not':
      return clause(node.of, !not);
    case 'and':
    case 'or':
      return joined(chain(node, node.op), node.op, not);
    case 'has':
      return `${nameOf(node)} is ${not ? 'not known' : 'known'}`;
    case 'compare':
      return comparison(node, not);
    case 'in':
      return membership(node, not);
    case 'text':
      return `${value(node.of)} ${TEXTS[node.how][not ? 1 : 0]} ${value(node.argument)}`;
    case 'choose':
      return `if ${clause(node.test, false)} then ${clause(node.yes, not)}, else ${clause(node.no, not)}`;
    case 'literal':
      if (typeof node.value !== 'boolean') return `${value(node)} is true`;
      return node.value === not ? 'never' : 'always';
    case 'path':
      if (node.root === 'entry' && node.path.join('.') === MACHINE) return `${not ? 'no' : 'a'} machine made it`;
      return `${value(node)} is ${not ? 'false' : 'true'}`;
    default:
      return `${value(node)} is ${not ? 'false' : 'true'}`;
  }
}

/** *and* and *or* turn into each other under a *not*. */
function joined(nodes: readonly ConditionNode[], op: 'and' | 'or', not: boolean): string {
  const parts = nodes.map((part) =>
    part.op === 'and' || part.op === 'or' || part.op === 'choose' ? `(${clause(part, not)})` : clause(part, not),
  );
  return parts.join((op === 'and') === not ? ' or ' : ' and ');
}

interface Pair {
  readonly left: ConditionNode;
  readonly right: ConditionNode;
}

/** The parts of `a && b && c`, or of `a || b || c`. */
function chain(node: ConditionNode, op: 'and' | 'or'): ConditionNode[] {
  if (node.op !== op) return [node];
  const { left, right }: Pair = node;
  return [...chain(left, op), ...chain(right, op)];
}

function comparison(node: ConditionNode & { readonly op: 'compare' }, not: boolean): string {
  const turned = node.left.op === 'literal' && node.right.op !== 'literal';
  const [left, right] = turned ? [node.right, node.left] : [node.left, node.right];
  const how = turned ? MIRRORED[node.how] : node.how;
  return `${value(left)} ${COMPARED[not ? OPPOSITE[how] : how]} ${value(right)}`;
}

function membership(node: Pair, not: boolean): string {
  if (node.right.op !== 'list')
    return `${value(node.right)} ${not ? 'does not include' : 'includes'} ${value(node.left)}`;
  const items = node.right.items.map(value);
  if (items.length === 1) return `${value(node.left)} ${not ? 'is not' : 'is'} ${items[0]}`;
  return not
    ? `${value(node.left)} is none of ${listed(items, 'and')}`
    : `${value(node.left)} is ${listed(items, 'or')}`;
}

const SUMS = { '+': 'plus', '-': 'minus', '*': 'times', '/': 'divided by', '%': 'modulo' } as const;

function value(node: ConditionNode): string {
  switch (node.op) {
    case 'literal':
      return valueInWords(node.value);
    case 'path':
      return nameOf(node);
    case 'list':
      return listed(node.items.map(value), 'and');
    case 'size':
      return `the length of ${value(node.of)}`;
    case 'negate':
      return `minus ${value(node.of)}`;
    case 'arithmetic':
      return `(${value(node.left)} ${SUMS[node.how]} ${value(node.right)})`;
    default:
      return `(${clause(node, false)})`;
  }
}

const PAGE_FIELDS: readonly string[] = ['path', 'url', 'title', 'referrer'];
const DEEDS: Readonly<Record<string, string>> = {
  page: 'visited a page',
  screen: 'opened a screen',
  dwell: 'stayed on a page',
};

/** What somebody did, as a verb: kinds and names become the verb, the rest hangs on it. */
function deed(node: ConditionNode): string {
  if (node.op === 'or') return chain(node, 'or').map(deed).join(', or ');
  const parts = chain(node, 'and');
  const kind = parts.flatMap((part) => textsOf(part, 'kind') ?? [])[0];
  const names = parts.flatMap((part) => textsOf(part, 'name') ?? []);
  const rest = parts.filter((part) => textsOf(part, 'kind') === undefined && textsOf(part, 'name') === undefined);
  const seconds = rest.filter((part) => part.op === 'compare' && isField(part.left, 'seconds'));
  const onPage = rest.filter((part) => PAGE_FIELDS.includes(fieldOf(part) ?? ''));
  const others = rest.filter((part) => !seconds.includes(part) && !onPage.includes(part));
  const place = onPage.length === 0 ? '' : ` whose ${onPage.map((part) => clause(part, false)).join(' and ')}`;
  const time = seconds.map((part) => ` for ${clause(part, false).replace(/^seconds is /, '')} seconds`).join('');
  const where = others.length === 0 ? '' : ` where ${others.map((part) => bracketed(part)).join(' and ')}`;
  return `${verb(kind, names, onPage.length > 0)}${place}${time}${where}`;
}

function bracketed(node: ConditionNode): string {
  return node.op === 'or' || node.op === 'choose' ? `(${clause(node, false)})` : clause(node, false);
}

function verb(kind: string | undefined, names: readonly string[], onPage: boolean): string {
  const quoted = listed(
    names.map((name) => `"${name}"`),
    'or',
  );
  if (names.length > 0 && (kind === 'page' || kind === 'screen')) return `visited ${quoted}`;
  if (names.length > 0) return onPage ? `did ${quoted} on a page` : `did ${quoted}`;
  if (kind === undefined) return onPage ? 'visited a page' : 'did anything';
  return DEEDS[kind] ?? (onPage ? 'did something on a page' : 'did something');
}

/** The texts of `entry.<field> == "x"` or `entry.<field> in ["x", "y"]`; undefined for any other node. */
function textsOf(node: ConditionNode, field: string): readonly string[] | undefined {
  if (node.op === 'compare' && node.how === '==' && isField(node.left, field)) return texts([node.right]);
  if (node.op === 'in' && isField(node.left, field) && node.right.op === 'list') return texts(node.right.items);
  return undefined;
}

function texts(nodes: readonly ConditionNode[]): readonly string[] | undefined {
  const found = nodes.flatMap((node) => (node.op === 'literal' && typeof node.value === 'string' ? [node.value] : []));
  return found.length === nodes.length ? found : undefined;
}

function isField(node: ConditionNode, field: string): node is ConditionNode & Mention {
  return node.op === 'path' && node.root === 'entry' && node.path.length === 1 && node.path[0] === field;
}

/** The one top-level field of the entry that a simple node is about. */
function fieldOf(node: ConditionNode): string | undefined {
  const of = node.op === 'text' ? node.of : node.op === 'compare' || node.op === 'in' ? node.left : undefined;
  return of?.op === 'path' && of.root === 'entry' ? of.path[0] : undefined;
}
