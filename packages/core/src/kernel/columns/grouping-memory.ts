// Who was who after each row of a journal that is replayed again and again: it hangs on entries alone, never on a definition, and is worked out once.
import type { Grouping } from '../../lead/grouping.ts';

/** Leads as wide as they ever were, all of them in one account: what bounds from above whatever a lead was on the way. */
export interface WidestLeads {
  readonly leadOf: Int32Array;
  readonly accountOf: Int32Array;
  readonly from: number;
  readonly count: number;
  readonly leads: number;
  readonly accounts: number;
}

/** A unit's rows [from, until) and identifiers. */
interface Rows {
  readonly from: number;
  readonly until: number;
  readonly atoms: readonly string[];
}

/** Groupings by the number of rows admitted when they came about. */
export class GroupingMemory {
  private readonly groupings = new Map<number, Grouping>();
  private readonly widest = new Map<number, WidestLeads | undefined>();

  /** Set once every row was replayed: what is not remembered changed nothing. */
  isWhole = false;

  /** Whether the next row may change who is who. */
  mayRegroup(row: number): boolean {
    return !this.isWhole || this.groupings.has(row + 1);
  }

  /** The grouping with so many rows admitted, made where it was not yet. */
  keep(admitted: number, make: () => Grouping): Grouping {
    const grouping = this.groupings.get(admitted) ?? make();
    this.groupings.set(admitted, grouping);
    return grouping;
  }

  /**
   * The leads of a unit that was replayed to its end, as its last grouping has them; undefined where somebody was ever together who is not so at the end, or where entries correct
   * others.
   */
  widestOf(unit: Rows, isCorrection: (row: number) => boolean): WidestLeads | undefined {
    if (!this.widest.has(unit.from)) this.widest.set(unit.from, this.workOut(unit, isCorrection));
    return this.widest.get(unit.from);
  }

  private workOut({ from, until, atoms }: Rows, isCorrection: (row: number) => boolean): WidestLeads | undefined {
    const seen: Grouping[] = [];
    for (let admitted = from + 1; admitted <= until; admitted++) {
      if (isCorrection(admitted - 1)) return undefined;
      const grouping = this.groupings.get(admitted);
      if (grouping !== undefined) seen.push(grouping);
    }
    const last = seen.at(-1);
    if (last === undefined || seen.some((each) => !isWithin(each, last))) return undefined;
    const count = atoms.length;
    return {
      leadOf: last.leadOf,
      accountOf: new Int32Array(count),
      from: 0,
      count,
      leads: last.leadAtom.length,
      accounts: 1,
    };
  }
}

/** Whether whoever is one lead in a grouping is one lead in the other. */
function isWithin(inner: Grouping, outer: Grouping): boolean {
  const place = new Int32Array(inner.leadAtom.length).fill(-1);
  for (let atom = 0; atom < inner.leadOf.length; atom++) {
    const lead = inner.leadOf[atom] as number;
    if (lead < 0) continue;
    const outside = outer.leadOf[atom] as number;
    if (outside < 0) return false;
    if (place[lead] === -1) place[lead] = outside;
    else if (place[lead] !== outside) return false;
  }
  return true;
}
