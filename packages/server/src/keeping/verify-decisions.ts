// Every stored decision derived again (P6): accounts are played from their entries to where they had come, and what follows is compared byte for byte with what is stored.
import { canonicalJson } from '@baton/core/base/canonical-json';
import type { Decision } from '@baton/core/kernel/decision';
import { LiveUnit } from '@baton/core/kernel/live/live-unit';
import { type InForce, RulebookInForce } from '../live/in-force.ts';
import { decisionsByUnit, storedAmong } from '../store/decision-rows.ts';
import { entriesOfUnits } from '../store/journal-rows.ts';
import { readAtOneInstant } from '../store/open-reader.ts';
import type { StorePlace } from '../store/snapshot.ts';
import type { Reading } from '../store/store.ts';
import { pagesOfUnits, unitsAsTheyAre } from '../store/unit-rows.ts';

/** So many that differ are named. */
const MOST_NAMED = 20;

/** One decision that is not what it should be. */
export interface Different {
  readonly id: string;
  readonly how: 'other bytes' | 'not stored' | 'not derived';
}

/** What was found. */
export interface Verification {
  readonly decisions: number;
  /** Derived again, byte for byte. */
  readonly derived: number;
  /** Of accounts with entries that were erased or emptied: their ids, digests of what was decided, are all that is left to hold them by. */
  readonly apart: number;
  readonly differing: number;
  /** The first of those that differ. */
  readonly different: readonly Different[];
}

/** Verifies a store as it is now. `tell` hears how far it is, 0 to 1. */
export function verifyDecisions(place: StorePlace, tell: (share: number) => void): Promise<Verification> {
  return readAtOneInstant(place, async (read) => {
    const check = new Check(read, await new RulebookInForce().load(read));
    for await (const { units, share } of pagesOfUnits(read)) {
      await check.units(units);
      tell(share);
    }
    return check.finish();
  });
}

/** What was found, in words. */
export function verdictOf({ decisions, derived, apart, differing, different }: Verification): string {
  const lines = [`${derived} of ${decisions} decisions were derived again, byte for byte.`];
  if (apart > 0)
    lines.push(`${apart} stand on entries that were erased or emptied: nothing is left to derive them from.`);
  if (differing > 0) lines.push(`${differing} differ:`, ...different.map(({ id, how }) => `  ${id}: ${how}`));
  return lines.join('\n');
}

class Check {
  private readonly derived = new Set<string>();
  private readonly named = new Set<string>();
  private readonly emptied = new Set<number>();
  private readonly different: Different[] = [];
  private differing = 0;

  constructor(
    private readonly read: Reading,
    private readonly inForce: InForce,
  ) {}

  /** Plays some units again. */
  async units(ids: readonly number[]): Promise<void> {
    const { units, emptied } = await unitsAsTheyAre(this.read, ids);
    for (const unit of emptied) this.emptied.add(unit);
    const entries = await entriesOfUnits(this.read, ids);
    for (const { id, clock, seq } of units) {
      const decided: Decision[] = [];
      const live = new LiveUnit(this.inForce.rulebook, this.inForce.book, (decision) => decided.push(decision));
      live.resume(entries.get(id) ?? [], clock, seq);
      await this.compare(decided, emptied.has(id));
    }
  }

  /** What is stored and was not derived. */
  async finish(): Promise<Verification> {
    let decisions = 0;
    let apart = 0;
    for await (const page of decisionsByUnit(this.read)) {
      for (const { id, unit } of page) {
        decisions += 1;
        if (this.derived.has(id) || this.named.has(id)) continue;
        if (unit === null || this.emptied.has(unit)) apart += 1;
        else this.note(id, 'not derived');
      }
    }
    const { differing, different } = this;
    return { decisions, derived: this.derived.size, apart, differing, different };
  }

  private async compare(decided: readonly Decision[], isEmptied: boolean): Promise<void> {
    if (decided.length === 0) return;
    const stored = await storedAmong(
      this.read,
      decided.map(({ id }) => id),
    );
    for (const decision of decided) {
      const body = stored.get(decision.id);
      if (body === canonicalJson(decision)) this.derived.add(decision.id);
      else if (!isEmptied) this.note(decision.id, body === undefined ? 'not stored' : 'other bytes');
    }
  }

  private note(id: string, how: Different['how']): void {
    this.named.add(id);
    this.differing += 1;
    if (this.different.length < MOST_NAMED) this.different.push({ id, how });
  }
}
