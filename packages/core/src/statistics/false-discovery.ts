// How far many tests at once can be believed.

/**
 * The p-values of many tests, adjusted so that taking all below q finds at most a share q of false ones on average (Y. Benjamini and Y. Hochberg, 1995; holds for independent tests and for
 * those that lean the same way). In the order given; R's `p.adjust(p, "BH")`.
 *
 * @example falseDiscovery([0.01, 0.04, 0.03]) // [0.03, 0.04, 0.04]
 */
export function falseDiscovery(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((a, b) => (values[b] as number) - (values[a] as number));
  const adjusted = new Array<number>(values.length);
  let least = 1;
  order.forEach((i, place) => {
    least = Math.min(least, ((values[i] as number) * values.length) / (values.length - place));
    adjusted[i] = least;
  });
  return adjusted;
}
