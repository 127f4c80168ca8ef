// Which units could decide anything at all, and from which entry on? Most never come near a gate, and need not be played. A bound that never errs on the side of *no*: points
// before groups and negatives, every version in force at any time, grades the lead ever had. For units of fixed grouping only.
import { ENGAGEMENT, USAGE } from '../../definition/compile.ts';
import { CEILING } from '../../qualification/score-axis.ts';
import type { Columns, UnitRows } from '../columns/columns.ts';
import { cleared, ints } from '../columns/number-arrays.ts';
import { SignatureTable } from '../columns/signature-table.ts';
import type { Rulebook, Version } from '../rulebook.ts';
import { GateNeeds } from './gate-needs.ts';
import { GradesHad } from './grades-had.ts';
import { LeadBound } from './lead-bound.ts';
import { UnitHits } from './unit-hits.ts';

/** Sieves the units of one journal for one rulebook. */
export class Sieve {
  /** Of the unit last asked about: before this row no gate opens and nobody is disqualified. */
  quietUntil = 0;
  /** The same by lead. */
  leadQuietUntil = ints(8);
  private readonly table: SignatureTable;
  private readonly hits: UnitHits;
  private readonly grades: GradesHad;
  private readonly bound: LeadBound;
  private readonly needs: readonly GateNeeds[];
  /** Engagement and usage that each gate still possible needs, of the lead last looked at. */
  private readonly openNeeds: Float64Array;
  private open = 0;
  /** By slot: its points in tenths, 0 where they are taken away. */
  private readonly points: Float64Array;

  constructor(
    private readonly rulebook: Rulebook,
    private readonly columns: Columns,
  ) {
    this.table = new SignatureTable(rulebook.slotNegativeHours);
    this.table.learn(columns.signatures);
    this.hits = new UnitHits(rulebook, columns, this.table);
    this.grades = new GradesHad(rulebook, columns);
    this.bound = new LeadBound(rulebook);
    this.needs = rulebook.versions.map((version) => new GateNeeds(version));
    this.openNeeds = new Float64Array(2 * Math.max(1, ...this.needs.map((each) => each.size)));
    this.points = Float64Array.from(
      rulebook.versions.flatMap((version) => version.compiled.signals),
      (signal) => Math.max(0, signal.points),
    );
  }

  /** Whether the unit has to be played; `false` only where no gate opens, nobody is disqualified and nobody answers. */
  mayDecide(unit: UnitRows): boolean {
    const { fixed } = unit;
    this.quietUntil = unit.from;
    if (fixed === undefined) return true;
    const { hits } = this;
    const { judgesNewcomers } = this.rulebook;
    hits.collect(unit);
    this.allQuietUntil(fixed.leads, unit.until);
    if (hits.hits > 0 || judgesNewcomers) {
      hits.addUp(fixed);
      const isJudged = hits.accountsNear();
      const someNear = !isJudged && hits.leadsNear();
      if (isJudged || ((someNear || judgesNewcomers) && this.grades.workOut(hits, fixed, judgesNewcomers))) {
        this.allQuietUntil(fixed.leads, unit.from);
      } else if (someNear) this.findOpenings(unit);
    }
    return hits.answers || this.quietUntil < unit.until;
  }

  private allQuietUntil(leads: number, row: number): void {
    this.quietUntil = row;
    this.leadQuietUntil = cleared(this.leadQuietUntil, leads, ints, row);
  }

  /** The first row at which a gate could open, of each lead near one: grades as they were, scores from above at each of its hits. */
  private findOpenings(unit: UnitRows): void {
    for (let lead = 0; lead < this.hits.leads; lead++) {
      if (this.hits.near[lead] === 0) continue;
      let first = unit.until;
      for (const version of this.rulebook.versions) first = this.firstOpeningOf(lead, version, unit, first);
      this.leadQuietUntil[lead] = first;
      if (first < this.quietUntil) this.quietUntil = first;
    }
  }

  private firstOpeningOf(lead: number, version: Version, unit: UnitRows, none: number): number {
    const { bound } = this;
    const needs = this.needs[version.index] as GateNeeds;
    const chain = lead * this.rulebook.slots + version.firstSlot;
    if (!this.collectNeeds(needs, this.grades.of(lead, version.index), chain)) return none;
    if (this.suffices(0, 0) || !this.gather(lead, version)) return unit.from;
    let undecayed = false;
    for (let i = 0; i < bound.size && (bound.row[i] as number) < none; i++) {
      if (!undecayed) {
        bound.addUndecayed(i);
        undecayed = this.suffices(bound.score[0] as number, bound.score[1] as number);
        if (!undecayed) continue;
      }
      bound.boundAt(i);
      if (this.suffices(bound.score[0] as number, bound.score[1] as number)) return bound.row[i] as number;
    }
    return none;
  }

  /** Notes what the gates need that such a lead could pass at all; false where there is none. */
  private collectNeeds(needs: GateNeeds, grades: number, chain: number): boolean {
    let open = 0;
    for (let i = 0; i < needs.size; i++) {
      const engagement = needs.of(i, grades, ENGAGEMENT);
      const usage = needs.of(i, grades, USAGE);
      if (engagement > CEILING || usage > CEILING) continue;
      const places = needs.placesOf(i);
      if (places !== undefined && !this.hits.hasPlaces(places, chain)) continue;
      this.openNeeds[open * 2] = engagement;
      this.openNeeds[open * 2 + 1] = usage;
      open += 1;
    }
    this.open = open;
    return open > 0;
  }

  private suffices(engagement: number, usage: number): boolean {
    for (let i = 0; i < this.open; i++)
      if ((this.openNeeds[i * 2] as number) <= engagement && (this.openNeeds[i * 2 + 1] as number) <= usage)
        return true;
    return false;
  }

  /** The lead's hits under a version; false where there are too many. */
  private gather(lead: number, version: Version): boolean {
    const { from, slot, source } = this.table;
    const { signature, occurredAt, at } = this.columns;
    const { bound, rulebook, points } = this;
    const { hits, hitRows, leadOfHit } = this.hits;
    bound.clear();
    for (let i = 0; i < hits; i++) {
      if (leadOfHit[i] !== lead) continue;
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
