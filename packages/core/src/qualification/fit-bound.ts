// Fit from above: which criteria an entry's attributes could make true, and the grades that follow at best. What the table says is never better (R13).
import { TRUE, type Trilean } from '../base/trilean.ts';
import type { Mention } from '../definition/condition.ts';
import { evaluateCondition } from '../definition/condition-evaluate.ts';
import { type Criterion, type Fit, GRADES } from '../definition/definition.ts';
import { ownAt } from '../journal/json.ts';
import { type AttributeDictionary, NO_VALUE } from './attribute-dictionary.ts';
import { gradeOfPoints } from './fit-table.ts';

const ANY_GRADE = (1 << GRADES.length) - 1;
/** More criteria than this are not bounded: any grade is possible. */
const MOST_CRITERIA = 16;

/** The criteria of one definition that give points, as bits of a mask. */
export class FitBound {
  private readonly criteria: readonly Criterion[];
  /** True where nothing is known at all. */
  private readonly always: number;
  /** By mask: grades as bits, 0 where not worked out. */
  private readonly grades: Uint8Array;
  private readonly outcomes = new Map<string, Trilean>();

  constructor(
    private readonly fit: Fit | undefined,
    private readonly attributes: AttributeDictionary,
  ) {
    const giving = (fit?.criteria ?? []).filter((criterion) => criterion.points > 0);
    this.criteria = giving.length > MOST_CRITERIA ? [] : giving;
    this.grades = new Uint8Array(1 << this.criteria.length);
    if (giving.length > MOST_CRITERIA) this.grades.fill(ANY_GRADE);
    this.always = this.criteria.reduce(
      (mask, criterion, i) => (this.outcome(criterion, i, NO_VALUE) === TRUE ? mask | (1 << i) : mask),
      0,
    );
  }

  /** How many bits a mask has. */
  get size(): number {
    return this.criteria.length;
  }

  /** Criteria that an entry could make true which says this of a lead or of an account: `[attribute, value, …]`. One that reads several attributes could be true once any is said. */
  madeTrueBy(pairs: readonly number[], of: 'lead' | 'account'): number {
    const names = this.attributes[of];
    let mask = 0;
    for (let at = 0; at < pairs.length; at += 2) {
      const name = names[pairs[at] as number];
      this.criteria.forEach((criterion, i) => {
        const { mentions } = criterion.when;
        if (!mentions.some((mention) => mention.root === of && mention.path[0] === name)) return;
        if (!readsOne(mentions) || this.outcome(criterion, i, pairs[at + 1] as number) === TRUE) mask |= 1 << i;
      });
    }
    return mask;
  }

  /** Grades that are possible where at most these criteria are true, as bits. Unknown is always possible. */
  gradesUpTo(mask: number): number {
    const known = this.grades[mask] as number;
    if (known !== 0) return known;
    const held = mask | this.always;
    const tenths = this.criteria.reduce((sum, { points }, i) => ((held & (1 << i)) === 0 ? sum : sum + points), 0);
    const best = this.fit === undefined ? 0 : GRADES.indexOf(gradeOfPoints(this.fit, tenths));
    const possible = ANY_GRADE & ~((1 << best) - 1);
    this.grades[mask] = possible;
    return possible;
  }

  /** What a criterion that reads one attribute says of its value. */
  private outcome({ when }: Criterion, i: number, position: number): Trilean {
    const key = `${i} ${position}`;
    const known = this.outcomes.get(key);
    if (known !== undefined) return known;
    const value = this.attributes.valueAt(position);
    const outcome = evaluateCondition(when, (mention) =>
      value === null ? undefined : ownAt(value, mention.path.slice(1)),
    );
    this.outcomes.set(key, outcome);
    return outcome;
  }
}

function readsOne(mentions: readonly Mention[]): boolean {
  return mentions.every(({ root, path }) => root === mentions[0]?.root && path[0] === mentions[0]?.path[0]);
}
