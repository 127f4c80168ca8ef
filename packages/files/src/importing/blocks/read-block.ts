// Reads a block of a table by its mapping, apart from all others: what a row comes to where nothing like it was there before. Rows that are not as plain as that are left to the import.
import { fingerprint, hexOf } from '@baton/core/base/fingerprint';
import type { RememberedTexts } from '@baton/core/base/seen-texts';
import { personKeys } from '@baton/core/import/facts/account-keys';
import { FolderFacts } from '@baton/core/import/facts/folder-facts';
import type { FileMapping } from '@baton/core/import/mapping/mapping';
import { type FileReading, FileRows } from '@baton/core/import/rows/file-rows';
import type { Entry, Identity } from '@baton/core/journal/entry';
import { feedOf } from '@baton/core/reports/health/feeds';
import { eachRecord } from './block-records.ts';
import type { Block } from './cut-blocks.ts';

/** What reading blocks of a table needs to know: plain values, that go from thread to thread. */
export interface BlockSetup {
  readonly mapping: FileMapping;
  readonly header: readonly string[];
  readonly reading: Pick<FileReading, 'answers' | 'orders' | 'now'>;
  /** Keys of the people whose deeds tell of deals. */
  readonly watched: ReadonlySet<string>;
}

/** Numbers that are told of a row, in this order: its line, the fingerprint of its name (three), its number under that name, the place of an entry like its own among `likes`, and where its line ends in `text`. */
export const ROW_NUMBERS = 7;

/** What the rows of a block come to. */
export interface BlockResult {
  /** {@link ROW_NUMBERS} for each row that is one entry, if nothing like it was there before. */
  readonly rows: Int32Array;
  /** The lines of their entries for the journal, as UTF-8. */
  readonly text: Uint8Array;
  /** An entry of each kind and name. */
  readonly likes: readonly Entry[];
  /** Lines of all other records, which have to be read by the import. */
  readonly others: readonly number[];
  readonly deeds: readonly Deed[];
}

type Deed = readonly [who: Identity, at: number];

/** Which name a row would be remembered by. */
class AskedName implements RememberedTexts {
  readonly words = new Int32Array(4);
  value: number | undefined;

  remember(text: string, value: number): undefined {
    fingerprint(text, this.words);
    this.value = value;
  }

  count(text: string): { readonly times: number; readonly name: string } {
    this.remember(text, 1);
    return { times: 1, name: hexOf(this.words) };
  }

  replace(): never {
    throw new Error('rows of events replace nothing');
  }

  claim(): never {
    throw new Error('rows are named by texts');
  }
}

/** Notes deeds of the people who are watched. */
class WatchedDeeds extends FolderFacts {
  deeds: Deed[] = [];

  constructor(
    { answers, now }: BlockSetup['reading'],
    private readonly watched: ReadonlySet<string>,
  ) {
    super(answers, now);
  }

  override get isWatching(): boolean {
    return this.watched.size > 0;
  }

  override behaviour(who: Identity, at: number): void {
    if (personKeys(who).some((key) => this.watched.has(key))) this.deeds.push([who, at]);
  }
}

/** Reads blocks of one table. */
export class BlockReader {
  private readonly asked = new AskedName();
  private readonly facts: WatchedDeeds;
  private readonly rows: FileRows;

  constructor(private readonly setup: BlockSetup) {
    const { mapping, header, reading, watched } = setup;
    this.facts = new WatchedDeeds(reading, watched);
    this.rows = new FileRows(mapping, header, reading, this.facts, undefined, this.asked);
  }

  read(block: Block): BlockResult {
    const found = new FoundRows();
    this.facts.deeds = [];
    eachRecord(block, this.setup.mapping.file, {
      record: (cells, line) => {
        const entry = this.entryOf(cells, line);
        if (entry === undefined) found.others.push(line);
        else found.add(line, this.asked, entry);
      },
      broken: (_problem, _text, line) => found.others.push(line),
    });
    return found.result(this.facts.deeds);
  }

  /** The one entry of a row; undefined where there is more to say of it. */
  private entryOf(cells: readonly string[], line: number): Entry | undefined {
    this.asked.value = undefined;
    const outcome = this.rows.take(cells, line);
    if (outcome.verdict !== 'imported' || outcome.bad.length > 0 || outcome.entries.length !== 1) return undefined;
    const [entry] = outcome.entries;
    return this.asked.value !== undefined && entry !== undefined && feedOf(entry) !== undefined ? entry : undefined;
  }
}

/** Rows on their way into a result. */
class FoundRows {
  readonly others: number[] = [];
  private readonly numbers: number[] = [];
  private readonly likes: Entry[] = [];
  private readonly places = new Map<string, number>();
  private text = '';

  add(line: number, { words, value = 0 }: AskedName, entry: Entry): void {
    this.text += JSON.stringify(entry);
    this.text += '\n';
    this.numbers.push(
      line,
      words[0] as number,
      words[1] as number,
      words[2] as number,
      value,
      this.placeOf(entry),
      this.text.length,
    );
  }

  result(deeds: readonly Deed[]): BlockResult {
    const { text, likes, others } = this;
    const bytes = new TextEncoder().encode(text);
    const rows = Int32Array.from(this.numbers);
    if (bytes.length !== text.length) countBytes(rows, text);
    return { rows, text: bytes, likes, others, deeds };
  }

  private placeOf(entry: Entry): number {
    const feed = feedOf(entry) ?? '';
    let place = this.places.get(feed);
    if (place === undefined) {
      place = this.likes.push(entry) - 1;
      this.places.set(feed, place);
    }
    return place;
  }
}

/** Ends of lines in characters become ends in bytes. */
function countBytes(rows: Int32Array, text: string): void {
  let [from, end] = [0, 0];
  for (let at = ROW_NUMBERS - 1; at < rows.length; at += ROW_NUMBERS) {
    const to = rows[at] as number;
    end += Buffer.byteLength(text.slice(from, to));
    rows[at] = end;
    from = to;
  }
}
