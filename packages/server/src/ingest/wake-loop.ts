// Makes deadlines happen on time (P7). What is due is decided by the kernel; a loop that slept a day only makes it late, never different (R3).
import type { Intake } from './intake.ts';

/** How often it looks. */
const EVERY = 1000;

/** Looks for what is due, again and again, until stopped. */
export class WakeLoop {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly intake: Intake,
    private readonly report: (error: unknown) => void,
    private readonly every = EVERY,
  ) {}

  start(): void {
    this.timer = setTimeout(() => {
      this.running = this.look();
    }, this.every);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private async look(): Promise<void> {
    try {
      await this.intake.wake();
    } catch (error) {
      this.report(error);
    }
    if (!this.stopped) this.start();
  }
}
