// Walking a condition's tree: what stands under a node, and what it reads.
import type { ConditionNode, Mention } from './condition.ts';

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

/** A node that reads a value. */
export type MentionNode = ConditionNode & Mention;

/** Every place where the condition reads a value, in the order of its text. */
export function mentionNodes(node: ConditionNode): MentionNode[] {
  if (node.op === 'path' || node.op === 'has') return [node];
  return children(node).flatMap(mentionNodes);
}

/** Every distinct value that the condition reads, in order of first appearance. */
export function mentionsOf(node: ConditionNode): Mention[] {
  const found = new Map<string, Mention>();
  for (const { root, path } of mentionNodes(node)) {
    const key = JSON.stringify([root, ...path]);
    if (!found.has(key)) found.set(key, { root, path });
  }
  return [...found.values()];
}
