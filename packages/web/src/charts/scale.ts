// Round numbers along an axis, and where a number lies on it.

/** A scale from `low` to at least `high` on `size` pixels, with round ticks. */
export interface Scale {
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
  readonly until: number;
}

/** About `wanted` ticks. Zero-based where `low` is 0. */
export function scaleTo(high: number, size: number, wanted = 4, low = 0): Scale {
  const span = high - low || 1;
  const raw = span / wanted;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * ([1, 2, 2.5, 5, 10].find((each) => each * power >= raw - 1e-12) ?? 10);
  const first = Math.floor(low / step + 1e-9) * step;
  const count = Math.max(1, Math.ceil((high - first) / step - 1e-9));
  const until = first + count * step;
  const ticks = Array.from({ length: count + 1 }, (_, i) => Number((first + i * step).toPrecision(12)));
  return { at: (value) => ((value - first) / (until - first)) * size, ticks, until };
}

/** A logarithmic scale around 1, for ratios, with ticks at 1, 2 and 5 times powers of ten. */
export function ratioScale(low: number, high: number, size: number): Scale {
  const [from, until] = [Math.log(Math.min(low, 0.9)), Math.log(Math.max(high, 1.1))];
  const candidates = [-2, -1, 0, 1, 2].flatMap((power) => [1, 2, 5].map((each) => each * 10 ** power));
  const all = candidates.filter((tick) => Math.log(tick) >= from - 1e-9 && Math.log(tick) <= until + 1e-9);
  return { at: (value) => ((Math.log(value) - from) / (until - from)) * size, ticks: all, until: Math.exp(until) };
}
