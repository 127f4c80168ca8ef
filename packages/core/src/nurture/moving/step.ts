// One step of a unit: the row or the deadline, with what the kernel decided by it.
import type { Meaning } from '../programme/meaning.ts';
import type { Heard } from './heard.ts';
import type { NurtureUnit } from './nurture-unit.ts';

/** What makes programmes look: a row that the kernel has just admitted, or a deadline (row −1), with what the kernel decided by it. */
export interface Step {
  readonly at: number;
  readonly row: number;
  readonly meaning: Meaning | undefined;
  readonly heard: readonly Heard[];
  /** Identifiers of whom deadlines of the kernel were about that were played just now. */
  readonly deadlines: readonly number[];
}

/** Whether a row can change what stands of others of its account too. */
export function concernsAll({ state: { columns } }: NurtureUnit, row: number): boolean {
  const { effect, account } = columns.signatures[columns.signature[row] as number] ?? {};
  return effect !== undefined || (account?.length ?? 0) > 0;
}
