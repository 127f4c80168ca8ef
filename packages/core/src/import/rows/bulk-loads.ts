// Which rows were loaded many at a time (K12): a first pass over a file counts the members of a campaign, or the contacts, that were created in one calendar minute.
import { fingerprint } from '../../base/fingerprint.ts';
import { FingerprintTable } from '../../base/fingerprint-table.ts';
import type { FileMapping } from '../mapping/mapping.ts';
import { type ColumnReader, compileColumns, type Reading } from './compile-columns.ts';
import { type Draft, emptyDraft, instantOf, textOf } from './draft.ts';

/** More than so many in one minute are a load, and nothing that people did. */
const MOST_BY_HAND = 50;
const MINUTE_MS = 60_000;

/** Counts rows by campaign and minute of creation; a few dozen bytes for each minute. */
export class BulkLoads {
  private readonly readers: readonly ColumnReader[];
  private readonly counts = new FingerprintTable();
  private readonly words = new Int32Array(4);

  constructor(
    private readonly mapping: FileMapping,
    header: readonly string[],
    reading: Reading,
  ) {
    const needed = [...mapping.columns].flatMap(([column, targets]) => {
      const kept = targets.filter(({ to }) => /^campaign\.|^(occurredAt|createdAt|name)$/.test(to));
      return kept.length > 0 ? [[column, kept] as const] : [];
    });
    this.readers = compileColumns({ ...mapping, columns: new Map(needed) }, header, reading);
  }

  /** Whether a file's rows can be a load at all: members, and contacts of whom the file says what they did to become one. */
  static isNeeded({ rows, columns }: FileMapping): boolean {
    const leadsTo = (target: string): boolean =>
      [...columns.values()].some((mapped) => mapped.some(({ to }) => to === target));
    return rows === 'members' || (rows === 'leads' && leadsTo('event'));
  }

  see(cells: readonly string[]): void {
    const draft = emptyDraft(0, undefined);
    for (const { index, put } of this.readers) put(index < 0 ? '' : (cells[index] ?? ''), draft);
    const key = this.keyOf(draft);
    if (key === undefined) return;
    fingerprint(key, this.words);
    this.counts.set(this.words, (this.counts.get(this.words) ?? 0) + 1);
  }

  /** Whether a row was created with more than fifty others of its campaign. A member who responded later than that did so by themselves. */
  isBulk(draft: Draft): boolean {
    const key = this.keyOf(draft);
    if (key === undefined) return false;
    const [created, responded] = [instantOf(draft, 'createdAt'), instantOf(draft, 'occurredAt')];
    if (created !== undefined && responded !== undefined && minuteOf(responded.at) > minuteOf(created.at)) return false;
    fingerprint(key, this.words);
    return (this.counts.get(this.words) ?? 0) > MOST_BY_HAND;
  }

  /** The campaign and the minute of creation; a date alone is no minute. */
  private keyOf(draft: Draft): string | undefined {
    const created = instantOf(draft, 'createdAt') ?? instantOf(draft, 'occurredAt');
    if (created === undefined || created.isDate) return undefined;
    const { name, source } = draft.campaign ?? {};
    const campaign = this.mapping.rows === 'members' ? (name ?? source ?? textOf(draft, 'name') ?? '') : '';
    return `${campaign}\u0001${minuteOf(created.at)}`;
  }
}

function minuteOf(at: number): number {
  return Math.floor(at / MINUTE_MS);
}
