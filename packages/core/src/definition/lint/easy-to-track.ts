// Which signals merely count what is easy to track: mail opens and clicks, page views, downloads. A guess from the condition's words.

import type { ConditionNode } from '../condition.ts';
import { children } from '../condition-walk.ts';
import type { Signal } from '../definition.ts';

export type EasyKind = 'mail open' | 'mail click' | 'download' | 'page view';

/** What kind of easy signal this is; undefined where it is none. */
export function easyKind(signal: Signal): EasyKind | undefined {
  const names = textsUnder(signal.when.node, 'name').map((name) => name.toLowerCase());
  if (names.some((name) => /mail.*open|open.*mail|newsletter.*open/.test(name))) return 'mail open';
  if (names.some((name) => /mail.*click|click.*mail|newsletter.*click/.test(name))) return 'mail click';
  if (names.some((name) => /download|white ?paper|e-?book|guide|brochure/.test(name))) return 'download';
  const kinds = textsUnder(signal.when.node, 'kind');
  const fields = new Set(signal.when.mentions.map((mention) => mention.path[0]));
  const byPage = fields.has('path') || fields.has('url') || fields.has('title') || kinds.includes('page');
  const isView = names.length === 0 && byPage && !kinds.some((kind) => kind !== 'page' && kind !== 'screen');
  return isView ? 'page view' : undefined;
}

/** Texts that `entry.<field>` is compared with, anywhere in the condition. */
function textsUnder(node: ConditionNode, field: string): string[] {
  const inside = children(node);
  const about = inside.some(
    (child) => child.op === 'path' && child.root === 'entry' && child.path.length === 1 && child.path[0] === field,
  );
  const own = about ? inside.flatMap((child) => (child.op === 'list' ? child.items : [child])).flatMap(textOf) : [];
  return [...own, ...inside.flatMap((child) => textsUnder(child, field))];
}

function textOf(node: ConditionNode): string[] {
  return node.op === 'literal' && typeof node.value === 'string' ? [node.value] : [];
}
