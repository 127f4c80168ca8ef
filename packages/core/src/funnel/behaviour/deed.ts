// What counts as inbound behaviour everywhere in K: what people did themselves, at an instant of its own.
import { NO_DEEDS } from '../../import/rows/kinds/words.ts';
import { plainWord } from '../../import/tables/cell-values.ts';
import type { BehaviourEntry, Entry } from '../../journal/entry.ts';

/** Whether an entry is inbound behaviour: no mail opened or sent, no time on a page (its page counts), nothing loaded in bulk (K12). Machines are flagged, and told elsewhere. */
export function isDeed(entry: Entry): entry is BehaviourEntry {
  if (entry.kind !== 'track' && entry.kind !== 'page' && entry.kind !== 'screen') return false;
  return entry.bulk !== true && (entry.name === undefined || !NO_DEEDS.has(plainWord(entry.name)));
}
