// A probability out of one number: the logistic line through cases.

/** logit(p) = intercept + slope · x, with standard errors. */
export interface LogisticLine {
  readonly intercept: number;
  readonly slope: number;
  readonly interceptError: number;
  readonly slopeError: number;
}

/**
 * The line of maximum likelihood, by Newton's method (D. Cox, *The regression analysis of binary sequences*, 1958). With `x` the logit of a probability foretold it is Cox's recalibration: 0 and 1 where the
 * foretold ones are right. Undefined where all end alike, x is one value, or the classes are apart, so that no line is the likeliest.
 *
 * @example logisticLine([0, 1, 2, 3, 4, 5], [0, 0, 1, 0, 1, 1])?.slope // 1.2…
 */
export function logisticLine(x: ArrayLike<number>, y: ArrayLike<number>): LogisticLine | undefined {
  const wins = Array.from(y).reduce((sum, each) => sum + each, 0);
  if (wins === 0 || wins === y.length) return undefined;
  let [a, b] = [Math.log(wins / (y.length - wins)), 0];
  for (let step = 0; step < 50; step++) {
    const { gradient, information } = derivatives(x, y, a, b);
    const [i, j, k] = information;
    const determinant = i * k - j * j;
    if (!(determinant > 1e-12)) return undefined;
    const [da, db] = [
      (k * gradient[0] - j * gradient[1]) / determinant,
      (i * gradient[1] - j * gradient[0]) / determinant,
    ];
    a += da;
    b += db;
    if (Math.abs(b) > 50 || Math.abs(a) > 50) return undefined;
    if (Math.abs(da) + Math.abs(db) < 1e-10)
      return {
        intercept: a,
        slope: b,
        interceptError: Math.sqrt(k / determinant),
        slopeError: Math.sqrt(i / determinant),
      };
  }
  return undefined;
}

/** The chance that a line gives. */
export function chanceOn({ intercept, slope }: Pick<LogisticLine, 'intercept' | 'slope'>, x: number): number {
  return 1 / (1 + Math.exp(-intercept - slope * x));
}

function derivatives(x: ArrayLike<number>, y: ArrayLike<number>, intercept: number, slope: number) {
  let [g0, g1, i, j, k] = [0, 0, 0, 0, 0];
  for (let row = 0; row < x.length; row++) {
    const at = x[row] as number;
    const p = chanceOn({ intercept, slope }, at);
    const w = p * (1 - p);
    g0 += (y[row] as number) - p;
    g1 += ((y[row] as number) - p) * at;
    i += w;
    j += w * at;
    k += w * at * at;
  }
  return { gradient: [g0, g1] as const, information: [i, j, k] as const };
}
