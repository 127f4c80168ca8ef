// When keys were last used: remembered once a minute a key, beside the work they are used for.
import type { Intake } from '../ingest/intake.ts';
import { touchKey } from '../store/key-rows.ts';

const EVERY = 60_000;

/** Hears of every use of a key, and writes few of them down. */
export class KeyUse {
  private readonly written = new Map<string, number>();

  constructor(private readonly intake: Intake) {}

  used(id: string, at: number): void {
    if (at - (this.written.get(id) ?? Number.NEGATIVE_INFINITY) < EVERY) return;
    this.written.set(id, at);
    // Nobody waits for it, and where the store is away the work itself says so.
    this.intake.aside((tx) => touchKey(tx, id, at)).catch(() => this.written.delete(id));
  }
}
