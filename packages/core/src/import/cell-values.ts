// What a cell of an export says: nothing, an instant, an amount, a plain value (K0, K1).
import { Temporal } from 'temporal-polyfill';
import type { Answers } from './mapping.ts';

const NOTHING: ReadonlySet<string> = new Set([
  '',
  'null',
  'none',
  'n/a',
  'na',
  'nan',
  'select',
  '-',
  '(blank)',
  'undefined',
]);

/** Whether a cell says nothing. */
export function isBlank(cell: string): boolean {
  return NOTHING.has(cell.trim().toLowerCase());
}

/** An instant and whether only its date was written. */
export interface CellInstant {
  readonly at: number;
  readonly isDate: boolean;
}

/** Reads an instant: ISO, `31/12/2025`, `12/31/2025 14:00`, epoch seconds or milliseconds. Undefined where it is none. */
export function readInstantCell(cell: string, answers: Answers): CellInstant | undefined {
  const text = cell.trim();
  if (/^\d{10}(\d{3})?$/.test(text))
    return { at: text.length === 10 ? Number(text) * 1000 : Number(text), isDate: false };
  const iso =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/.exec(text);
  if (iso !== null)
    return instantOf(Number(iso[1]), Number(iso[2]), Number(iso[3]), iso[4], iso[5], iso[6], iso[7], answers.zone);
  const slashed = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(text);
  if (slashed === null) return undefined;
  const [first, second] = [Number(slashed[1]), Number(slashed[2])];
  const dayFirst = text.includes('.') || first > 12 || (second <= 12 && answers.dateOrder === 'day first');
  const [month, day] = dayFirst ? [second, first] : [first, second];
  return instantOf(Number(slashed[3]), month, day, slashed[4], slashed[5], slashed[6], undefined, answers.zone);
}

function instantOf(
  year: number,
  month: number,
  day: number,
  hour: string | undefined,
  minute: string | undefined,
  second: string | undefined,
  offset: string | undefined,
  zone: string,
): CellInstant | undefined {
  try {
    const plain = Temporal.PlainDateTime.from(
      { year, month, day, hour: Number(hour ?? 0), minute: Number(minute ?? 0), second: Number(second ?? 0) },
      { overflow: 'reject' },
    );
    if (year < 1990 || year > 2100) return undefined;
    if (offset !== undefined || zone === 'UTC') {
      const shift = offset === undefined || offset === 'Z' ? 0 : shiftOf(offset);
      return {
        at: Date.UTC(year, month - 1, day, plain.hour, plain.minute, plain.second) - shift,
        isDate: hour === undefined,
      };
    }
    return {
      at: plain.toZonedDateTime(zone, { disambiguation: 'earlier' }).epochMilliseconds,
      isDate: hour === undefined,
    };
  } catch {
    return undefined;
  }
}

function shiftOf(offset: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(offset);
  const minutes = Number(match?.[2] ?? 0) * 60 + Number(match?.[3] ?? 0);
  return (match?.[1] === '-' ? -1 : 1) * minutes * 60_000;
}

/** Reads an amount in minor units: `1,234.50`, `1.234,50 €`, `$99`. Undefined where it is none. */
export function readAmountCell(cell: string): number | undefined {
  const text = cell.replace(/[\s\u00a0$€£]|[A-Z]{3}/g, '');
  const match = /^(-?)(\d{1,3}(?:[.,]\d{3})+|\d+)(?:([.,])(\d{1,2}))?$/.exec(text);
  if (match === null) return undefined;
  const whole = Number((match[2] as string).replace(/[.,]/g, ''));
  return (match[1] === '-' ? -1 : 1) * (whole * 100 + Number((match[4] ?? '0').padEnd(2, '0')));
}

/** A plain value: numbers and booleans as such, all else as text. Leading zeros stay text. */
export function readPlainCell(cell: string): string | number | boolean {
  const text = cell.trim();
  if (/^-?(0|[1-9]\d{0,14})(\.\d{1,9})?$/.test(text)) return Number(text);
  if (/^(true|yes)$/i.test(text)) return true;
  return /^(false|no)$/i.test(text) ? false : text;
}
