// What would these programmes have sent? The kernel over a whole journal, unit by unit, with programmes beside it: the same steps as live, so the answer does not hang on when anybody woke up.
import type { Entry } from '../../journal/entry.ts';
import { refKey } from '../../journal/entry-order.ts';
import { advance as advanceKernel } from '../../kernel/advance.ts';
import { ColumnsWriter, type Journal, type ReplayOrder } from '../../kernel/columns/columns-writer.ts';
import { UnitState } from '../../kernel/unit/unit-state.ts';
import { SILENT } from '../../replay/replay.ts';
import { advance } from '../moving/advance.ts';
import { type Heard, overhear } from '../moving/heard.ts';
import { NurtureUnit, type Tell } from '../moving/nurture-unit.ts';
import { type Meaning, meaningOf } from '../programme/meaning.ts';
import type { ProgrammeBook } from '../programme/programme-book.ts';
import { FarUnits } from './far-units.ts';
import { Hearing, moveTo, NOBODY } from './move-to.ts';

/** A journal laid out for programmes: the kernel's columns, and what some entries mean besides. */
export interface ProgrammeJournal {
  readonly journal: Journal;
  /** By source and id of the entry. */
  readonly meanings: ReadonlyMap<string, Meaning>;
  /** When entries with a meaning occurred: most rows are told by it to have none. */
  readonly meantAt: ReadonlySet<number>;
}

/** Takes entries in, in any order, and lays them out. */
export class ProgrammeWriter {
  private readonly writer: ColumnsWriter;
  private readonly meanings = new Map<string, Meaning>();
  private readonly meantAt = new Set<number>();

  constructor(
    private readonly book: ProgrammeBook,
    order: ReplayOrder,
  ) {
    this.writer = new ColumnsWriter(book.rulebook, order);
  }

  add(entry: Entry): void {
    this.writer.add(entry);
    const meaning = meaningOf(this.book, entry);
    if (meaning === undefined) return;
    this.meanings.set(refKey(entry), meaning);
    this.meantAt.add(entry.occurredAt);
  }

  finish(): ProgrammeJournal {
    return { journal: this.writer.finish(), meanings: this.meanings, meantAt: this.meantAt };
  }
}

/** How to replay programmes. */
export interface ProgrammeReplay {
  readonly mode: ReplayOrder;
  /** Nobody enrols before it: when the programmes would have come into force. */
  readonly since: number;
  /** Deadlines are played up to and including this instant. */
  readonly until: number;
  /** Units [from, to); all where absent. */
  readonly units?: readonly [number, number];
  /** Whether hold-outs are drawn; default true. */
  readonly draws?: boolean;
  /** Told of what the kernel decided, at its instant. */
  readonly hear?: (heard: Heard, unit: NurtureUnit) => void;
  /** Called after each row of a unit that can enrol anybody, and at its end with row −1. */
  readonly look?: (unit: NurtureUnit, row: number) => void;
}

/** Plays every entry at or before `until`, and every deadline of the kernel and of programmes; `tell` hears each decision at its instant. */
export function replayProgrammes(
  book: ProgrammeBook,
  laid: ProgrammeJournal,
  tell: Tell,
  options: ProgrammeReplay,
): void {
  const { journal, meanings, meantAt } = laid;
  const [from, to] = options.units ?? [0, journal.units];
  if (from >= to) return;
  const hearing = new Hearing();
  const mode = { mode: options.mode, start: options.since, handed: options.mode === 'exact' } as const;
  const recorder = overhear(SILENT, (heard) => {
    hearing.hear(heard);
    options.hear?.(heard, unit);
  });
  const state = new UnitState(book.rulebook, journal.columns, journal.unit(from), recorder, mode);
  const unit: NurtureUnit = new NurtureUnit(book, state, tell, options.since, options.draws ?? true);
  const { at, occurredAt } = journal.columns;
  const far = new FarUnits(book, journal);
  for (let index = from; index < to; index++) {
    if (far.isFar(index)) continue;
    const rows = journal.unit(index);
    state.open(rows);
    unit.open();
    let row = rows.from;
    for (; row < rows.until && (at[row] as number) <= options.until; row++) {
      const instant = at[row] as number;
      moveTo(unit, hearing, instant);
      advanceKernel(state, row);
      const isMeant = meantAt.has(occurredAt[row] as number);
      const meaning = isMeant ? meanings.get(refKey(journal.columns.refOf(row))) : undefined;
      advance(unit, { at: instant, row, meaning, heard: hearing.take(), deadlines: NOBODY });
      options.look?.(unit, row);
    }
    if (options.until < Number.POSITIVE_INFINITY) moveTo(unit, hearing, options.until);
    options.look?.(unit, -1);
  }
}
