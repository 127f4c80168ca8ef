// The newest instant that a folder records (K0): when its exports were made, as far as they show it. Plans and forecasts are none.
import { type DealRecord, readDeal } from '../facts/deals/deal-record.ts';
import type { FileMapping } from '../mapping/mapping.ts';
import { type CellInstant, endOfDay } from '../tables/cell-instants.ts';
import { plainWord } from '../tables/cell-values.ts';
import { type ColumnReader, compileColumns } from './compile-columns.ts';
import { type Draft, emptyDraft, textOf } from './draft.ts';
import type { FileReading } from './file-rows.ts';
import { ACTIVITIES, OUTCOMES } from './kinds/words.ts';

const RECORDED = ['occurredAt', 'knownAt', 'modifiedAt', 'convertedAt', 'conversationAt', 'legacyMqlAt', 'attachedAt'];

/** Looks through the rows of one file. */
export class NewestInstant {
  private readonly readers: readonly ColumnReader[];
  private newest: number | undefined;

  constructor(
    private readonly mapping: FileMapping,
    private readonly header: readonly string[],
    private readonly reading: FileReading,
  ) {
    const wide = reading.joins ?? { mapping, header };
    this.readers = compileColumns(wide.mapping, wide.header, reading);
  }

  /** The newest instant so far, not later than the reading's `now`; a date counts to its end. */
  get at(): number | undefined {
    return this.newest;
  }

  see(cells: readonly string[]): void {
    const { joins } = this.reading;
    const row = joins === undefined ? cells : (joins.expand(cells, this.header.length)[0]?.cells ?? cells);
    const draft = emptyDraft(0, undefined);
    for (const { index, put } of this.readers) put(index < 0 ? '' : (row[index] ?? ''), draft);
    for (const at of this.recorded(draft))
      if (at <= this.reading.now && at > (this.newest ?? Number.NEGATIVE_INFINITY)) this.newest = at;
  }

  private recorded(draft: Draft): number[] {
    const { rows } = this.mapping;
    if (rows === 'spend' || (rows === 'activities' && isPlan(draft))) return [];
    if (rows === 'deals') return datesOf(readDeal({ ...draft, id: 'any' }, this.withoutExport(), '', ''));
    return RECORDED.flatMap((target) => {
      const instant = draft.fields[target] as CellInstant | undefined;
      return instant === undefined ? [] : [endOfDay(instant)];
    });
  }

  private withoutExport() {
    return { ...this.reading.answers, exportedAt: undefined };
  }
}

/** Meetings and tasks may be still to come; calls and mails are logged when they were made. */
function isPlan(draft: Draft): boolean {
  const activity = ACTIVITIES.get(plainWord(textOf(draft, 'activity') ?? ''));
  if (activity === 'call' || activity === 'email' || activity === 'message') return false;
  return OUTCOMES.get(plainWord(textOf(draft, 'outcome') ?? '')) !== 'done';
}

/** The close date of an open deal is a forecast and not among its closings. */
function datesOf(record: ReturnType<typeof readDeal>): number[] {
  if (typeof record === 'string') return [];
  const { openedAt, modifiedAt, closings }: DealRecord = record;
  return [openedAt && endOfDay(openedAt), modifiedAt, ...closings.map(({ at }) => at)].filter((at) => at !== undefined);
}
