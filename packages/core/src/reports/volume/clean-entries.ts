// Which entries machines made, and which are tests or duplicates: by the flags that stand in a journal and by the rules of hygiene, whether or not anybody wrote flags yet.
import { FlagJournal } from '../../hygiene/corrections/flag-journal.ts';
import { NO_SETTINGS } from '../../hygiene/settings.ts';
import type { Entry, EntryRef, FlagEntry } from '../../journal/entry.ts';
import { refKey } from '../../journal/entry-order.ts';

/** What is wrong with an entry. */
export type Flaw = 'machine' | 'dirt';

const FLAWS: Readonly<Partial<Record<FlagEntry['flag'], Flaw>>> = {
  machine: 'machine',
  test: 'dirt',
  duplicate: 'dirt',
};

/** Takes every entry in, in any order, then tells which are flawed. */
export class CleanEntries {
  private readonly hygiene = new FlagJournal(NO_SETTINGS);
  private readonly flags = new Map<string, FlagEntry>();
  private readonly withdrawn = new Set<string>();
  private flaws: ReadonlyMap<string, Flaw> | undefined;

  add(entry: Entry): void {
    this.hygiene.add(entry);
    if (entry.kind === 'flag') this.flags.set(refKey(entry), entry);
    else if (entry.kind === 'withdrawal') this.withdrawn.add(refKey(entry.flagged));
  }

  /** To be asked once all entries are in. */
  flawOf(ref: EntryRef): Flaw | undefined {
    this.flaws ??= this.found();
    return this.flaws.get(refKey(ref));
  }

  private found(): ReadonlyMap<string, Flaw> {
    const own = [...this.flags].filter(([key]) => !this.withdrawn.has(key)).map(([, flag]) => flag);
    const judged = this.hygiene.rejudge(0).standing.map(({ flag }) => flag);
    const flaws = new Map<string, Flaw>();
    for (const { flag, entries = [] } of [...own, ...judged]) {
      const flaw = FLAWS[flag];
      // What a machine made stays a machine's, whatever else it is.
      if (flaw !== undefined)
        for (const ref of entries) if (flaws.get(refKey(ref)) !== 'machine') flaws.set(refKey(ref), flaw);
    }
    return flaws;
  }
}
