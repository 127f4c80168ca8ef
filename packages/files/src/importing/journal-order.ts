// In which order a journal file has the events of a person: time on pages can be made of them only where it is one (C8a).
import { type TimeOrder, timeOrderOf } from '@baton/core/journal/dwell';
import { subjectOf } from '@baton/core/journal/identifiers';
import { openBytes } from '../reading/bytes.ts';
import { readJournalFile } from '../reading/journal-file.ts';
import { SAMPLE_ROWS } from './prepare-tables.ts';
import { tableName } from './tables.ts';

/** The order of the first entries; undefined where there are no pages among them, where time on pages is told already, or where they are in no order. */
export async function timeOrderOfJournal(path: string): Promise<TimeOrder | undefined> {
  const events: { readonly who: string; readonly at: number }[] = [];
  let [pages, isTold] = [0, false];
  await readJournalFile(
    tableName(path),
    openBytes(path),
    { offer: () => 'accepted', refuse: () => {} },
    {
      take(receipt) {
        if (!('entry' in receipt)) return;
        const { entry } = receipt;
        const who = subjectOf(entry);
        isTold ||= entry.kind === 'dwell';
        if (entry.kind !== 'page' && entry.kind !== 'track' && entry.kind !== 'screen') return;
        if (entry.kind === 'page') pages += 1;
        if (who !== undefined) events.push({ who, at: entry.occurredAt });
      },
      pause: async () => events.length < SAMPLE_ROWS && !isTold,
    },
  );
  return pages === 0 || isTold ? undefined : timeOrderOf(events);
}
