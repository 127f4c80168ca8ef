// How fast a CRM may be asked: at most so many calls within any span of so long. A call that comes too early waits for its turn.
import type { Clock } from '../clock.ts';

/** Waits so many milliseconds. */
export type Sleep = (milliseconds: number) => Promise<void>;

/** Gives each call its turn, in order. */
export class Pace {
  /** When the last calls were given their turns, oldest first. */
  private readonly turns: number[] = [];

  constructor(
    private readonly most: number,
    private readonly span: number,
    private readonly clock: Clock,
    private readonly sleep: Sleep,
  ) {}

  /** Resolves when a call may go out. */
  async turn(): Promise<void> {
    const now = this.clock();
    const oldest = this.turns.length < this.most ? undefined : this.turns.shift();
    const at = oldest === undefined ? now : Math.max(now, oldest + this.span + 1);
    this.turns.push(Math.max(at, this.turns.at(-1) ?? at));
    if (at > now) await this.sleep(at - now);
  }
}
