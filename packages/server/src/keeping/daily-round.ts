// What is seen to once a day: retention; and once an hour, whether the store's files still hold what was erased.
import { DAY, HOUR } from '@baton/core/base/duration';
import { claimRun } from '../store/retention-rows.ts';
import type { KeepingContext } from './keeping-context.ts';
import { runRetention } from './retention.ts';
import { scrubStore } from './scrub-store.ts';

/** Looks once an hour, until stopped. Of several processes one does a day's work. */
export class DailyRound {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly context: KeepingContext,
    private readonly report: (error: unknown) => void,
    private readonly every = HOUR,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.running = this.running.then(() => this.look());
    }, this.every);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** One round. */
  async look(): Promise<void> {
    const { intake, clock } = this.context;
    try {
      if (await intake.aside((tx) => claimRun(tx, clock(), DAY - this.every))) await runRetention(this.context);
      await scrubStore(this.context);
    } catch (error) {
      this.report(error);
    }
  }
}
