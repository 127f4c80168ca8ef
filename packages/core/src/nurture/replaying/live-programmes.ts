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
import { Outcomes } from './outcomes.ts';

/** A live unit of the kernel that also moves its people through programmes. */
export class LiveProgrammes extends LiveUnit {
  readonly unit: NurtureUnit;
  /** What became of those who enrolled. */
  readonly outcomes: Outcomes;
  private readonly hearing: Hearing;

  /** `signatures` is shared by all units of the book's rulebook; `keep` hears the kernel's decisions, `tell` those of programmes. */
  constructor(
    private readonly programmes: ProgrammeBook,
    signatures: SignatureBook,
    keep: (decision: Decision) => void,
    public tell: Tell,
  ) {
    const hearing = new Hearing();
    const outcomes = new Outcomes();
    super(programmes.rulebook, signatures, keep, (recorder) =>
      overhear(recorder, (heard) => {
        hearing.hear(heard);
        outcomes.handed(heard, this.unit);
      }),
    );
    this.hearing = hearing;
    this.outcomes = outcomes;
    this.unit = new NurtureUnit(programmes, this.state, (decision, unit, atom) => {
      outcomes.hear(decision, unit, atom);
      this.tell(decision, unit, atom);
    });
  }

  /** Plays what is due before the entry, each at its own instant, then the entry. */
  protected override advanceBy(entry: Admitted): void {
    const { admittedAt: at } = entry;
    moveTo(this.unit, this.hearing, at);
    super.advanceBy(entry);
    const row = this.state.evidence.admitted - 1;
    const meaning = meaningOf(this.programmes, entry);
    advance(this.unit, { at, row, meaning, heard: this.hearing.take(), deadlines: NOBODY });
    this.outcomes.look(this.unit, row);
  }

  protected override playDue(now: number): void {
    moveTo(this.unit, this.hearing, now);
  }

  /** When it wants to be woken next; Infinity for never. */
  override get nextDeadline(): number {
    return this.stuck === undefined ? Math.min(super.nextDeadline, this.unit.next) : Number.POSITIVE_INFINITY;
  }
}
