// Something that is looked at again and again until the service stops: what is due, what must leave. One look at a time; a look that fails is reported and the next one comes.

/** How often it looks, in milliseconds. */
const EVERY = 1000;

/** Does `work` again and again, a pause after each time. */
export class Loop {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly work: () => Promise<unknown>,
    private readonly report: (error: unknown) => void,
    private readonly every = EVERY,
  ) {}

  start(): this {
    this.timer = setTimeout(() => {
      this.running = this.look();
    }, this.every);
    return this;
  }

  /** No further look; waits for the one that goes on. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private async look(): Promise<void> {
    try {
      await this.work();
    } catch (error) {
      this.report(error);
    }
    if (!this.stopped) this.start();
  }
}
