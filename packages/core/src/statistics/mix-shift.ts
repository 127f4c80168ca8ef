// Whether a mix, such as that of grades or sources, is another than it was.

/**
 * The population stability index: Σ (q − p) ln(q ÷ p) over the classes, with half a case added to each so that an empty one does no harm (S. Kullback and R. Leibler's divergence both ways, 1951; as used in
 * credit scoring, N. Siddiqi, 2006). By convention below 0.1 nothing to speak of, from 0.25 on a shift. It rises with few cases: read it beside a test.
 *
 * @example stabilityIndex([50, 50], [70, 30]) // 0.16…
 */
export function stabilityIndex(before: readonly number[], after: readonly number[]): number {
  const shares = (counts: readonly number[]): number[] => {
    const whole = counts.reduce((sum, count) => sum + count + 0.5, 0);
    return counts.map((count) => (count + 0.5) / whole);
  };
  const [p, q] = [shares(before), shares(after)];
  return p.reduce((sum, share, i) => sum + ((q[i] as number) - share) * Math.log((q[i] as number) / share), 0);
}

/** Pearson's statistic of homogeneity of two mixes (K. Pearson, 1900) and its degrees of freedom; classes that neither has are left out. */
export function homogeneity(
  before: readonly number[],
  after: readonly number[],
): { readonly statistic: number; readonly degrees: number } {
  const [n, m] = [sum(before), sum(after)];
  let [statistic, classes] = [0, 0];
  before.forEach((count, i) => {
    const both = count + (after[i] as number);
    if (both === 0) return;
    classes += 1;
    const [e, f] = [(both * n) / (n + m), (both * m) / (n + m)];
    if (e > 0 && f > 0) statistic += (count - e) ** 2 / e + ((after[i] as number) - f) ** 2 / f;
  });
  return { statistic, degrees: Math.max(0, classes - 1) };
}

/**
 * A chi-square as a standard normal, by its cube root (E. Wilson and M. Hilferty, 1931): within 0.05 for 1 degree of freedom and less for more, between −2 and 4.
 *
 * @example chiSquareAsNormal(9.488, 4) // 1.64…
 */
export function chiSquareAsNormal(statistic: number, degrees: number): number {
  const part = 2 / (9 * degrees);
  return (Math.cbrt(statistic / degrees) - (1 - part)) / Math.sqrt(part);
}

/** The 80 % point of the standard normal. */
const Z_80 = 0.8416212335729143;

/**
 * How much more counts differ than chance has it, out of Pearson's statistic and its degrees of freedom, with 80 % confidence from above and at least 1: the statistic over the lower fifth of its chi-square, that by
 * Wilson and Hilferty. An estimate without the margin would be too small every second time, and alarms too many.
 *
 * @example excessDispersion(15, 15) // 1.45…
 */
export function excessDispersion(statistic: number, degrees: number): number {
  if (degrees < 1) return 1;
  const part = 2 / (9 * degrees);
  return Math.max(1, statistic / (degrees * Math.max(0.01, 1 - part - Z_80 * Math.sqrt(part)) ** 3));
}

function sum(counts: readonly number[]): number {
  return counts.reduce((a, b) => a + b, 0);
}
