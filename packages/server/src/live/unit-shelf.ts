// Units that were at work lately, kept in memory as long as nothing else changed them: what saves reading a unit's entries again. The store's version decides.
import type { LiveUnit } from '@baton/core/kernel/live/live-unit';
import type { Rulebook } from '@baton/core/kernel/rulebook';
import type { LeadDirectory } from '@baton/core/replay/lead-directory';

/** A unit with what its people and companies are called. */
export interface NamedUnit {
  readonly live: LiveUnit;
  readonly directory: LeadDirectory;
  /** Enrolments as they were last written, as JSON by id. */
  readonly written: Map<string, string>;
}

interface Kept {
  readonly unit: NamedUnit;
  readonly rulebook: Rulebook;
  readonly version: number;
  readonly entries: number;
}

/** Least recently used units make room once so many entries are held. */
export class UnitShelf {
  private readonly kept = new Map<number, Kept>();
  private entries = 0;

  constructor(private readonly mostEntries = 400_000) {}

  /** The unit as it was at this version under this rulebook, or undefined. It leaves the shelf: put it back once what was done with it is durable. */
  take(id: number, version: number, rulebook: Rulebook): NamedUnit | undefined {
    const found = this.kept.get(id);
    if (found === undefined) return undefined;
    this.kept.delete(id);
    this.entries -= found.entries;
    return found.version === version && found.rulebook === rulebook ? found.unit : undefined;
  }

  /** Lets go of a unit: what it was made of is not there any more. */
  drop(id: number): void {
    this.entries -= this.kept.get(id)?.entries ?? 0;
    this.kept.delete(id);
  }

  put(id: number, version: number, rulebook: Rulebook, unit: NamedUnit, entries: number): void {
    this.kept.set(id, { unit, rulebook, version, entries });
    this.entries += entries;
    for (const [oldest, { entries: held }] of this.kept) {
      if (this.entries <= this.mostEntries) return;
      this.kept.delete(oldest);
      this.entries -= held;
    }
  }
}
