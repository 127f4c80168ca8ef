// Conditions built as trees, with the text they would have been parsed from.
import type { Condition, ConditionNode, Mention, Root } from '@baton/core/definition/condition';

type Node = ConditionNode;
type Constant = boolean | number | string;
const AT = { start: 0, end: 0 };

export const constant = (value: Constant): Node => ({ ...AT, op: 'literal', value });
export const list = (values: readonly Constant[]): Node => ({ ...AT, op: 'list', items: values.map(constant) });
export const path = (root: Root, ...steps: string[]): Node => ({ ...AT, op: 'path', root, path: steps });
export const has = (root: Root, ...steps: string[]): Node => ({ ...AT, op: 'has', root, path: steps });
export const not = (of: Node): Node => ({ ...AT, op: 'not', of });
export const size = (of: Node): Node => ({ ...AT, op: 'size', of });
export const both = (left: Node, right: Node): Node => ({ ...AT, op: 'and', left, right });
export const either = (left: Node, right: Node): Node => ({ ...AT, op: 'or', left, right });
export const within = (left: Node, right: Node): Node => ({ ...AT, op: 'in', left, right });
export const compare = (left: Node, how: '==' | '!=' | '<' | '<=' | '>' | '>=', right: Constant | Node): Node => ({
  ...AT,
  op: 'compare',
  how,
  left,
  right: typeof right === 'object' ? right : constant(right),
});
export const arithmetic = (left: Node, how: '+' | '-' | '*' | '/' | '%', right: Constant): Node => ({
  ...AT,
  op: 'arithmetic',
  how,
  left,
  right: constant(right),
});
export const text = (of: Node, how: 'startsWith' | 'endsWith' | 'contains' | 'matches', argument: string): Node => ({
  ...AT,
  op: 'text',
  how,
  of,
  argument: constant(argument),
});
export const choose = (test: Node, yes: Node, no: Node): Node => ({ ...AT, op: 'choose', test, yes, no });

/** A whole condition out of its tree. */
export function condition(node: Node): Condition {
  const mentions = new Map<string, Mention>();
  collect(node, mentions);
  return { source: written(node), node, mentions: [...mentions.values()] };
}

function collect(node: Node, into: Map<string, Mention>): void {
  if (node.op === 'path' || node.op === 'has') {
    const key = [node.root, ...node.path].join('.');
    if (!into.has(key)) into.set(key, { root: node.root, path: node.path });
  }
  for (const inner of innerOf(node)) collect(inner, into);
}

function innerOf(node: Node): readonly Node[] {
  switch (node.op) {
    case 'list':
      return node.items;
    case 'not':
    case 'negate':
    case 'size':
      return [node.of];
    case 'and':
    case 'or':
    case 'in':
    case 'compare':
    case 'arithmetic':
      return [node.left, node.right];
    case 'text':
      return [node.of, node.argument];
    case 'choose':
      return [node.test, node.yes, node.no];
    default:
      return [];
  }
}

function written(node: Node): string {
  switch (node.op) {
    case 'literal':
      return JSON.stringify(node.value);
    case 'list':
      return `[${node.items.map(written).join(', ')}]`;
    case 'path':
      return [node.root, ...node.path].join('.');
    case 'has':
      return `has(${[node.root, ...node.path].join('.')})`;
    case 'not':
      return `!(${written(node.of)})`;
    case 'negate':
      return `-(${written(node.of)})`;
    case 'size':
      return `size(${written(node.of)})`;
    case 'and':
      return `(${written(node.left)} && ${written(node.right)})`;
    case 'or':
      return `(${written(node.left)} || ${written(node.right)})`;
    case 'in':
      return `(${written(node.left)} in ${written(node.right)})`;
    case 'compare':
    case 'arithmetic':
      return `(${written(node.left)} ${node.how} ${written(node.right)})`;
    case 'text':
      return `${written(node.of)}.${node.how}(${written(node.argument)})`;
    case 'choose':
      return `(${written(node.test)} ? ${written(node.yes)} : ${written(node.no)})`;
  }
}
