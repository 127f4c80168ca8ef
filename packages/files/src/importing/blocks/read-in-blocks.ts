// Reads a table block by block with a crew, and hears of its rows in the order of the file, as if one thread had read them all.
import type { Problem } from '@baton/core/base/problem';
import type { RememberedTexts } from '@baton/core/base/seen-texts';
import type { FolderFacts } from '@baton/core/import/facts/folder-facts';
import type { Entry, Identity } from '@baton/core/journal/entry';
import { openBytes } from '../../reading/bytes.ts';
import { asUtf8 } from '../encodings.ts';
import type { MappedTable } from '../prepare-tables.ts';
import { readRecords, type TableListener, tableName } from '../tables.ts';
import { eachRecord } from './block-records.ts';
import type { Crew } from './crew.ts';
import { type Block, cutBlocks, type Rest } from './cut-blocks.ts';
import { type BlockResult, type BlockSetup, ROW_NUMBERS } from './read-block.ts';

/** Hears of a table's parts in order; of most rows it gets the entry's line at once. */
export interface BlockListener extends TableListener {
  /** Rows of one entry each that nobody knew: lines for the journal, as UTF-8, and of each an entry like its own. */
  entries(lines: Uint8Array, likes: readonly Entry[]): void;
  /** A deed of somebody who is watched. */
  deed(who: Identity, at: number): void;
}

/** Whether rows of a table can be read apart from one another, and are one entry each as a rule. */
export function canReadInBlocks({ mapped, reading }: MappedTable): boolean {
  const targets = [...mapped.columns.values()].flat().map(({ to }) => to);
  const isPlain = targets.every((to) => !/^(lead|account)\.|^(previousId|deleted|value)$/.test(to));
  const { timeOrder, captured, joins } = reading;
  return mapped.rows === 'events' && isPlain && (timeOrder ?? captured ?? joins) === undefined;
}

/** What a crew needs to know of a table, once all is read that facts are made of. */
export function blockSetupOf({ mapped, sample, reading }: MappedTable, now: number, facts: FolderFacts): BlockSetup {
  const { answers, orders } = reading;
  const { watchedKeys: watched } = facts;
  return { mapping: mapped, header: sample.header, reading: { answers, orders, now }, watched };
}

/** Reads a table to its end. `seen` remembers its rows. */
export async function readInBlocks(
  path: string,
  crew: Crew,
  seen: RememberedTexts,
  listener: BlockListener,
  from: number,
): Promise<void> {
  const { chunks, share } = openBytes(path);
  const name = tableName(path);
  const cuts = cutBlocks(
    asUtf8(chunks, (encoding) => listener.encoding(encoding)),
    from,
  );
  for await (const { block, result } of inOrder(cuts, crew)) {
    if ('chunks' in block) {
      const { line, hasHeader, separator } = block;
      const rest = { name, chunks: block.chunks, share, line, ...(!hasHeader && { separator }) };
      await readRecords(rest, listener, from);
      return;
    }
    if (result === undefined) continue;
    const merge = new BlockMerge(block, await result, name, seen, listener);
    merge.run();
    if (!(await listener.pause(share(), merge.nextLine))) return;
  }
}

interface Asked {
  readonly block: Block | Rest;
  readonly result: Promise<BlockResult> | undefined;
}

/** Keeps as many blocks on their way as a crew can take. */
async function* inOrder(cuts: AsyncIterable<Block | Rest>, crew: Crew): AsyncGenerator<Asked> {
  const asked: Asked[] = [];
  for await (const block of cuts) {
    const result = 'chunks' in block ? undefined : crew.read(block);
    // Whoever waits for it hears of what goes wrong.
    result?.catch(() => {});
    asked.push({ block, result });
    if (asked.length >= crew.depth) yield asked.shift() as Asked;
  }
  yield* asked;
}

/** Takes the rows of a block over, one after another. */
class BlockMerge {
  private readonly words = new Int32Array(4);
  private records: Map<number, () => void> | undefined;
  private likes: Entry[] = [];
  /** From where lines for the journal are still to be handed over, and up to where. */
  private from = 0;
  private to = 0;

  constructor(
    private readonly block: Block,
    private readonly result: BlockResult,
    private readonly file: string,
    private readonly seen: RememberedTexts,
    private readonly listener: BlockListener,
  ) {}

  /** The line behind the block. */
  get nextLine(): number {
    return this.block.line + this.block.lines;
  }

  run(): void {
    const { rows, others, deeds } = this.result;
    for (const [who, at] of deeds) this.listener.deed(who, at);
    let other = 0;
    for (let at = 0; at < rows.length; at += ROW_NUMBERS) {
      const line = rows[at] as number;
      for (; other < others.length && (others[other] as number) < line; other++) this.other(others[other] as number);
      this.row(at, line);
    }
    for (; other < others.length; other++) this.other(others[other] as number);
    this.handOver(this.to);
  }

  private row(at: number, line: number): void {
    const { rows, likes } = this.result;
    const { words } = this;
    for (let i = 0; i < 3; i++) words[i] = rows[at + 1 + i] as number;
    const end = rows[at + 6] as number;
    if (this.seen.claim(words, rows[at + 4] as number)) {
      this.likes.push(likes[rows[at + 5] as number] as Entry);
      this.to = end;
      return;
    }
    this.other(line);
    this.from = end;
    this.to = end;
  }

  /** A record that the import has to read itself. */
  private other(line: number): void {
    this.handOver(this.to);
    this.records ??= this.readAgain();
    this.records.get(line)?.();
  }

  private handOver(end: number): void {
    if (end > this.from) this.listener.entries(this.result.text.subarray(this.from, end), this.likes);
    this.likes = [];
    this.from = end;
  }

  private readAgain(): Map<number, () => void> {
    const { listener } = this;
    const records = new Map<number, () => void>();
    eachRecord(this.block, this.file, {
      record: (cells, line) => records.set(line, () => listener.row(cells, line)),
      broken: (problem: Problem, text, line) => records.set(line, () => listener.broken(problem, text, line)),
    });
    return records;
  }
}
