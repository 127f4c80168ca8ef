// How many will come to it in the end, where most never will and the young have not had the time: a share that is cured, and Weibull lags of the rest.
import { nelderMead } from './nelder-mead.ts';

/** What is seen of a group, by whole days: `[day, how many]`. */
export interface Waiting {
  /** Those who came to it, by the day after their beginning on which they did. */
  readonly came: readonly (readonly [day: number, count: number])[];
  /** Those who have not, by their age in days. Who can come to it no more belongs here too. */
  readonly waiting: readonly (readonly [age: number, count: number])[];
}

/** The lags of those who come to it: 1 − exp(−(t ÷ scaleDays)^shape) of them have by day t. */
export interface Lags {
  readonly shape: number;
  readonly scaleDays: number;
}

/** A fitted model. */
export interface WeibullCure extends Lags {
  /** The share that comes to it in the end. */
  readonly share: number;
  readonly logLikelihood: number;
  /** Of (logit share, log shape, log scaleDays), rows one after another. */
  readonly covariance: readonly number[];
}

/** The share of those who come to it that has by day t. */
export function weibullBy({ shape, scaleDays }: Lags, t: number): number {
  return t <= 0 ? 0 : -Math.expm1(-((t / scaleDays) ** shape));
}

/** Fewer events than this say nothing of a tail. */
const FEWEST_EVENTS = 10;

/**
 * The Weibull mixture-cure model (J. Boag, 1949; V. Farewell, 1982) by maximum likelihood: a coming on day d counts π (F(d + 1) − F(d)), one who has waited a days 1 − π F(a). Undefined below
 * ten events. It breaks down where the oldest group is younger than most lags: share and scale are then one number, which a wide covariance says.
 *
 * @example fitWeibullCure({ came: [[0, 6], [9, 20], [30, 8]], waiting: [[200, 300]] })?.share // about 0.1
 */
export function fitWeibullCure({ came, waiting }: Waiting): WeibullCure | undefined {
  const events = came.reduce((sum, [, count]) => sum + count, 0);
  const all = events + waiting.reduce((sum, [, count]) => sum + count, 0);
  if (events < FEWEST_EVENTS) return undefined;
  const meanLag = came.reduce((sum, [day, count]) => sum + (day + 0.5) * count, 0) / events;
  const loss = (x: readonly number[]): number => -logLikelihoodOf({ came, waiting }, parametersOf(x)) - prior(x);
  const share = Math.min(0.95, events / all);
  const start = [Math.log(share / (1 - share)), 0, Math.log(meanLag)];
  const best = nelderMead(loss, start);
  const found = parametersOf(best.at);
  return {
    ...found,
    logLikelihood: logLikelihoodOf({ came, waiting }, found),
    covariance: inverse3(hessianOf(loss, best.at)),
  };
}

/** Model parameters of a point of the search. */
export function parametersOf([logit = 0, logShape = 0, logScale = 0]: readonly number[]): Lags & {
  readonly share: number;
} {
  return { share: 1 / (1 + Math.exp(-logit)), shape: Math.exp(logShape), scaleDays: Math.exp(logScale) };
}

/** A wall far out, so that a share of one and lags of centuries are no answer; flat wherever real lags lie. */
function prior([logit = 0, logShape = 0, logScale = 0]: readonly number[]): number {
  const beyond = (x: number, limit: number): number => Math.max(0, Math.abs(x) - limit) ** 2;
  return -50 * (beyond(logit, 7) + beyond(logShape, 2) + beyond(logScale - 2, 6));
}

function logLikelihoodOf({ came, waiting }: Waiting, model: Lags & { readonly share: number }): number {
  let sum = 0;
  for (const [day, count] of came)
    sum += count * Math.log(Math.max(1e-300, model.share * (weibullBy(model, day + 1) - weibullBy(model, day))));
  for (const [age, count] of waiting)
    sum += count * Math.log(Math.max(1e-300, 1 - model.share * weibullBy(model, age)));
  return sum;
}

const WIDTH = 1e-3;

/** Second differences. */
function hessianOf(of: (x: readonly number[]) => number, at: readonly number[]): number[] {
  const value = (moves: readonly (readonly [number, number])[]): number =>
    of(at.map((x, i) => x + moves.reduce((sum, [j, by]) => sum + (i === j ? by : 0), 0)));
  return at.flatMap((_, i) =>
    at.map((_, j) => {
      const corner = (a: number, b: number): number =>
        value([
          [i, a * WIDTH],
          [j, b * WIDTH],
        ]);
      return (corner(1, 1) - corner(1, -1) - corner(-1, 1) + corner(-1, -1)) / (4 * WIDTH * WIDTH);
    }),
  );
}

/** The inverse of a symmetric 3 × 3 matrix. */
function inverse3(m: readonly number[]): number[] {
  const [a = 0, b = 0, c = 0, , d = 0, e = 0, , , f = 0] = m;
  const determinant = a * (d * f - e * e) - b * (b * f - c * e) + c * (b * e - c * d);
  const adjugate = [
    d * f - e * e,
    c * e - b * f,
    b * e - c * d,
    c * e - b * f,
    a * f - c * c,
    b * c - a * e,
    b * e - c * d,
    b * c - a * e,
    a * d - b * b,
  ];
  return adjugate.map((each) => each / determinant);
}
