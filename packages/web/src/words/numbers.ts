// Numbers as pages write them: at most one decimal, signs that line up.

/** `44.6`, `12`. */
export const decimal = (value: number): string => value.toLocaleString('en-GB', { maximumFractionDigits: 1 });

/** `+10`, `−3.5`, `0`: points from tenths, with a real minus. */
export function signedPoints(tenths: number): string {
  const sign = tenths > 0 ? '+' : tenths < 0 ? '−' : '';
  return `${sign}${decimal(Math.abs(tenths) / 10)}`;
}

/** `1 lead`, `2 leads`. */
export const count = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`;
