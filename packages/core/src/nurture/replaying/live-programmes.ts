// One unit at work with its programmes: entries as they are admitted, deadlines when it is woken. Decides what a replay of its journal decides, whenever it is woken.
import type { SignatureBook } from '../../kernel/columns/signature-book.ts';
import type { Decision } from '../../kernel/decision.ts';
import { type Admitted, LiveUnit } from '../../kernel/live/live-unit.ts';
import { advance } from '../moving/advance.ts';
import { overhear } from '../moving/heard.ts';
import { NurtureUnit, type Tell } from '../moving/nurture-unit.ts';
import { meaningOf } from '../programme/meaning.ts';
import type { ProgrammeBook } from '../programme/programme-book.ts';
import { Hearing, moveTo, NOBODY } from './move-to.ts';

/** A live unit of the kernel, and beside it what programmes do with its people. */
export class LiveProgrammes {
  readonly kernel: LiveUnit;
  readonly unit: NurtureUnit;
  private readonly hearing = new Hearing();

  /** `signatures` is shared by all units of the book's rulebook; `keep` hears the kernel's decisions, `tell` those of programmes. */
  constructor(
    private readonly book: ProgrammeBook,
    signatures: SignatureBook,
    keep: (decision: Decision) => void,
    tell: Tell,
  ) {
    this.kernel = new LiveUnit(book.rulebook, signatures, keep, (recorder) => overhear(recorder, this.hearing.hear));
    this.unit = new NurtureUnit(book, this.kernel.state, tell);
  }

  /** Plays what is due before the entry, each at its own instant, then the entry. */
  admit(entry: Admitted): void {
    moveTo(this.unit, this.hearing, entry.admittedAt);
    this.kernel.admit(entry);
    const row = this.kernel.state.evidence.admitted - 1;
    const { admittedAt: at } = entry;
    advance(this.unit, {
      at,
      row,
      meaning: meaningOf(this.book, entry),
      heard: this.hearing.take(),
      deadlines: NOBODY,
    });
  }

  /** Plays every deadline due at or before `now`. Entries admitted later come after it. */
  wake(now: number): void {
    if (this.nextDeadline > now) return;
    moveTo(this.unit, this.hearing, now);
    this.kernel.clock = Math.max(this.kernel.clock, now + 1);
  }

  /** When it wants to be woken next; Infinity for never. */
  get nextDeadline(): number {
    return Math.min(this.kernel.nextDeadline, this.unit.next);
  }
}
