// The last step of an import: entries are compared with those that the journal has, counted, and written.
import type { Entry, Instant } from '@baton/core/journal/entry';
import { LONGEST_LINE } from '@baton/core/journal/journal-lines';
import { openBytes } from '../reading/bytes.ts';
import { linesOf } from '../reading/lines.ts';
import { KnownEntries } from '../remembering/known-entries.ts';
import { LineWriter } from '../writing/line-writer.ts';
import type { ImportTally } from './import-tally.ts';
import type { WorkFolder } from './work-folder.ts';

/** Writes the entries of one import. */
export class EntryWriter {
  /** What the journal holds; entries of journal files are offered to it by who reads them. */
  readonly known: KnownEntries;
  private readonly out: LineWriter;

  constructor(
    private readonly folder: WorkFolder,
    private readonly tally: ImportTally,
    /** When the exports were made. */
    private readonly now: Instant,
    /** Rows of tables have ids of their own: entries are compared only with those of journals. */
    private readonly hasJournals: boolean,
  ) {
    this.known = new KnownEntries(folder.known);
    this.out = new LineWriter(folder.journal);
  }

  /** Learns what the journal holds that is added to. */
  async learnJournal(): Promise<void> {
    const { held } = this.folder;
    if (held === undefined) return;
    for await (const lines of linesOf(openBytes(held).chunks, LONGEST_LINE))
      for (const line of lines) if ('text' in line) this.known.learn(line.text);
    this.tally.held = this.known.held;
  }

  /** Whether what tables give is new, whatever it is. */
  get takesAll(): boolean {
    return !this.hasJournals && this.folder.held === undefined;
  }

  /** Writes an entry that tables gave, unless it is known. */
  write(entry: Entry): 'accepted' | 'duplicate' | 'conflict' {
    if (this.takesAll) {
      this.put(entry);
      return 'accepted';
    }
    const news = this.known.newsOf(entry, this.now);
    if (news === undefined) return 'duplicate';
    const line = JSON.stringify(news);
    const verdict = this.known.offer(news, line);
    if (verdict === 'accepted') this.put(news, line);
    return verdict;
  }

  /** Writes an entry that is known to be new. */
  put(entry: Entry, line = JSON.stringify(entry)): void {
    this.tally.card.take(entry);
    if (entry.kind === 'spend') this.tally.sources.spent(entry);
    this.out.add(line);
  }

  /** Writes entries whose lines are made, as UTF-8; of each there is one like it. */
  putLines(lines: Uint8Array, likes: readonly Entry[]): void {
    for (const like of likes) this.tally.card.take(like);
    this.out.addBytes(lines);
  }

  async drain(): Promise<void> {
    await this.out.drain();
  }

  async flush(): Promise<void> {
    await this.out.flush();
  }
}
