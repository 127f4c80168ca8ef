// The texts that a condition compares a value with: `entry.name == "Demo Requested"`, `lead.seniority in ["vp"]`.
import type { Condition, ConditionNode, Mention } from '../condition.ts';
import { children } from '../condition-walk.ts';

/** A value that a condition reads, and one text it is asked to equal. */
export interface AskedText extends Mention {
  readonly text: string;
}

/** Every text that the condition asks a value to equal, in the order of its text. */
export function askedTexts(condition: Condition): AskedText[] {
  return textsIn(condition.node);
}

function textsIn(node: ConditionNode): AskedText[] {
  if (node.op === 'compare' && node.how === '==')
    return [...pairOf(node.left, [node.right]), ...pairOf(node.right, [node.left])];
  if (node.op === 'in') return pairOf(node.left, node.right.op === 'list' ? node.right.items : []);
  return children(node).flatMap(textsIn);
}

function pairOf(path: ConditionNode, values: readonly ConditionNode[]): AskedText[] {
  if (path.op !== 'path') return [];
  return values.flatMap((value) =>
    value.op === 'literal' && typeof value.value === 'string'
      ? [{ root: path.root, path: path.path, text: value.value }]
      : [],
  );
}
