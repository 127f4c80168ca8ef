// Delivers what stands in the outbox (P8): leased, sent with its own id, and settled under the lease's fence; what fails is tried again, ever more rarely, and at last laid aside where people see it.
import { HOUR, MINUTE } from '@baton/core/base/duration';
import type { Clock } from '../clock.ts';
import { endEndpoint } from '../store/endpoint-rows.ts';
import { dropWaiting, type Leased, leaseDue, settle } from '../store/outbox-rows.ts';
import type { Changing } from '../store/store.ts';
import type { Outcome, Sending } from './send-webhook.ts';

/** Pauses after the first, second, … failed attempt, as standardwebhooks.com advises: about three days in all. */
export const PAUSES = [
  5000,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;
/** So many are sent at once. */
const AT_ONCE = 20;

/** Runs something in a transaction, in turn with everything else of this process. */
export type Aside = <T>(work: (tx: Changing) => Promise<T>) => Promise<T>;

/** Delivers. */
export class Delivery {
  constructor(
    private readonly aside: Aside,
    private readonly clock: Clock,
    private readonly send: (sending: Sending, at: number) => Promise<Outcome>,
  ) {}

  /** Sends all that is due, until nothing is; returns how many were taken. */
  async deliver(): Promise<number> {
    let taken = 0;
    for (;;) {
      const leased = await this.aside((tx) => leaseDue(tx, this.clock(), AT_ONCE));
      const outcomes = await Promise.all(leased.map((each) => this.send(each, this.clock())));
      await this.aside(async (tx) => {
        for (const [i, each] of leased.entries()) await this.settleOne(tx, each, outcomes[i] as Outcome);
      });
      taken += outcomes.filter(({ kind }) => kind === 'taken').length;
      if (leased.length < AT_ONCE) return taken;
    }
  }

  private async settleOne(tx: Changing, leased: Leased, outcome: Outcome): Promise<void> {
    const now = this.clock();
    if (outcome.kind === 'taken') {
      await settle(tx, leased, { state: 'delivered', problem: null, ended_at: now });
      return;
    }
    const { problem } = outcome;
    if (outcome.kind === 'gone') {
      await endEndpoint(tx, leased.endpoint, problem, now);
      await dropWaiting(tx, leased.endpoint, problem, now);
      return;
    }
    const pause = PAUSES[leased.attempts - 1];
    const change = pause === undefined ? { state: 'dead', ended_at: now } : { due_at: now + pause };
    await settle(tx, leased, { ...change, problem });
  }
}
