// One step of a unit: the row or the deadline, with what the kernel decided by it.
import { HAS_EFFECT } from '../../kernel/columns/effect.ts';
import type { Meaning } from '../programme/meaning.ts';
import type { Heard } from './heard.ts';
import type { NurtureUnit } from './nurture-unit.ts';

/** What makes programmes look: a row that the kernel has just admitted, or a deadline (row −1), with what the kernel decided by it. */
export interface Step {
  readonly at: number;
  readonly row: number;
  readonly meaning: Meaning | undefined;
  readonly heard: readonly Heard[];
  /** Whether a deadline of the kernel was played: anybody in the unit may be another than before. */
  readonly ofKernel: boolean;
}

/** Whether a row can change what stands of others of its account too. */
export function concernsAll(unit: NurtureUnit, row: number): boolean {
  const { evidence, columns } = unit.state;
  const signature = columns.signature[row] as number;
  const kind = evidence.kindOf(signature);
  if (evidence.unit.fixed === undefined || (kind & HAS_EFFECT) !== 0) return true;
  return (columns.signatures[signature]?.account.length ?? 0) > 0;
}
