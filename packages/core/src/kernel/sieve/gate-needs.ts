// What the gates of a version need at least of a lead that only ever had certain grades: two numbers a gate, worked out once for each set of grades.
import type { CompiledClause, CompiledGate, CompiledPattern } from '../../definition/compile.ts';
import type { Version } from '../rulebook.ts';

const SETS_OF_GRADES = 32;

/** Necessary scores by gate and set of grades; never more than what would do. */
export class GateNeeds {
  /** By (gate × sets + grades) × 2 + track: tenths, Infinity where no grade of the set passes, NaN while not worked out. */
  private readonly needs: Float64Array;
  private readonly gates: readonly CompiledGate[];

  constructor(version: Version) {
    const { leadGates, gates } = version.compiled;
    this.gates = leadGates.map((position) => gates[position] as CompiledGate);
    this.needs = new Float64Array(this.gates.length * SETS_OF_GRADES * 2).fill(Number.NaN);
  }

  get size(): number {
    return this.gates.length;
  }

  /** The pattern that gate `i` needs, where its own clause has one. */
  patternOf(i: number): CompiledPattern | undefined {
    return this.gates[i]?.clause.pattern;
  }

  /** Tenths of a track that gate `i` needs of a lead with these grades. */
  of(i: number, grades: number, track: number): number {
    const at = (i * SETS_OF_GRADES + grades) * 2;
    if (Number.isNaN(this.needs[at])) {
      const clause = (this.gates[i] as CompiledGate).clause;
      this.needs[at] = needOf(clause, grades, 'engagement');
      this.needs[at + 1] = needOf(clause, grades, 'usage');
    }
    return this.needs[at + track] as number;
  }
}

function needOf(clause: CompiledClause, grades: number, track: 'engagement' | 'usage'): number {
  if ((clause.fit & grades) === 0) return Number.POSITIVE_INFINITY;
  const need = (inner: CompiledClause): number => needOf(inner, grades, track);
  const all = Math.max(0, clause[track], ...(clause.all ?? []).map(need));
  return clause.any === undefined ? all : Math.max(all, Math.min(...clause.any.map(need)));
}
