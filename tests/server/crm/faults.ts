// What goes wrong between Baton and a CRM, drawn beforehand so that a run repeats: refusals to hurry, servers that are ill, answers that are lost after the work is done.

/** One fault of a call. `lost`: the work is done, the answer never comes. */
export type Fault = 'none' | 'too-many' | 'ill' | 'cut' | 'lost' | 'expired';

/** Counts the calls of any span, and says whether there were ever too many. */
export class RateWatch {
  private readonly calls: number[] = [];
  /** The most that any span has seen. */
  most = 0;

  constructor(
    private readonly limit: number,
    private readonly span: number,
  ) {}

  /** Whether a call at `now` is one too many. */
  isTooMany(now: number): boolean {
    while (this.calls.length > 0 && (this.calls[0] as number) <= now - this.span) this.calls.shift();
    this.calls.push(now);
    this.most = Math.max(this.most, this.calls.length);
    return this.calls.length > this.limit;
  }
}
