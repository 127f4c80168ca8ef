// Splits a change in volume exactly: whole hand-offs that add up to it, whatever fractions the formulas give (F5, J2).

/** What one source had in a period. */
export interface SourceVolume {
  /** People who did anything. */
  readonly active: number;
  readonly handoffs: number;
}

/** The clean change, split: more people, another mix of sources, more of them qualifying. */
export interface DemandSplit {
  readonly people: number;
  readonly mix: number;
  readonly readiness: number;
}

/**
 * People: the change in active people at the old rate of all. Mix: the new people at the old rates of their sources, less those at the old rate of all. Readiness: what is left, the change of rates within
 * sources. In this order, each step with what came before already new; rounded to whole hand-offs by largest remainders, so that the three add up to the change.
 */
export function splitDemand(
  before: ReadonlyMap<string, SourceVolume>,
  after: ReadonlyMap<string, SourceVolume>,
): DemandSplit {
  const [old, fresh] = [totalOf(before), totalOf(after)];
  const change = fresh.handoffs - old.handoffs;
  const rate = old.active === 0 ? 0 : old.handoffs / old.active;
  const rateOf = (source: string): number => {
    const own = before.get(source);
    return own === undefined || own.active === 0 ? rate : own.handoffs / own.active;
  };
  const people = rate * (fresh.active - old.active);
  const atOldRates = [...after].reduce((sum, [source, { active }]) => sum + active * rateOf(source), 0);
  const mix = atOldRates - rate * fresh.active;
  const [wholePeople = 0, wholeMix = 0, readiness = 0] = wholes([people, mix, change - people - mix], change);
  return { people: wholePeople, mix: wholeMix, readiness };
}

function totalOf(all: ReadonlyMap<string, SourceVolume>): SourceVolume {
  let [active, handoffs] = [0, 0];
  for (const each of all.values()) {
    active += each.active;
    handoffs += each.handoffs;
  }
  return { active, handoffs };
}

/** Whole numbers near the parts that add up to a whole sum: rounded down, the rest goes to the largest remainders (A. Hamilton, 1792). */
export function wholes(parts: readonly number[], sum: number): number[] {
  // A part that is whole but for the error of arithmetic stays what it is.
  const tidy = parts.map((part) => (Math.abs(part - Math.round(part)) < 1e-9 ? Math.round(part) : part));
  const down = tidy.map(Math.floor);
  let left = sum - down.reduce((a, b) => a + b, 0);
  const order = [...tidy.keys()].sort(
    (a, b) => (tidy[b] as number) - (down[b] as number) - (tidy[a] as number) + (down[a] as number),
  );
  for (const i of order) {
    if (left <= 0) break;
    down[i] = (down[i] as number) + 1;
    left -= 1;
  }
  return down;
}
