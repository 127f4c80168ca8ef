// Which units could decide anything at all, and after which entries? Most never come near a gate, and need not be played. A bound that never errs on the side of *no*: points
// before groups and negatives, every version in force at any time, grades the lead could ever have. For units of fixed grouping only.
import type { UnitRows } from '../columns/columns.ts';
import type { Journal } from '../columns/columns-writer.ts';
import { SignatureTable } from '../columns/signature-table.ts';
import type { Rulebook } from '../rulebook.ts';
import { BestGrades } from './best-grades.ts';
import { ALWAYS, Chances, NEVER } from './chances.ts';
import { GateNeeds } from './gate-needs.ts';
import { Gists } from './gists.ts';
import { GradesHad } from './grades-had.ts';
import { Outlook } from './outlook.ts';
import { type Fixed, UnitHits } from './unit-hits.ts';
import { UnitTotals } from './unit-totals.ts';

/** Sieves the units of one journal for one rulebook. */
export class Sieve {
  /** Of the unit last asked about. */
  readonly outlook = new Outlook();
  private readonly totals: UnitTotals;
  private readonly hits: UnitHits;
  /** Where newcomers are judged the grades they had, and who was disqualified; else the best they could have. */
  private readonly grades: BestGrades | GradesHad;
  private readonly chances: Chances;

  constructor(
    private readonly rulebook: Rulebook,
    private readonly journal: Pick<Journal, 'columns' | 'starts' | 'unit'>,
  ) {
    const { columns } = journal;
    const table = new SignatureTable(rulebook.slotNegativeHours);
    table.learn(columns.signatures);
    const needs = rulebook.versions.map((version) => new GateNeeds(version));
    const gists = new Gists(rulebook, columns.signatures, table, needs);
    this.totals = new UnitTotals(rulebook, columns, gists);
    this.hits = new UnitHits(columns, table, gists);
    this.grades = rulebook.judgesNewcomers ? new GradesHad(rulebook, columns) : new BestGrades(rulebook, columns);
    this.chances = new Chances(rulebook, columns, table, this.hits, gists, needs);
  }

  /** The first unit of [from, to) that has to be played; `to` where there is none. In the others no gate opens, nobody is disqualified and nobody answers. */
  next(from: number, to: number): number {
    const { totals, journal } = this;
    for (let unit = totals.firstNear(journal.starts, from, to); unit < to; ) {
      if (this.mayDecide(journal.unit(unit))) return unit;
      unit = totals.firstNear(journal.starts, unit + 1, to);
    }
    return to;
  }

  private mayDecide(unit: UnitRows): boolean {
    const { totals, outlook } = this;
    const { fixed } = unit;
    outlook.open(unit.from, unit.until, fixed?.leads ?? 0);
    if (fixed === undefined) {
      outlook.openAtOnce(0);
      return true;
    }
    if (this.rulebook.judgesNewcomers || !totals.isFar()) this.lookOut(unit, fixed);
    return totals.answers || outlook.quietUntil < unit.until;
  }

  /** When a gate could open, of each lead: grades as they could be, scores and patterns from above after each of its hits. */
  private lookOut(unit: UnitRows, fixed: Fixed): void {
    const { hits, outlook, grades, chances } = this;
    hits.collect(unit);
    hits.addUp(fixed);
    if (chances.forAccounts() || (grades instanceof GradesHad && grades.workOut(hits, fixed))) {
      outlook.openAtOnce(fixed.leads);
      return;
    }
    if (grades instanceof BestGrades) grades.collect(hits, fixed);
    for (let lead = 0; lead < fixed.leads; lead++) {
      const found = chances.look(lead, grades);
      if (found !== NEVER) this.tell(lead, unit, found === ALWAYS);
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
