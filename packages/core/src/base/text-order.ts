// The one order of texts: by Unicode code point, on every machine and in every language.

/** Negative, zero or positive as `a` stands before, with or after `b` in code-point order. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return lift(x) - lift(y);
  }
  return a.length - b.length;
}

/** UTF-16 puts surrogates (astral characters) before U+E000–U+FFFF; code points come after. */
function lift(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}
