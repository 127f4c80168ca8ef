// Seeded randomness: the same seed gives the same numbers, on every machine. Handed in wherever chance is needed.

/** A source of random numbers. */
export interface Random {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** A whole number in [low, high], both included. */
  integer(low: number, high: number): number;
  /** One of the items, each as likely. Throws a RangeError for an empty list. */
  pick<T>(items: readonly T[]): T;
  /** True with probability `p`. */
  chance(p: number): boolean;
  /** Standard normal (polar method of Marsaglia and Bray, 1964). */
  normal(): number;
  /** Exponential with the given mean. */
  exponential(mean: number): number;
  /** Poisson with the given mean (multiplication for small means, rounded normal above 60). */
  poisson(mean: number): number;
}

/** A generator for a seed: sfc32 (Chris Doty-Humphrey's Small Fast Counter), seeded by splitmix32. */
export function createRandom(seed: number): Random {
  let mixed = seed >>> 0;
  const mix = (): number => {
    mixed = (mixed + 0x9e3779b9) | 0;
    let z = mixed;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  let [a, b, c, counter] = [mix(), mix(), mix(), 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i++) next();
  const uniform = (): number => (next() >>> 5) * 2 ** -27 + (next() >>> 6) * 2 ** -53;
  const random: Random = {
    uniform,
    integer: (low, high) => low + Math.floor(uniform() * (high - low + 1)),
    pick: (items) => {
      if (items.length === 0) throw new RangeError('nothing to pick from');
      return items[Math.floor(uniform() * items.length)] as never;
    },
    chance: (p) => uniform() < p,
    normal: () => {
      for (;;) {
        const x = 2 * uniform() - 1;
        const y = 2 * uniform() - 1;
        const s = x * x + y * y;
        if (s > 0 && s < 1) return x * Math.sqrt((-2 * Math.log(s)) / s);
      }
    },
    exponential: (mean) => -mean * Math.log(1 - uniform()),
    poisson: (mean) => {
      if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal()));
      const limit = Math.exp(-mean);
      let product = uniform();
      let count = 0;
      while (product > limit) {
        product *= uniform();
        count += 1;
      }
      return count;
    },
  };
  return random;
}
