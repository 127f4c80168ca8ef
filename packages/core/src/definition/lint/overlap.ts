// Whether two conditions can be true of the same value for the same reason: shared words, one path inside the other, nested bounds.
import type { ConditionNode, Mention } from '../condition.ts';
import { nameOf, numberInWords } from '../condition-words.ts';

interface About {
  readonly of: Mention;
  readonly texts: readonly string[];
  readonly prefix?: string;
  readonly bound?: { readonly up: boolean; readonly at: number };
}

/** What counts for both, in words; undefined where nothing is seen to. Looks at single comparisons, not at compositions. */
export function overlapOf(a: ConditionNode, b: ConditionNode): string | undefined {
  const [x, y] = [aboutOf(a), aboutOf(b)];
  if (x === undefined || y === undefined || !sameField(x.of, y.of)) return undefined;
  const shared = x.texts.find(
    (text) => y.texts.includes(text) || (y.prefix !== undefined && text.startsWith(y.prefix)),
  );
  if (shared !== undefined) return `${nameOf(x.of)} ${shared}`;
  const within = y.texts.find((text) => x.prefix !== undefined && text.startsWith(x.prefix));
  if (within !== undefined) return `${nameOf(x.of)} ${within}`;
  if (x.prefix !== undefined && y.prefix !== undefined) {
    const longer = x.prefix.length > y.prefix.length ? x.prefix : y.prefix;
    if (longer.startsWith(x.prefix) && longer.startsWith(y.prefix)) return `${nameOf(x.of)} ${longer}`;
  }
  if (x.bound === undefined || y.bound === undefined || x.bound.up !== y.bound.up) return undefined;
  const at = x.bound.up ? Math.max(x.bound.at, y.bound.at) : Math.min(x.bound.at, y.bound.at);
  return `${nameOf(x.of)} ${x.bound.up ? 'from' : 'up to'} ${numberInWords(at)}`;
}

function sameField(a: Mention, b: Mention): boolean {
  return a.root === b.root && a.path.join('\u0000') === b.path.join('\u0000');
}

function aboutOf(node: ConditionNode): About | undefined {
  if (node.op === 'text' && node.how === 'startsWith' && node.of.op === 'path' && node.argument.op === 'literal') {
    return { of: node.of, texts: [], prefix: String(node.argument.value) };
  }
  if (node.op === 'in' && node.left.op === 'path' && node.right.op === 'list') {
    return {
      of: node.left,
      texts: node.right.items.flatMap((item) => (item.op === 'literal' ? [String(item.value)] : [])),
    };
  }
  if (node.op !== 'compare' || node.left.op !== 'path' || node.right.op !== 'literal') return undefined;
  const { value } = node.right;
  if (node.how === '==') return { of: node.left, texts: [String(value)] };
  if (typeof value !== 'number' || node.how === '!=') return undefined;
  return { of: node.left, texts: [], bound: { up: node.how.startsWith('>'), at: value } };
}
