// Numbers and amounts as people and programs write them: grouped, with a decimal point or comma, with a currency (K0). No columns here.

export const DECIMALS = ['point', 'comma'] as const;
/** What stands before the decimals where a single separator could be either: `1,234`. */
export type DecimalMark = (typeof DECIMALS)[number];

interface Parts {
  readonly isNegative: boolean;
  readonly whole: string;
  readonly fraction: string;
}

/** The number a cell names; undefined where it is none. `(1,234.50)` is negative, as accountants write. */
export function readNumberCell(cell: string, mark: DecimalMark): number | undefined {
  const parts = partsOf(cell, mark);
  if (parts === undefined) return undefined;
  const number = Number(`${parts.whole}.${parts.fraction || '0'}`);
  return parts.isNegative ? -number : number;
}

/** An amount in minor units of its currency (two decimals for most), half away from zero; undefined where it is none or too large to be counted. */
export function readAmountCell(cell: string, mark: DecimalMark, decimals = 2): number | undefined {
  const parts = partsOf(cell, mark);
  if (parts === undefined) return undefined;
  const kept = Number(`${parts.whole}${parts.fraction.slice(0, decimals).padEnd(decimals, '0')}`);
  const minor = kept + (Number(parts.fraction[decimals] ?? 0) >= 5 ? 1 : 0);
  if (!Number.isSafeInteger(minor)) return undefined;
  return parts.isNegative && minor !== 0 ? -minor : minor;
}

/** Decimals of a currency's minor unit by ISO 4217. */
export function minorDecimals(currency: string): number {
  if (WITHOUT_DECIMALS.has(currency)) return 0;
  return WITH_THREE.has(currency) ? 3 : 2;
}

/** ISO 4217, November 2026. */
const WITHOUT_DECIMALS: ReadonlySet<string> = new Set(
  'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '),
);
const WITH_THREE: ReadonlySet<string> = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '));

function partsOf(cell: string, mark: DecimalMark): Parts | undefined {
  const match = /^(\()?([-+\u2212]?)(\d[\d.,]*)(\))?$/.exec(
    cell.replace(/[\s\u00a0\u202f'’$€£¥₹]|(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])|R\$/g, ''),
  );
  if (match === null || (match[1] === undefined) !== (match[4] === undefined)) return undefined;
  const digits = match[3] ?? '';
  const at = decimalAt(digits, mark);
  if (at === undefined) return undefined;
  const grouped = digits.slice(0, at);
  if (!/^\d+$|^\d{1,3}(,\d{3})+$|^\d{1,3}(\.\d{3})+$/.test(grouped)) return undefined;
  const fraction = digits.slice(at + 1);
  if (!/^\d*$/.test(fraction)) return undefined;
  return {
    isNegative: match[1] !== undefined || /[-\u2212]/.test(match[2] ?? ''),
    whole: grouped.replace(/\D/g, ''),
    fraction,
  };
}

/** Where the decimal mark stands, the length of the text where there is none. */
function decimalAt(digits: string, mark: DecimalMark): number | undefined {
  const [comma, point] = [digits.lastIndexOf(','), digits.lastIndexOf('.')];
  if (comma < 0 && point < 0) return digits.length;
  if (comma >= 0 && point >= 0) return Math.max(comma, point);
  const separator = comma >= 0 ? ',' : '.';
  const last = Math.max(comma, point);
  if (digits.indexOf(separator) !== last) return digits.length;
  const couldGroup = digits.length - last === 4 && last <= 3 && digits[0] !== '0';
  if (!couldGroup) return last;
  return (separator === ',') === (mark === 'comma') ? last : digits.length;
}

/** What a written number says of the decimal mark: `both` where either could be meant, undefined where it does not matter. */
export function decimalMarkOf(cell: string): DecimalMark | 'both' | undefined {
  const digits = /\d[\d.,]*/.exec(cell.replace(/[\s\u00a0']/g, ''))?.[0] ?? '';
  const [asPoint, asComma] = [decimalAt(digits, 'point'), decimalAt(digits, 'comma')];
  if (asPoint !== asComma) return 'both';
  if (asPoint === undefined || asPoint === digits.length)
    return /\.\d{3}\./.test(digits) ? 'comma' : /,\d{3},/.test(digits) ? 'point' : undefined;
  return digits[asPoint] === ',' ? 'comma' : 'point';
}
