// What changed between two versions of a definition, in sentences about meaning: layout, order without meaning and comments make no difference.
import { definitionDigest } from './canonical.ts';
import type { Definition } from './definition.ts';
import type { Change } from './diff/change.ts';
import { fitChanges } from './diff/fit-changes.ts';
import { gateChanges } from './diff/gate-changes.ts';
import { handoffChanges } from './diff/handoff-changes.ts';
import { trackChanges } from './diff/track-changes.ts';

/**
 * Every change from `before` to `after`, block by block. Empty exactly where both have one digest.
 *
 * @example diffDefinitions(before, after).map((change) => change.sentence) // ['Visited pricing: 15 → 10 points']
 */
export function diffDefinitions(before: Definition, after: Definition): Change[] {
  const changes = [
    ...headChanges(before, after),
    ...fitChanges(before.fit, after.fit),
    ...trackChanges('engagement', before.engagement, after.engagement),
    ...trackChanges('usage', before.usage, after.usage),
    ...gateChanges(before, after),
    ...handoffChanges(before, after),
  ];
  if (changes.length > 0 || definitionDigest(before) === definitionDigest(after)) return changes;
  return [{ path: '', sentence: 'the definitions differ in a detail that has no sentence yet', effect: 'depends' }];
}

function headChanges(before: Definition, after: Definition): Change[] {
  return (['name', 'title', 'motion'] as const).flatMap((key): Change[] => {
    const [was, is] = [before[key], after[key]];
    if (was === is) return [];
    return [
      {
        path: key === 'name' ? 'definition' : key,
        sentence: `${key} ${was ?? 'none'} → ${is ?? 'none'}`,
        effect: 'neutral',
      },
    ];
  });
}
