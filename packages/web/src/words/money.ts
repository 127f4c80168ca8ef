// Amounts in minor units, by currency; nothing is ever converted.
type Sums = Readonly<Record<string, number>>;

/** `12,345 EUR`, rounded to whole units. */
export const money = (minor: number, currency: string): string =>
  `${Math.round(minor / 100).toLocaleString('en-GB')} ${currency}`.trim();

/** `1,234.00 EUR`: what has to reconcile. */
export const moneyToTheCent = (minor: number, currency: string): string =>
  `${(minor / 100).toLocaleString('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 })} ${currency}`.trim();

/** `1,234 EUR, 5 USD`; a dash for nothing. */
export function sums(all: Sums, one: (minor: number, currency: string) => string = money): string {
  const parts = Object.entries(all).map(([currency, minor]) => one(minor, currency));
  return parts.length === 0 ? '–' : parts.join(', ');
}
