// Who would have been handed over had the bar been a little lower: a definition with its point thresholds lowered, all else as it is.
import type { Clause, Definition } from '../../definition/definition.ts';

/** By so many tenths of a point every threshold is lowered: fifteen points of a hundred are just under it. */
const NEAR = 150;
/** In points, as it is told. */
export const NEAR_POINTS = NEAR / 10;

/** The definition with lower thresholds; fit, signals and patterns stay. */
export function lowered(definition: Definition): Definition {
  return { ...definition, gates: definition.gates.map((gate) => ({ ...gate, clause: loweredClause(gate.clause) })) };
}

function loweredClause(clause: Clause): Clause {
  const { engagement, usage, total, account, any, all } = clause;
  const less = (tenths: number): number => Math.max(10, tenths - NEAR);
  return {
    ...clause,
    ...(engagement !== undefined && { engagement: less(engagement) }),
    ...(usage !== undefined && { usage: less(usage) }),
    ...(total !== undefined && { total: less(total) }),
    ...(account !== undefined && {
      account: { ...account, ...(account.engagement !== undefined && { engagement: less(account.engagement) }) },
    }),
    ...(any !== undefined && { any: any.map(loweredClause) }),
    ...(all !== undefined && { all: all.map(loweredClause) }),
  };
}
