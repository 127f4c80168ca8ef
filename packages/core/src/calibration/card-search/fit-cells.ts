// The logistic model of the chosen criteria, fitted to their cells.

import { choleskySolve } from '../../statistics/cholesky.ts';
import type { Cells } from './cells.ts';

/** A fitted model of cells. */
export interface CellFit {
  /** The constant, then one coefficient a chosen criterion, in log-odds. */
  readonly coefficients: Float64Array;
  /** Minus the log-likelihood of the cases, without the penalty. */
  readonly loss: number;
  /** With the penalty. */
  readonly penalised: number;
}

/**
 * The penalty on squared coefficients, halved: a normal prior around 0 of variance 1 ÷ 20. It weighs about as much as eighty cases at even odds, so that few wins make cautious points, and
 * keeps coefficients finite where a cell holds wins alone.
 */
export const RIDGE = 20;

/** Fits by Newton's method with step halving; the constant is not penalised. `start` saves steps. */
export function fitCells(cells: Cells, start?: Float64Array): CellFit {
  const width = cells.chosen.length + 1;
  let coefficients: Float64Array = new Float64Array(width);
  if (start) coefficients.set(start.subarray(0, width));
  else coefficients[0] = logit(cells);
  let loss = penalised(cells, coefficients);
  const gradient = new Float64Array(width);
  const hessian = new Float64Array(width * width);
  for (let step = 0; step < 25; step++) {
    slopes(cells, coefficients, gradient, hessian);
    const move = choleskySolve(hessian, gradient, width);
    let size = 1;
    let next = moved(coefficients, move, size);
    let nextLoss = penalised(cells, next);
    while (nextLoss > loss + 1e-12 && size > 1e-4) {
      size /= 2;
      next = moved(coefficients, move, size);
      nextLoss = penalised(cells, next);
    }
    const gain = loss - nextLoss;
    if (gain > 0) [coefficients, loss] = [next, nextLoss];
    if (gain < 1e-7) break;
  }
  return { coefficients, loss: loss - penalty(coefficients), penalised: loss };
}

/** The log-odds of each cell. */
export function logOddsOf(cells: Cells, coefficients: Float64Array, cell: number): number {
  const width = cells.chosen.length;
  let sum = coefficients[0] as number;
  for (let j = 0; j < width; j++) if (cells.answers[cell * width + j] === 1) sum += coefficients[j + 1] as number;
  return sum;
}

/** The slopes of the penalised likelihood at some coefficients: `gradient`, and `hessian` as a full symmetric matrix, row by row. */
export function slopes(cells: Cells, coefficients: Float64Array, gradient: Float64Array, hessian: Float64Array): void {
  const width = cells.chosen.length;
  const size = width + 1;
  gradient.fill(0);
  hessian.fill(0);
  const yes = new Int32Array(size);
  for (let cell = 0; cell < cells.count; cell++) {
    const cases = cells.cases[cell] as number;
    if (cases === 0) continue;
    let held = 1;
    let sum = coefficients[0] as number;
    for (let j = 0; j < width; j++)
      if (cells.answers[cell * width + j] === 1) {
        yes[held++] = j + 1;
        sum += coefficients[j + 1] as number;
      }
    const p = 1 / (1 + Math.exp(-sum));
    const off = (cells.wins[cell] as number) - cases * p;
    const weight = cases * p * (1 - p);
    for (let a = 0; a < held; a++) {
      const row = yes[a] as number;
      gradient[row] = (gradient[row] as number) + off;
      for (let b = 0; b <= a; b++) {
        const at = row * size + (yes[b] as number);
        hessian[at] = (hessian[at] as number) + weight;
      }
    }
  }
  for (let j = 1; j < size; j++) {
    gradient[j] = (gradient[j] as number) - RIDGE * (coefficients[j] as number);
    hessian[j * size + j] = (hessian[j * size + j] as number) + RIDGE;
    for (let b = 0; b < j; b++) hessian[b * size + j] = hessian[j * size + b] as number;
  }
}

function penalised(cells: Cells, coefficients: Float64Array): number {
  let loss = penalty(coefficients);
  for (let cell = 0; cell < cells.count; cell++) {
    const cases = cells.cases[cell] as number;
    if (cases === 0) continue;
    const odds = logOddsOf(cells, coefficients, cell);
    loss += cases * softplus(odds) - (cells.wins[cell] as number) * odds;
  }
  return loss;
}

function penalty(coefficients: Float64Array): number {
  let sum = 0;
  for (let j = 1; j < coefficients.length; j++) sum += (coefficients[j] as number) ** 2;
  return (RIDGE / 2) * sum;
}

function moved(from: Float64Array, move: Float64Array, size: number): Float64Array {
  return from.map((value, j) => value + size * (move[j] as number));
}

/** ln(1 + eˣ) without overflow. */
export function softplus(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
}

function logit(cells: Cells): number {
  let [cases, wins] = [0, 0];
  for (let cell = 0; cell < cells.count; cell++) {
    cases += cells.cases[cell] as number;
    wins += cells.wins[cell] as number;
  }
  return Math.log((wins + 0.5) / (cases - wins + 0.5));
}
