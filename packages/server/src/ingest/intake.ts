// The one way in: what is offered waits its turn, everything that waits is admitted in one transaction (group commit), and each is answered once it is durable.
import type { Entry } from '@baton/core/journal/entry';
import { payloadDigest } from '@baton/core/journal/payload';
import type { Decision } from '@baton/core/kernel/decision';
import { citationsOf } from '@baton/core/lead/identity';
import type { Clock } from '../clock.ts';
import { Admission, type Done } from '../live/admission.ts';
import type { RulebookInForce } from '../live/in-force.ts';
import type { Fate } from '../live/named-entry.ts';
import { type Choose, Router } from '../live/router.ts';
import { UnitShelf } from '../live/unit-shelf.ts';
import { type Shelved, shelve } from '../store/journal-rows.ts';
import type { Changing, Store } from '../store/store.ts';
import { lockDueUnits, takeTurn } from '../store/unit-rows.ts';

/** What is offered at once: entries that could be read, and what could not. */
export interface Offer {
  readonly entries: readonly Entry[];
  /** What tells a repetition from a conflict, for each entry; by what the entry itself says where absent. */
  readonly payloads?: readonly string[];
  readonly refused: readonly Shelved[];
}

/** The store cannot take more now: try again after so many seconds. */
export class Overloaded extends Error {
  readonly retryAfterSeconds = 2;
}

interface Waiting {
  readonly offer: Offer;
  readonly resolve: (fates: readonly Fate[]) => void;
  readonly reject: (error: unknown) => void;
}

/** Most entries that one transaction takes, and most that may wait. */
const MOST_AT_ONCE = 2500;
const MOST_WAITING = 50_000;
/** Units woken in one transaction. */
const MOST_WOKEN = 200;

/** What is done about decisions in their own transaction. */
export type Announce = (tx: Changing, decisions: readonly Decision[], now: number) => Promise<void>;

/** Takes entries in, and wakes units, one transaction after the other. */
export class Intake {
  private readonly shelf = new UnitShelf();
  private waiting: Waiting[] = [];
  private entriesWaiting = 0;
  private running: Promise<void> | undefined;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly inForce: RulebookInForce,
    private readonly chooseIn: (tx: Changing) => Choose,
    /** Told of what a transaction did, once it is durable. */
    private readonly tell: (done: Done) => void = () => {},
    /** Writes what must leave, in the transaction that decided it. */
    private readonly announce: Announce = async () => {},
  ) {}

  /** Offers entries; answers once they are durable, one fate an entry. Rejects with {@link Overloaded} where too many wait. */
  offer(offer: Offer): Promise<readonly Fate[]> {
    const size = offer.entries.length + offer.refused.length;
    if (this.entriesWaiting > 0 && this.entriesWaiting + size > MOST_WAITING) return Promise.reject(new Overloaded());
    this.entriesWaiting += size;
    return new Promise((resolve, reject) => {
      this.waiting.push({ offer, resolve, reject });
      this.running ??= this.run();
    });
  }

  /**
   * Admits entries in a transaction of their own, after `check` has seen the store under their locks: it throws what forbids them, and then nothing happens. What a command of a person needs:
   * of two who want the same, one wins.
   */
  command(entries: readonly Entry[], check: (tx: Changing) => Promise<void>): Promise<Done> {
    return this.inTurn(() =>
      this.change(isAlone(entries), async (admission, tx) => {
        await check(tx);
        return admission.admit(entries, entries.map(payloadDigest));
      }),
    );
  }

  /** Changes something beside the journal, in turn with everything else. */
  aside<T>(work: (tx: Changing) => Promise<T>): Promise<T> {
    return this.inTurn(() => this.store.change(work));
  }

  /** Changes what is stored of the past, and plays the units that it concerns again: `work` returns their numbers. */
  rewrite(work: (tx: Changing, now: number) => Promise<readonly number[]>): Promise<Done> {
    return this.inTurn(() =>
      this.change(true, async (admission, tx, now) => {
        await admission.remake(await work(tx, now));
        return [];
      }),
    );
  }

  /** Does something to the store while no transaction of this process is under way. */
  between<T>(work: () => Promise<T>): Promise<T> {
    return this.inTurn(work);
  }

  /** Plays what is due; returns how many units were woken. */
  async wake(): Promise<number> {
    let woken = 0;
    for (;;) {
      const count = await this.inTurn(() => this.wakeSome());
      woken += count;
      if (count < MOST_WOKEN) return woken;
    }
  }

  /** Waits until everything offered was answered. */
  async drain(): Promise<void> {
    while (this.running !== undefined) await this.running;
    await this.last;
  }

  private async run(): Promise<void> {
    // What arrives while this turn of the loop goes on is admitted together.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.waiting.length > 0) {
      const batch = this.nextBatch();
      await this.inTurn(() => this.admit(batch));
    }
    this.running = undefined;
  }

  private nextBatch(): Waiting[] {
    const batch: Waiting[] = [];
    let size = 0;
    while (this.waiting.length > 0) {
      const next = (this.waiting[0] as Waiting).offer.entries.length;
      if (batch.length > 0 && size + next > MOST_AT_ONCE) break;
      size += next;
      batch.push(this.waiting.shift() as Waiting);
    }
    return batch;
  }

  private async admit(batch: readonly Waiting[]): Promise<void> {
    const refused = batch.flatMap(({ offer }) => offer.refused);
    try {
      const entries = batch.flatMap(({ offer }) => offer.entries);
      const done = await this.change(isAlone(entries), async (admission, tx, now) => {
        const payloads = batch.flatMap(({ offer }) => offer.payloads ?? offer.entries.map(payloadDigest));
        const fates = await admission.admit(entries, payloads);
        for (const { source } of refused) admission.countRefused(source);
        await shelve(tx, refused, now);
        return fates;
      });
      let from = 0;
      for (const { offer, resolve } of batch) {
        resolve(done.fates.slice(from, from + offer.entries.length));
        from += offer.entries.length;
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      for (const { offer } of batch) this.entriesWaiting -= offer.entries.length + offer.refused.length;
    }
  }

  private async wakeSome(): Promise<number> {
    let count = 0;
    await this.change(false, async (admission, tx, now) => {
      const due = await lockDueUnits(tx, now, MOST_WOKEN);
      count = due.length;
      await admission.wake(due);
      return [];
    });
    return count;
  }

  private async change(
    alone: boolean,
    work: (admission: Admission, tx: Changing, now: number) => Promise<readonly Fate[]>,
  ): Promise<Done> {
    const done = await this.store.change(async (tx) => {
      await takeTurn(tx, alone);
      const now = this.clock();
      const inForce = await this.inForce.load(tx);
      const router = new Router(inForce.rulebook, this.chooseIn(tx));
      const admission = new Admission(tx, now, inForce, this.shelf, router);
      const finished = await admission.finish(await work(admission, tx, now));
      await this.announce(tx, finished.decisions, now);
      return finished;
    });
    done.settle();
    this.tell(done);
    return done;
  }

  /** One transaction at a time in this process: the next begins when the one before has ended, however it ended. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.last.then(work, work);
    this.last = turn.catch(() => {});
    return turn;
  }
}

/** Whether entries have to be admitted alone: they speak of other entries, wake every unit there is, or are counted against a day's number. */
function isAlone(entries: readonly Entry[]): boolean {
  return entries.some(
    (entry) => entry.kind === 'activation' || entry.kind === 'handed' || citationsOf(entry).length > 0,
  );
}
