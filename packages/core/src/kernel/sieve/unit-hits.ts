// The hits of one unit, counted per lead without playing it: how many points each lead could have at most, and who comes near a gate by that.
import type { CompiledGate } from '../../definition/compile.ts';
import type { Columns, UnitRows } from '../columns/columns.ts';
import { DECIDES } from '../columns/effect.ts';
import { cleared, ints } from '../columns/number-arrays.ts';
import type { SignatureTable } from '../columns/signature-table.ts';
import type { Rulebook, Version } from '../rulebook.ts';

/** Where nothing ever regroups. */
export type Fixed = NonNullable<UnitRows['fixed']>;

/** Counts of one unit after the other. */
export class UnitHits {
  /** Rows with hits and with attributes, ascending; the first `hits` and `given` of them are the unit's. */
  hitRows = ints(64);
  attributeRows = ints(64);
  hits = 0;
  given = 0;
  /** What the hits are worth at most, of whomever: tenths of both tracks. */
  private worth = 0;
  /** By signature: what an entry is worth at most. */
  private readonly worthOf: Int32Array;
  /** What some gate needs at least: points of all the unit's hits, or where it needs none that many hits. */
  private readonly leastWorth: number;
  private readonly leastHits: number;
  /** Whether an entry asks for a decision whatever was scored. */
  answers = false;
  leads = 0;
  /** Hits by lead × slots + slot. */
  count = ints(64);
  /** 1 where some gate could open for the lead by undecayed points, if its grade allowed it. */
  near = ints(8);
  /** By lead: its first hit among the hit rows, −1 where it has none; and by hit its lead's next one, −1 after the last. */
  first = ints(8);
  next = ints(64);
  /** Most undecayed tenths by (lead × versions + version) × 2 + track. */
  most = ints(16);

  constructor(
    private readonly rulebook: Rulebook,
    private readonly columns: Columns,
    private readonly table: SignatureTable,
  ) {
    this.worthOf = Int32Array.from(columns.signatures, (_, signature) => mostOf(signature, table, rulebook));
    const needs = rulebook.versions.flatMap(({ compiled }) => compiled.gates.map(leastOf));
    this.leastWorth = Math.min(...needs.map((need) => need.worth));
    this.leastHits = Math.min(...needs.map((need) => need.hits));
  }

  /** Notes the rows that matter. No branches: they would be guessed wrong every third time. */
  collect(unit: UnitRows): void {
    const { from, until } = unit;
    const { kind } = this.table;
    const { signature } = this.columns;
    if (this.hitRows.length <= until - from) {
      this.hitRows = ints((until - from) * 2);
      this.attributeRows = ints((until - from) * 2);
      this.next = ints((until - from) * 2);
    }
    const { hitRows, attributeRows, worthOf } = this;
    let worth = 0;
    let hits = 0;
    let given = 0;
    let any = 0;
    for (let row = from; row < until; row++) {
      const sign = signature[row] as number;
      const what = kind[sign] as number;
      worth += worthOf[sign] as number;
      hitRows[hits] = row;
      attributeRows[given] = row;
      hits += what & 1;
      given += (what >> 1) & 1;
      any |= what;
    }
    this.hits = hits;
    this.given = given;
    this.worth = worth;
    this.answers = (any & DECIDES) !== 0;
  }

  /** Whether no gate could open for anybody, were all hits one lead's. */
  isFar(): boolean {
    return this.worth < this.leastWorth && this.hits < this.leastHits;
  }

  /** Adds up what the collected hits are worth at most. */
  addUp(fixed: Fixed): void {
    const { from, slot } = this.table;
    const { signature, atom } = this.columns;
    const { slots, slotVersion, slotTrack, slotMost, slotEntries } = this.rulebook;
    const versions = this.rulebook.versions.length;
    this.leads = fixed.leads;
    this.most = cleared(this.most, fixed.leads * versions * 2, ints, 0);
    this.count = cleared(this.count, fixed.leads * slots, ints, 0);
    this.first = cleared(this.first, fixed.leads, ints, -1);
    const { hits, hitRows, first, next, most, count } = this;
    const { leadOf } = fixed;
    for (let i = hits - 1; i >= 0; i--) {
      const row = hitRows[i] as number;
      const lead = leadOf[fixed.from + (atom[row] as number)] as number;
      if (lead < 0) continue;
      next[i] = first[lead] as number;
      first[lead] = i;
      const sign = signature[row] as number;
      const until = from[sign + 1] as number;
      for (let hit = from[sign] as number; hit < until; hit++) {
        const which = slot[hit] as number;
        const chain = lead * slots + which;
        const held = (count[chain] as number) + 1;
        count[chain] = held;
        if (held > (slotEntries[which] as number)) continue;
        const at = (lead * versions + (slotVersion[which] as number)) * 2 + (slotTrack[which] as number);
        most[at] = (most[at] as number) + (slotMost[which] as number);
      }
    }
  }

  /** Whether some account gate could open (R15): engaged leads and pooled points, undecayed. */
  accountsNear(): boolean {
    return this.rulebook.versions.some(
      ({ index, compiled }) =>
        compiled.accountGates.length > 0 &&
        compiled.accountGates.some((position) => {
          const clause = compiled.gates[position]?.clause.account;
          if (clause === undefined) return true;
          let engaged = 0;
          let together = 0;
          for (let lead = 0; lead < this.leads; lead++) {
            const own = this.most[(lead * this.rulebook.versions.length + index) * 2] as number;
            if (own >= clause.engagedAt) engaged += 1;
            together += own;
          }
          return engaged >= clause.engagedLeads && together >= (clause.engagement ?? 0);
        }),
    );
  }

  /** Marks the leads near a gate; false where there are none. */
  leadsNear(): boolean {
    const { leads, near, rulebook } = this;
    if (near.length < leads) this.near = ints(leads * 2);
    let some = 0;
    for (let lead = 0; lead < leads; lead++) {
      let isNear = 0;
      for (const version of rulebook.versions) if (this.isNear(lead, version)) isNear = 1;
      this.near[lead] = isNear;
      some |= isNear;
    }
    return some !== 0;
  }

  /** Whether each place could be filled by an entry of its own, whenever it happened. */
  hasPlaces(places: Int32Array, chain: number): boolean {
    for (let i = 0; i < places.length; i++) {
      let asked = 0;
      for (let j = 0; j <= i; j++) if (places[j] === places[i]) asked += 1;
      if ((this.count[chain + (places[i] as number)] as number) < asked) return false;
    }
    return true;
  }

  private isNear(lead: number, version: Version): boolean {
    const at = (lead * this.rulebook.versions.length + version.index) * 2;
    const engagement = this.most[at] as number;
    const usage = this.most[at + 1] as number;
    const { gates, leadGates } = version.compiled;
    for (let i = 0; i < leadGates.length; i++) {
      const gate = gates[leadGates[i] as number];
      if (gate === undefined) return true;
      const { needs } = gate;
      if (needs.engagement > engagement || needs.usage > usage) continue;
      if (needs.places.length === 0 || this.hasAll(lead, version, needs.places)) return true;
    }
    return false;
  }

  private hasAll(lead: number, version: Version, places: readonly number[]): boolean {
    const chain = lead * this.rulebook.slots + version.firstSlot;
    for (let i = 0; i < places.length; i++) if (this.count[chain + (places[i] as number)] === 0) return false;
    return true;
  }
}

/** What one entry adds at most, under the version that makes most of it. */
function mostOf(signature: number, table: SignatureTable, { versions, slotMost, slotVersion }: Rulebook): number {
  const sums = versions.map(() => 0);
  for (let i = table.from[signature] as number; i < (table.from[signature + 1] as number); i++) {
    const slot = table.slot[i] as number;
    const version = slotVersion[slot] as number;
    sums[version] = (sums[version] as number) + (slotMost[slot] as number);
  }
  return Math.max(0, ...sums);
}

/** What a gate needs of all hits together: points, or where it can do without any that many hits. */
function leastOf({ needs, ofAccount, clause }: CompiledGate): { readonly worth: number; readonly hits: number } {
  const { account } = clause;
  const pooled =
    account === undefined ? 0 : Math.max(account.engagement ?? 0, account.engagedLeads * account.engagedAt);
  const worth = ofAccount ? pooled : Math.max(needs.engagement, needs.usage);
  return worth > 0
    ? { worth, hits: Number.POSITIVE_INFINITY }
    : { worth: Number.POSITIVE_INFINITY, hits: clause.pattern?.places.length ?? 0 };
}
