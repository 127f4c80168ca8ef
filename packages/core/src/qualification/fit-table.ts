// Fit as a table: leads whose conditions come out alike share one *class*, and a class is graded once (R13). Each condition is decided once
// per distinct combination of the values it mentions.
import { FALSE, TRUE, type Trilean, UNKNOWN } from '../base/trilean.ts';
import type { CompiledDefinition } from '../definition/compile.ts';
import type { Condition, Mention } from '../definition/condition.ts';
import { evaluateCondition } from '../definition/condition-evaluate.ts';
import { type Fit, GRADES, type Grade } from '../definition/definition.ts';
import { ownAt } from '../journal/json.ts';
import { type AttributeDictionary, NO_VALUE } from './attribute-dictionary.ts';

/** What all leads of a class have in common. */
export interface FitClass {
  /** Position in GRADES. */
  readonly grade: number;
  readonly tenths: number;
  /** By criterion, disqualification and `unless`, in the definition's order. */
  readonly criteria: readonly Trilean[];
  /** Bit set of the disqualifications that are true, by their position in the whole definition. */
  readonly disqualified: number;
  readonly unless: readonly Trilean[];
}

/** Where to read: positions of values by attribute, from an offset. */
export interface AttributeRow {
  lead: Int32Array;
  leadFrom: number;
  account: Int32Array;
  accountFrom: number;
}

interface Decided {
  readonly condition: Condition;
  /** Attribute positions; lead's as they are, account's as −1 − position. */
  readonly reads: readonly number[];
  readonly byValue: Uint8Array[];
  readonly byValues: Map<string, Trilean>;
}

const UNDECIDED = 255;

/** Classes of one definition. With `accountOnly`, criteria that read the lead are left out and lead attributes are unknown. */
export class FitTable {
  readonly classes: FitClass[] = [];
  private readonly decided: Decided[];
  private readonly byOutcome = new Map<string | number, number>();
  private readonly byCode: Int32Array;
  private readonly criteria: number;
  private readonly disqualifications: number;
  /** By disqualification: its position in the whole definition. */
  private readonly rules: readonly number[];
  readonly ofAccount: FitTable | undefined;

  constructor(
    private readonly compiled: CompiledDefinition,
    private readonly attributes: AttributeDictionary,
    private readonly accountOnly = false,
  ) {
    const fit = fitOf(compiled.definition.fit, accountOnly);
    const conditions = [
      ...fit.criteria.map((criterion) => criterion.when),
      ...fit.disqualify.map((rule) => rule.when),
      ...compiled.unless,
    ];
    this.criteria = fit.criteria.length;
    this.disqualifications = fit.disqualify.length;
    this.rules = fit.disqualify.map((rule) => compiled.definition.fit?.disqualify.indexOf(rule) ?? 0);
    this.decided = conditions.map((condition) => this.prepare(condition));
    this.byCode = new Int32Array(conditions.length <= 8 ? 4 ** conditions.length : 0).fill(-1);
    this.ofAccount = accountOnly ? undefined : new FitTable(compiled, attributes, true);
  }

  /** The class of a lead (or account) whose attributes stand in `row`. */
  classOf(row: AttributeRow): number {
    let code = 0;
    let text = '';
    const small = this.byCode.length > 0;
    for (const decided of this.decided) {
      const outcome = this.outcome(decided, row);
      if (small) code = code * 4 + outcome;
      else text += outcome;
    }
    const known = small ? (this.byCode[code] ?? -1) : (this.byOutcome.get(text) ?? -1);
    if (known >= 0) return known;
    const made = this.classes.push(this.grade(this.decided.map((decided) => this.outcome(decided, row)))) - 1;
    if (small) this.byCode[code] = made;
    else this.byOutcome.set(text, made);
    return made;
  }

  private prepare(condition: Condition): Decided {
    const reads = condition.mentions.map((mention) => this.attributeOf(mention));
    return {
      condition,
      reads: [...new Set(reads)],
      byValue: [new Uint8Array(64).fill(UNDECIDED)],
      byValues: new Map(),
    };
  }

  private attributeOf(mention: Mention): number {
    const name = mention.path[0] ?? '';
    return mention.root === 'account' ? -1 - this.attributes.account.indexOf(name) : this.attributes.lead.indexOf(name);
  }

  private outcome(decided: Decided, row: AttributeRow): Trilean {
    if (decided.reads.length !== 1) return this.outcomeOfSeveral(decided, row);
    const value = this.valueOf(decided.reads[0] ?? 0, row);
    let memo = decided.byValue[0] as Uint8Array;
    if (value >= memo.length) {
      memo = new Uint8Array(Math.max(value + 1, memo.length * 2)).fill(UNDECIDED);
      memo.set(decided.byValue[0] as Uint8Array);
      decided.byValue[0] = memo;
    }
    const known = memo[value];
    if (known !== UNDECIDED) return known as Trilean;
    const outcome = this.evaluate(decided.condition, row);
    memo[value] = outcome;
    return outcome;
  }

  private outcomeOfSeveral(decided: Decided, row: AttributeRow): Trilean {
    let key = '';
    for (const read of decided.reads) key += `${this.valueOf(read, row)},`;
    const known = decided.byValues.get(key);
    if (known !== undefined) return known;
    const outcome = this.evaluate(decided.condition, row);
    decided.byValues.set(key, outcome);
    return outcome;
  }

  private valueOf(read: number, row: AttributeRow): number {
    if (read >= 0) return this.accountOnly ? NO_VALUE : (row.lead[row.leadFrom + read] ?? NO_VALUE);
    return row.account[row.accountFrom + (-1 - read)] ?? NO_VALUE;
  }

  private evaluate(condition: Condition, row: AttributeRow): Trilean {
    return evaluateCondition(condition, (mention) => {
      const value = this.attributes.valueAt(this.valueOf(this.attributeOf(mention), row));
      return value === null ? undefined : ownAt(value, mention.path.slice(1));
    });
  }

  private grade(outcomes: readonly Trilean[]): FitClass {
    const fit = fitOf(this.compiled.definition.fit, this.accountOnly);
    const criteria = outcomes.slice(0, this.criteria);
    const disqualify = outcomes.slice(this.criteria, this.criteria + this.disqualifications);
    return {
      grade: GRADES.indexOf(gradeOf(fit, criteria)),
      tenths: pointsOf(fit, criteria),
      criteria,
      disqualified: disqualify.reduce<number>(
        (bits, outcome, i) => (outcome === TRUE ? bits | (1 << (this.rules[i] as number)) : bits),
        0,
      ),
      unless: outcomes.slice(this.criteria + this.disqualifications),
    };
  }
}

const NO_FIT: Fit = { criteria: [], grades: { A: 0, B: 0, C: 0 }, disqualify: [] };

/** The fit block; for an account, of the criteria and disqualifications that read `account` alone (R13, R19). */
export function fitOf(fit: Fit | undefined, accountOnly: boolean): Fit {
  if (fit === undefined) return NO_FIT;
  if (!accountOnly) return fit;
  const ofAccount = (condition: Condition): boolean =>
    condition.mentions.every((mention) => mention.root === 'account');
  return {
    ...fit,
    criteria: fit.criteria.filter((criterion) => ofAccount(criterion.when)),
    disqualify: fit.disqualify.filter((rule) => ofAccount(rule.when)),
  };
}

/** Sum of the points whose condition is true, in tenths. */
export function pointsOf(fit: Fit, outcomes: readonly Trilean[]): number {
  return fit.criteria.reduce((sum, criterion, i) => (outcomes[i] === TRUE ? sum + criterion.points : sum), 0);
}

/** Known and total Σ|points| in tenths. */
export function knownOf(fit: Fit, outcomes: readonly Trilean[]): { known: number; total: number } {
  let known = 0;
  let total = 0;
  fit.criteria.forEach((criterion, i) => {
    total += Math.abs(criterion.points);
    if (outcomes[i] !== UNKNOWN) known += Math.abs(criterion.points);
  });
  return { known, total };
}

/** The grade of R13: `?` where less than half of Σ|points| is known (or there is nothing to know). */
export function gradeOf(fit: Fit, outcomes: readonly Trilean[]): Grade {
  const { known, total } = knownOf(fit, outcomes);
  return total === 0 || 2 * known < total ? '?' : gradeOfPoints(fit, pointsOf(fit, outcomes));
}

/** The grade that points alone give. */
export function gradeOfPoints(fit: Fit, tenths: number): Grade {
  if (tenths >= fit.grades.A) return 'A';
  if (tenths >= fit.grades.B) return 'B';
  return tenths >= fit.grades.C ? 'C' : 'D';
}

/** The worst and the best grade that is left when every unknown criterion is learned (R13). */
export function couldBe(fit: Fit, outcomes: readonly Trilean[]): readonly [Grade, Grade] {
  const resolved = (wish: (points: number) => boolean): Grade =>
    gradeOfPoints(
      fit,
      pointsOf(
        fit,
        outcomes.map((outcome, i) => {
          if (outcome !== UNKNOWN) return outcome;
          return wish(fit.criteria[i]?.points ?? 0) ? TRUE : FALSE;
        }),
      ),
    );
  return [resolved((points) => points < 0), resolved((points) => points > 0)];
}
