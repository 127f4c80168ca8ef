// Which units could decide anything at all, and after which entries? Most never come near a gate, and need not be played. A bound that never errs on the side of *no*: points
// before groups and negatives, every version in force at any time, grades the lead could ever have. For units of fixed grouping only.
import type { Columns, UnitRows } from '../columns/columns.ts';
import { SignatureTable } from '../columns/signature-table.ts';
import type { Rulebook } from '../rulebook.ts';
import { BestGrades } from './best-grades.ts';
import { Chances } from './chances.ts';
import { GradesHad } from './grades-had.ts';
import { Outlook } from './outlook.ts';
import { type Fixed, UnitHits } from './unit-hits.ts';

/** Sieves the units of one journal for one rulebook. */
export class Sieve {
  /** Of the unit last asked about. */
  readonly outlook = new Outlook();
  private readonly table: SignatureTable;
  private readonly hits: UnitHits;
  /** Where newcomers are judged the grades they had, and who was disqualified; else the best they could have. */
  private readonly grades: BestGrades | GradesHad;
  private readonly chances: Chances;

  constructor(
    private readonly rulebook: Rulebook,
    columns: Columns,
  ) {
    this.table = new SignatureTable(rulebook.slotNegativeHours);
    this.table.learn(columns.signatures);
    this.hits = new UnitHits(rulebook, columns, this.table);
    this.grades = rulebook.judgesNewcomers ? new GradesHad(rulebook, columns) : new BestGrades(rulebook, columns);
    this.chances = new Chances(rulebook, columns, this.table, this.hits);
  }

  /** Whether the unit has to be played; `false` only where no gate opens, nobody is disqualified and nobody answers. */
  mayDecide(unit: UnitRows): boolean {
    const { fixed } = unit;
    const { hits, outlook } = this;
    outlook.open(unit.from, unit.until, fixed?.leads ?? 0);
    if (fixed === undefined) {
      outlook.openAtOnce(0);
      return true;
    }
    hits.collect(unit);
    if (this.rulebook.judgesNewcomers || !hits.isFar()) this.lookOut(unit, fixed);
    return hits.answers || outlook.quietUntil < unit.until;
  }

  private lookOut(unit: UnitRows, fixed: Fixed): void {
    const { hits, outlook, grades } = this;
    hits.addUp(fixed);
    if (hits.accountsNear() || (grades instanceof GradesHad && grades.workOut(hits, fixed))) {
      outlook.openAtOnce(fixed.leads);
    } else if (hits.leadsNear()) {
      if (grades instanceof BestGrades) grades.collect(hits, fixed);
      this.findOpenings(unit);
    }
  }

  /** When a gate could open, of each lead near one: grades as they could be, scores and patterns from above after each of its hits. */
  private findOpenings(unit: UnitRows): void {
    const { hits, chances, grades } = this;
    for (let lead = 0; lead < hits.leads; lead++) {
      if (hits.near[lead] === 0) continue;
      chances.clear(lead);
      let always = false;
      for (const version of this.rulebook.versions)
        always = chances.note(lead, version, grades.of(lead, version.index)) || always;
      this.tell(lead, unit, always);
    }
  }

  /** Tells the outlook what was noted of a lead. */
  private tell(lead: number, unit: UnitRows, always: boolean): void {
    const { outlook } = this;
    const { could } = this.chances;
    const { hitRows, first, next } = this.hits;
    let told = first[lead] as number;
    let earliest = unit.until;
    for (let hit = told; hit >= 0; hit = next[hit] as number) {
      if (!always && could[hit] === 0) continue;
      const row = hitRows[hit] as number;
      if (earliest === unit.until) earliest = row;
      for (; told !== hit; told = next[told] as number) outlook.setChance(hitRows[told] as number, row);
      outlook.setChance(row, row);
      told = next[hit] as number;
    }
    for (; told >= 0; told = next[told] as number) outlook.setChance(hitRows[told] as number, unit.until);
    outlook.mayOpenFrom(lead, always ? unit.from : earliest);
  }
}
