// After which hits of a lead could one of its gates be open? Scores and patterns from above, at each hit: between two hits both only fall.
import { type CompiledPattern, ENGAGEMENT, USAGE } from '../../definition/compile.ts';
import { CEILING } from '../../qualification/score-axis.ts';
import type { Columns } from '../columns/columns.ts';
import { bytes } from '../columns/number-arrays.ts';
import type { SignatureTable } from '../columns/signature-table.ts';
import type { Rulebook, Version } from '../rulebook.ts';
import { GateNeeds } from './gate-needs.ts';
import { LeadBound } from './lead-bound.ts';
import type { UnitHits } from './unit-hits.ts';

/** The chances of one lead after the other. */
export class Chances {
  /** By hit of the unit, for the lead last looked at: 1 where some gate could be open after it. */
  could = bytes(64);
  private readonly bound: LeadBound;
  private readonly needs: readonly GateNeeds[];
  /** Of each gate that is possible at all: engagement and usage that it needs, and its pattern. */
  private readonly openNeeds: Float64Array;
  private readonly openPatterns: (CompiledPattern | undefined)[] = [];
  private open = 0;
  /** By slot: its points in tenths, 0 where they are taken away. */
  private readonly points: Float64Array;

  constructor(
    private readonly rulebook: Rulebook,
    private readonly columns: Columns,
    private readonly table: SignatureTable,
    private readonly hits: UnitHits,
  ) {
    this.bound = new LeadBound(rulebook);
    this.needs = rulebook.versions.map((version) => new GateNeeds(version));
    this.openNeeds = new Float64Array(2 * Math.max(1, ...this.needs.map((each) => each.size)));
    this.points = Float64Array.from(
      rulebook.versions.flatMap((version) => version.compiled.signals),
      (signal) => Math.max(0, signal.points),
    );
  }

  /** Starts another lead. */
  clear(lead: number): void {
    const { first, next, hits } = this.hits;
    if (this.could.length < hits) this.could = bytes(hits * 2);
    for (let hit = first[lead] as number; hit >= 0; hit = next[hit] as number) this.could[hit] = 0;
  }

  /** Notes after which hits a gate of the version could be open, for a lead that has these grades at most. True where it could at any time, or nobody knows. */
  note(lead: number, version: Version, grades: number): boolean {
    if (!this.collectNeeds(lead, version, grades)) return false;
    if (this.needsNothing() || !this.gather(lead, version)) return true;
    const { bound, could } = this;
    const { hitRows, first, next } = this.hits;
    let bounded = 0;
    for (let hit = first[lead] as number; hit >= 0; hit = next[hit] as number) {
      const row = hitRows[hit] as number;
      const before = bounded;
      while (bounded < bound.size && bound.row[bounded] === row) bounded += 1;
      if (bounded > before) bound.boundLooselyAt(bounded - 1);
      if (!this.suffices()) continue;
      if (bounded > before) bound.boundAt(bounded - 1);
      if (this.couldOpen(lead, version, hit)) could[hit] = 1;
    }
    return false;
  }

  /** Notes what the gates need that such a lead could pass at all, by all its hits together; false where there is none. */
  private collectNeeds(lead: number, version: Version, grades: number): boolean {
    const needs = this.needs[version.index] as GateNeeds;
    const most = (lead * this.rulebook.versions.length + version.index) * 2;
    const mostEngagement = Math.min(CEILING, this.hits.most[most] as number);
    const mostUsage = Math.min(CEILING, this.hits.most[most + 1] as number);
    let open = 0;
    for (let i = 0; i < needs.size; i++) {
      const engagement = needs.of(i, grades, ENGAGEMENT);
      const usage = needs.of(i, grades, USAGE);
      if (engagement > mostEngagement || usage > mostUsage) continue;
      const pattern = needs.patternOf(i);
      const chain = lead * this.rulebook.slots + version.firstSlot;
      if (pattern !== undefined && !this.hits.hasPlaces(pattern.places, chain)) continue;
      this.openNeeds[open * 2] = engagement;
      this.openNeeds[open * 2 + 1] = usage;
      this.openPatterns[open] = pattern;
      open += 1;
    }
    this.open = open;
    return open > 0;
  }

  private needsNothing(): boolean {
    for (let i = 0; i < this.open; i++)
      if ((this.openNeeds[i * 2] as number) <= 0 && (this.openNeeds[i * 2 + 1] as number) <= 0)
        if (this.openPatterns[i] === undefined) return true;
    return false;
  }

  /** Whether the scores as last bounded would do for gate `i`. */
  private sufficesFor(i: number): boolean {
    const { openNeeds, bound } = this;
    return (
      (openNeeds[i * 2] as number) <= (bound.score[0] as number) &&
      (openNeeds[i * 2 + 1] as number) <= (bound.score[1] as number)
    );
  }

  private suffices(): boolean {
    for (let i = 0; i < this.open; i++) if (this.sufficesFor(i)) return true;
    return false;
  }

  private couldOpen(lead: number, version: Version, hit: number): boolean {
    for (let i = 0; i < this.open; i++) {
      if (!this.sufficesFor(i)) continue;
      const pattern = this.openPatterns[i];
      if (pattern === undefined || this.couldFill(pattern, lead, version, hit)) return true;
    }
    return false;
  }

  /** Whether each place of the pattern could be filled by a hit of its own in the window that ends at this hit's admission; their order is left out. */
  private couldFill(pattern: CompiledPattern, lead: number, version: Version, last: number): boolean {
    const { places, windowMs } = pattern;
    const since = (this.columns.at[this.hits.hitRows[last] as number] as number) - windowMs;
    for (let i = 0; i < places.length; i++) {
      const place = places[i] as number;
      let asked = 0;
      for (let j = 0; j <= i; j++) if (places[j] === place) asked += 1;
      if (this.heldSince(since, version.firstSlot + place, lead, last) < asked) return false;
    }
    return true;
  }

  /** Hits of a slot that happened after an instant, up to the last one and those admitted together with it. */
  private heldSince(since: number, slot: number, lead: number, last: number): number {
    const { hitRows, first, next } = this.hits;
    const { occurredAt, signature, at } = this.columns;
    const until = at[hitRows[last] as number] as number;
    let held = 0;
    for (let hit = first[lead] as number; hit >= 0; hit = next[hit] as number) {
      const row = hitRows[hit] as number;
      if ((at[row] as number) > until) break;
      if ((occurredAt[row] as number) > since && this.isHitOf(signature[row] as number, slot)) held += 1;
    }
    return held;
  }

  private isHitOf(signature: number, slot: number): boolean {
    const { from, slot: slots } = this.table;
    for (let i = from[signature] as number; i < (from[signature + 1] as number); i++)
      if (slots[i] === slot) return true;
    return false;
  }

  /** The lead's hits of positive points under a version; false where there are too many. */
  private gather(lead: number, version: Version): boolean {
    const { from, slot, source } = this.table;
    const { signature, occurredAt, at } = this.columns;
    const { bound, rulebook, points } = this;
    const { hitRows, first, next } = this.hits;
    bound.clear();
    for (let i = first[lead] as number; i >= 0; i = next[i] as number) {
      const row = hitRows[i] as number;
      const sign = signature[row] as number;
      const until = from[sign + 1] as number;
      for (let hit = from[sign] as number; hit < until; hit++) {
        const which = slot[hit] as number;
        const own = points[which] as number;
        if (own === 0 || rulebook.slotVersion[which] !== version.index) continue;
        const weight = (rulebook.slotWeights[which] as Int32Array)[source[hit] as number] as number;
        if (!bound.add(row, which, own * weight * 1e-3, occurredAt[row] as number, at[row] as number)) return false;
      }
    }
    return true;
  }
}
