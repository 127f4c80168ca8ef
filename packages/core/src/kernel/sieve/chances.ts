// After which hits of a lead could one of its gates be open? Scores and patterns from above, at each hit: between two hits both only fall.
import { type CompiledPattern, ENGAGEMENT, USAGE } from '../../definition/compile.ts';
import type { AccountClause } from '../../definition/definition.ts';
import { CEILING } from '../../qualification/score-axis.ts';
import { bytes } from '../columns/number-arrays.ts';
import type { SignatureTable } from '../columns/signature-table.ts';
import type { Rulebook, Version } from '../rulebook.ts';
import type { GateNeeds } from './gate-needs.ts';
import type { Gists } from './gists.ts';
import { LeadBound, MOST_HITS } from './lead-bound.ts';
import type { UnitHits } from './unit-hits.ts';

/** Whoever knows which grades a lead could have had under a version, as bits. */
export interface Grades {
  of(lead: number, version: number): number;
}

/** What a look at a lead can find: no gate can ever open, one could after some of its hits, or one could at any time (or nobody knows). */
export const NEVER = 0;
export const SOMETIMES = 1;
export const ALWAYS = 2;

/** The chances of one lead after the other. */
export class Chances {
  /** By hit of the unit, where some gate could be open after one of the lead's: 1 after which. */
  could = bytes(64);
  private found = NEVER;
  private readonly bound: LeadBound;
  /** Of each gate that is possible at all: engagement and usage that it needs, and its pattern. */
  private readonly openNeeds: Float64Array;
  private readonly openPatterns: (CompiledPattern | undefined)[] = [];
  private open = 0;
  private readonly accountGates: readonly { readonly version: Version; readonly clause: AccountClause | undefined }[];

  constructor(
    private readonly rulebook: Rulebook,
    private readonly table: SignatureTable,
    private readonly hits: UnitHits,
    private readonly gists: Gists,
    private readonly needs: readonly GateNeeds[],
  ) {
    this.bound = new LeadBound(rulebook);
    this.accountGates = rulebook.versions.flatMap((version) =>
      version.compiled.accountGates.map((gate) => ({ version, clause: version.compiled.gates[gate]?.clause.account })),
    );
    this.openNeeds = new Float64Array(2 * Math.max(1, ...this.needs.map((each) => each.size)));
  }

  /** Looks for the chances of a lead under all versions. */
  look(lead: number, grades: Grades): number {
    const { versions } = this.rulebook;
    this.found = NEVER;
    for (let i = 0; i < versions.length; i++) this.note(lead, versions[i] as Version, grades.of(lead, i));
    return this.found;
  }

  /** Whether some account gate could open (R15): engaged leads and pooled points, undecayed. */
  forAccounts(): boolean {
    return this.accountGates.some(({ version, clause }) => {
      if (clause === undefined) return true;
      let engaged = 0;
      let together = 0;
      for (let lead = 0; lead < this.hits.leads; lead++) {
        this.gather(lead, version);
        const own = this.bound.most[ENGAGEMENT] as number;
        if (own >= clause.engagedAt) engaged += 1;
        together += own;
      }
      return engaged >= clause.engagedLeads && together >= (clause.engagement ?? 0);
    });
  }

  /** Notes after which hits a gate of the version could be open, for a lead that has these grades at most. */
  private note(lead: number, version: Version, grades: number): void {
    const { bound, gists } = this;
    if (gists.isFarFrom(version, this.hits.worth[lead] as number, this.hits.bits[lead] as number, grades)) return;
    this.gather(lead, version);
    if (!this.collectNeeds(version, grades)) return;
    if (this.needsNothing() || bound.size > MOST_HITS) {
      this.found = ALWAYS;
      return;
    }
    bound.start();
    const { first, next } = this.hits;
    let bounded = 0;
    for (let hit = first[lead] as number; hit >= 0; hit = next[hit] as number) {
      const before = bounded;
      while (bounded < bound.size && bound.hit[bounded] === hit) bounded += 1;
      if (bounded > before) bound.boundLooselyAt(bounded - 1);
      if (!this.suffices()) continue;
      if (bounded > before) bound.boundAt(bounded - 1);
      if (this.couldOpen(lead, version, hit)) this.mark(lead, hit);
    }
  }

  private mark(lead: number, hit: number): void {
    if (this.found === NEVER) {
      this.found = SOMETIMES;
      this.clear(lead);
    }
    this.could[hit] = 1;
  }

  private clear(lead: number): void {
    const { first, next } = this.hits;
    if (this.could.length < next.length) this.could = bytes(next.length);
    for (let hit = first[lead] as number; hit >= 0; hit = next[hit] as number) this.could[hit] = 0;
  }

  /** Notes what the gates need that such a lead could pass at all, by all its hits together; false where there is none. */
  private collectNeeds(version: Version, grades: number): boolean {
    const needs = this.needs[version.index] as GateNeeds;
    const { bound } = this;
    const mostEngagement = Math.min(CEILING, bound.most[ENGAGEMENT] as number);
    const mostUsage = Math.min(CEILING, bound.most[USAGE] as number);
    let open = 0;
    for (let i = 0; i < needs.size; i++) {
      const engagement = needs.of(i, grades, ENGAGEMENT);
      const usage = needs.of(i, grades, USAGE);
      if (engagement > mostEngagement || usage > mostUsage) continue;
      const pattern = needs.patternOf(i);
      if (pattern !== undefined && !bound.hasPlaces(pattern.places, version.firstSlot)) continue;
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
    const since = (this.hits.units.hitAt[last] as number) - windowMs;
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
    const { first, next, units } = this.hits;
    const { hitOccurredAt, hitSignature, hitAt } = units;
    const until = hitAt[last] as number;
    let held = 0;
    for (let hit = first[lead] as number; hit >= 0; hit = next[hit] as number) {
      if ((hitAt[hit] as number) > until) break;
      if ((hitOccurredAt[hit] as number) > since && this.isHitOf(hitSignature[hit] as number, slot)) held += 1;
    }
    return held;
  }

  private isHitOf(signature: number, slot: number): boolean {
    const { from, slot: slots } = this.table;
    for (let i = from[signature] as number; i < (from[signature + 1] as number); i++)
      if (slots[i] === slot) return true;
    return false;
  }

  /** The lead's hits under a version. */
  private gather(lead: number, version: Version): void {
    const { from, slot, source } = this.table;
    const { bound } = this;
    const { slotVersion, slotWeights } = this.rulebook;
    const { first, next, units } = this.hits;
    const { hitSignature, hitOccurredAt, hitAt } = units;
    bound.clear();
    for (let hit = first[lead] as number; hit >= 0; hit = next[hit] as number) {
      const sign = hitSignature[hit] as number;
      const until = from[sign + 1] as number;
      for (let i = from[sign] as number; i < until; i++) {
        const which = slot[i] as number;
        if (slotVersion[which] !== version.index) continue;
        const weight = (slotWeights[which] as Int32Array)[source[i] as number] as number;
        bound.add(hit, which, weight, hitOccurredAt[hit] as number, hitAt[hit] as number);
      }
    }
  }
}
