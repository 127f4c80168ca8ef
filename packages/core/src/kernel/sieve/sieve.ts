// Which units could decide anything at all, and after which entries? Most never come near a gate, and need not be played. A bound that never errs on the side of *no*: points
// before groups and negatives, every version in force at any time, grades the lead could ever have. For units of fixed grouping only.
import { isCorrection, type UnitRows } from '../columns/columns.ts';
import type { Journal } from '../columns/columns-writer.ts';
import { SignatureTable } from '../columns/signature-table.ts';
import type { Rulebook } from '../rulebook.ts';
import { BestGrades } from './best-grades.ts';
import { ALWAYS, Chances, NEVER } from './chances.ts';
import { GateNeeds } from './gate-needs.ts';
import { Gists } from './gists.ts';
import { GradesHad } from './grades-had.ts';
import { NearUnits } from './near-units.ts';
import { Outlook } from './outlook.ts';
import { type Fixed, UnitHits } from './unit-hits.ts';

/** Sieves the units of one journal for one rulebook. */
export class Sieve {
  /** Of the unit last asked about. */
  readonly outlook = new Outlook();
  private readonly near: NearUnits;
  private readonly hits: UnitHits;
  /** Where newcomers are judged the grades they had, and who was disqualified; else the best they could have. */
  private readonly grades: BestGrades | GradesHad;
  /** What a lead of a unit that regroups could be graded at best. */
  private readonly best: BestGrades;
  private readonly chances: Chances;
  private readonly handoffsOnly: boolean;
  /** Units before this one were looked through; those before `end` will be. */
  private ahead = 0;
  private end = 0;
  /** How many of the near units were looked at. */
  private looked = 0;

  constructor(
    private readonly rulebook: Rulebook,
    private readonly journal: Pick<Journal, 'columns' | 'starts' | 'unit'>,
    options: {
      /** Nothing but hand-offs is asked for. */
      readonly handoffsOnly?: boolean;
    } = {},
  ) {
    const { columns } = journal;
    const { slotNegativeHours } = rulebook;
    const table = columns.table?.isFor(slotNegativeHours) ? columns.table : new SignatureTable(slotNegativeHours);
    table.learn(columns.signatures);
    const needs = rulebook.versions.map((version) => new GateNeeds(version));
    const gists = new Gists(rulebook, columns.signatures, table, needs);
    this.handoffsOnly = options.handoffsOnly ?? false;
    this.near = new NearUnits(rulebook, journal, gists, this.handoffsOnly);
    this.hits = new UnitHits(this.near, gists);
    this.best = new BestGrades(rulebook, columns.signatures);
    this.grades = rulebook.judgesNewcomers ? new GradesHad(rulebook, columns) : this.best;
    this.chances = new Chances(rulebook, table, this.hits, gists, needs);
  }

  /** Turns to the units [from, to). */
  start(from: number, to: number): void {
    this.ahead = from;
    this.end = to;
    this.near.size = 0;
    this.looked = 0;
  }

  /** The next unit that has to be played; −1 after the last. In the others no gate opens, nobody is disqualified and nobody answers. */
  next(): number {
    const { near } = this;
    for (;;) {
      while (this.looked < near.size) {
        const which = this.looked++;
        const unit = near.unit[which] as number;
        if (this.mayDecide(which, this.journal.unit(unit))) return unit;
      }
      if (this.ahead === this.end) return -1;
      this.ahead = near.find(this.ahead, this.end);
      this.looked = 0;
    }
  }

  private mayDecide(which: number, unit: UnitRows): boolean {
    const { near, outlook } = this;
    const { fixed } = unit;
    outlook.open(unit.from, unit.until, fixed?.leads ?? 0);
    // Whom a list hands over has a score whatever could open: what came before must not be passed over.
    if (fixed !== undefined && this.rulebook.hasLists && near.answers[which] !== 0) {
      outlook.openAtOnce(fixed.leads);
      return true;
    }
    if (fixed === undefined) {
      outlook.openAtOnce(0);
      return !this.handoffsOnly || this.mayHandOver(which, unit);
    }
    if (this.rulebook.judgesNewcomers || near.isFar[which] === 0) this.lookOut(which, unit, fixed);
    const answers = near.answers[which] !== 0 && !this.handoffsOnly;
    return answers || outlook.quietUntil < unit.until;
  }

  /** Whether anybody of a unit that regroups could pass a gate, were everybody as wide as they ever get and all in one account. */
  private mayHandOver(which: number, unit: UnitRows): boolean {
    const { near, hits, best, chances } = this;
    const { columns } = this.journal;
    const widest = columns.groupings?.widestOf(unit, (row) => isCorrection(columns, row));
    if (widest === undefined) return true;
    if (near.isFar[which] !== 0) return false;
    hits.addUp(which, widest);
    if (chances.forAccounts()) return true;
    best.collect(hits, which, widest);
    for (let lead = 0; lead < widest.leads; lead++) if (chances.look(lead, best) !== NEVER) return true;
    return false;
  }

  /** When a gate could open, of each lead: grades as they could be, scores and patterns from above after each of its hits. */
  private lookOut(which: number, unit: UnitRows, fixed: Fixed): void {
    const { hits, outlook, grades, chances } = this;
    hits.addUp(which, fixed);
    if (chances.forAccounts() || (grades instanceof GradesHad && grades.workOut(hits, which, fixed))) {
      outlook.openAtOnce(fixed.leads);
      return;
    }
    if (grades instanceof BestGrades) grades.collect(hits, which, fixed);
    for (let lead = 0; lead < fixed.leads; lead++) {
      const found = chances.look(lead, grades);
      if (found !== NEVER) this.tell(lead, unit, found === ALWAYS);
    }
  }

  /** Tells the outlook what was noted of a lead. */
  private tell(lead: number, unit: UnitRows, always: boolean): void {
    const { outlook } = this;
    const { could } = this.chances;
    const { first, next } = this.hits;
    const { hitRow } = this.near;
    let told = first[lead] as number;
    let earliest = unit.until;
    for (let hit = told; hit >= 0; hit = next[hit] as number) {
      if (!always && could[hit] === 0) continue;
      const row = hitRow[hit] as number;
      if (earliest === unit.until) earliest = row;
      for (; told !== hit; told = next[told] as number) outlook.setChance(hitRow[told] as number, row);
      outlook.setChance(row, row);
      told = next[hit] as number;
    }
    for (; told >= 0; told = next[told] as number) outlook.setChance(hitRow[told] as number, unit.until);
    outlook.mayOpenFrom(lead, always ? unit.from : earliest);
  }
}
