// Linear equations with a symmetric positive matrix.

/**
 * The solution x of A x = b for a symmetric positive definite A (row by row, `size` × `size`), by Cholesky's decomposition (Golub and Van Loan, *Matrix Computations*, 4.2). Where A is
 * singular to working precision, its diagonal is lifted by the smallest step that helps.
 */
export function choleskySolve(matrix: Float64Array, right: Float64Array, size: number): Float64Array {
  return solveFactored(choleskyFactor(matrix, size), right, size);
}

/** The lower triangle L of A = L Lᵀ, row by row, lifted as said at `choleskySolve`: for several right sides of one matrix. */
export function choleskyFactor(matrix: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  let lift = 0;
  while (!decompose(matrix, lower, size, lift)) lift = lift === 0 ? 1e-10 : lift * 10;
  return lower;
}

/** The solution x of L Lᵀ x = b. */
export function solveFactored(lower: Float64Array, right: Float64Array, size: number): Float64Array {
  const x = Float64Array.from(right.subarray(0, size));
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) x[i] = (x[i] as number) - (lower[i * size + j] as number) * (x[j] as number);
    x[i] = (x[i] as number) / (lower[i * size + i] as number);
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let j = i + 1; j < size; j++) x[i] = (x[i] as number) - (lower[j * size + i] as number) * (x[j] as number);
    x[i] = (x[i] as number) / (lower[i * size + i] as number);
  }
  return x;
}

function decompose(matrix: Float64Array, lower: Float64Array, size: number, lift: number): boolean {
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j] as number;
      if (i === j) sum += lift;
      for (let k = 0; k < j; k++) sum -= (lower[i * size + k] as number) * (lower[j * size + k] as number);
      if (i !== j) lower[i * size + j] = sum / (lower[j * size + j] as number);
      else if (sum <= 1e-12) return false;
      else lower[i * size + i] = Math.sqrt(sum);
    }
  return true;
}
