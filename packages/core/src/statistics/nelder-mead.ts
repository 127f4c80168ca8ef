// The lowest point of a smooth function of a few numbers, without derivatives.

/** Where a search ended. */
export interface Lowest {
  readonly at: readonly number[];
  readonly value: number;
}

/**
 * The downhill simplex (J. Nelder and R. Mead, 1965) with its usual coefficients 1, 2, ½, ½, begun anew once where it stands: good for two to five numbers. It finds a local lowest point; functions
 * that are Infinity outside their domain are fine.
 *
 * @example nelderMead(([x = 0]) => (x - 3) ** 2, [0]).at[0] // 3.000…
 */
export function nelderMead(of: (point: readonly number[]) => number, start: readonly number[], step = 0.5): Lowest {
  const once = search(of, start, step);
  return search(of, once.at, step / 5);
}

const MOST_STEPS = 600;
const NEAR = 1e-10;

function search(of: (point: readonly number[]) => number, start: readonly number[], step: number): Lowest {
  const make = (at: readonly number[]): Lowest => ({ at, value: of(at) });
  let simplex = [make(start), ...start.map((_, i) => make(start.map((x, j) => (i === j ? x + step : x))))];
  for (let i = 0; i < MOST_STEPS; i++) {
    simplex = simplex.sort((a, b) => a.value - b.value);
    const best = simplex[0] as Lowest;
    const worst = simplex.at(-1) as Lowest;
    if (Math.abs(worst.value - best.value) <= NEAR * (Math.abs(best.value) + NEAR)) break;
    const others = simplex.slice(0, -1);
    const centre = start.map((_, j) => others.reduce((sum, { at }) => sum + (at[j] as number), 0) / others.length);
    const along = (t: number): Lowest => make(centre.map((c, j) => c + t * ((worst.at[j] as number) - c)));
    const reflected = along(-1);
    if (reflected.value < best.value) {
      const further = along(-2);
      simplex = [...others, further.value < reflected.value ? further : reflected];
    } else if (reflected.value < (others.at(-1) as Lowest).value) simplex = [...others, reflected];
    else {
      const nearer = along(reflected.value < worst.value ? -0.5 : 0.5);
      simplex =
        nearer.value < Math.min(worst.value, reflected.value)
          ? [...others, nearer]
          : simplex.map((each) =>
              each === best ? best : make(each.at.map((x, j) => (x + (best.at[j] as number)) / 2)),
            );
    }
  }
  return simplex.reduce((low, each) => (each.value < low.value ? each : low));
}
