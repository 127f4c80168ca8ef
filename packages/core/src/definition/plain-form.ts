// Definitions as plain JSON: conditions become their normalised text, nothing else changes.
import type { Condition, ConditionNode } from './condition.ts';

/** A JSON value. */
export type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain };

/** Turns a part of a definition into plain JSON. */
export function plain(value: unknown): Plain {
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
    return value;
  if (Array.isArray(value)) return value.map(plain);
  if (isCondition(value)) return conditionText(value.node);
  const entries = Object.entries(value as object).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries.map(([key, inner]) => [key, plain(inner)]));
}

function isCondition(value: unknown): value is Condition {
  return typeof value === 'object' && value !== null && 'mentions' in value && 'node' in value;
}

/** A condition's one text: spaces and redundant brackets gone, every operation in brackets of its own. */
export function conditionText(node: ConditionNode): string {
  switch (node.op) {
    case 'literal':
      return JSON.stringify(node.value);
    case 'list':
      return `[${node.items.map(conditionText).join(', ')}]`;
    case 'path':
      return pathText(node);
    case 'has':
      return `has(${pathText(node)})`;
    case 'not':
      return `!${conditionText(node.of)}`;
    case 'negate':
      return `-${conditionText(node.of)}`;
    case 'size':
      return `size(${conditionText(node.of)})`;
    case 'and':
      return `(${conditionText(node.left)} && ${conditionText(node.right)})`;
    case 'or':
      return `(${conditionText(node.left)} || ${conditionText(node.right)})`;
    case 'in':
      return `(${conditionText(node.left)} in ${conditionText(node.right)})`;
    case 'compare':
    case 'arithmetic':
      return `(${conditionText(node.left)} ${node.how} ${conditionText(node.right)})`;
    case 'text':
      return `${conditionText(node.of)}.${node.how}(${conditionText(node.argument)})`;
    case 'choose':
      return `(${conditionText(node.test)} ? ${conditionText(node.yes)} : ${conditionText(node.no)})`;
  }
}

function pathText(node: { readonly root: string; readonly path: readonly string[] }): string {
  return node.path.reduce(
    (text, key) => (/^[A-Za-z_]\w*$/.test(key) ? `${text}.${key}` : `${text}[${JSON.stringify(key)}]`),
    node.root as string,
  );
}
