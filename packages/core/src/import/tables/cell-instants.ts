// What a cell of an export says of time: ISO, days and months in either order, names of months, epochs (K0, K1). Reads cells, knows no columns.
import { Temporal } from 'temporal-polyfill';

/** An instant and whether only its date was written. */
export interface CellInstant {
  readonly at: number;
  readonly isDate: boolean;
}

export const DATE_ORDERS = ['day first', 'month first'] as const;
/** How 03/04/2026 is meant. */
export type DateOrder = (typeof DATE_ORDERS)[number];

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAY_MS = 86_400_000;
const QUARTER_MS = 900_000;
const MOST_MEMOS = 20_000;
/** Stands for a day on which the offset changes. */
const CHANGES = Number.NaN;
const EARLIEST_YEAR = 1990;
const LATEST_YEAR = 2099;

const CLOCK =
  /^(?:[T ]|, ?)\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([AaPp])?\.?(?:[Mm]\.?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?$/;

/** Reads the instants of one column, by one zone and one order of day and month. Remembers days and offsets, so that equal dates are worked out once. */
export class InstantReader {
  private readonly days = new Map<string, number | undefined>();
  private readonly offsets = new Map<number, number>();
  private readonly isUtc: boolean;

  constructor(
    private readonly zone: string,
    private readonly order: DateOrder,
  ) {
    this.isUtc = zone === 'UTC' || zone === 'Etc/UTC';
  }

  /** The instant a cell names: `2026-03-31`, `2026-03-31 14:00:05+02:00`, `31/3/2026 2:05 PM`, `31 Mar 2026`, `1774915200`. Undefined where it is none or lies outside 1990 to 2099. */
  read(cell: string): CellInstant | undefined {
    const text = cell.trim();
    if (isIsoInUtc(text)) {
      const day = this.dayOf(text.slice(0, 10));
      const time = clockOf(text);
      if (day !== undefined && time !== undefined) return { at: day + time, isDate: false };
    }
    if (/^\d{10}(\d{3}|\d{6})?$/.test(text)) {
      const at = Math.floor(Number(text) * 10 ** (13 - text.length));
      return at < Date.UTC(EARLIEST_YEAR, 0) || at >= Date.UTC(LATEST_YEAR + 1, 0) ? undefined : { at, isDate: false };
    }
    const end = dateEnd(text);
    const day = this.dayOf(text.slice(0, end));
    if (day === undefined) return undefined;
    if (end === text.length) return { at: this.instantOf(day), isDate: true };
    return this.withClock(day, text.slice(end));
  }

  private withClock(day: number, text: string): CellInstant | undefined {
    const clock = CLOCK.exec(text);
    if (clock === null) return undefined;
    const half = clock[5]?.toLowerCase();
    const written = Number(clock[1]);
    const [minute, second] = [Number(clock[2]), Number(clock[3] ?? 0)];
    if (written > 23 || minute > 59 || second > 60 || (half !== undefined && (written > 12 || written === 0)))
      return undefined;
    const hour = half === undefined ? written : (written % 12) + (half === 'p' ? 12 : 0);
    const milliseconds = clock[4] === undefined ? 0 : Math.floor(Number(`0.${clock[4]}`) * 1000);
    const local = day + hour * 3_600_000 + minute * 60_000 + Math.min(second, 59) * 1000 + milliseconds;
    return { at: clock[6] === undefined ? this.instantOf(local) : local - shiftOf(clock[6]), isDate: false };
  }

  /** Midnight of a written date, as if it were UTC. */
  private dayOf(text: string): number | undefined {
    const held = this.days.get(text);
    if (held !== undefined || this.days.has(text)) return held;
    const day = readDay(text, this.order);
    if (this.days.size >= MOST_MEMOS) this.days.clear();
    this.days.set(text, day);
    return day;
  }

  /** Local time that occurs twice takes the earlier offset, in a gap the offset before it (K1). Most days have one offset; only the others are looked at by the quarter of an hour. */
  private instantOf(local: number): number {
    if (this.isUtc) return local;
    const day = Math.floor(local / DAY_MS) * DAY_MS;
    let offset = this.offsets.get(day);
    if (offset === undefined) {
      const [start, end] = [this.offsetAt(day), this.offsetAt(day + DAY_MS)];
      offset = start === end ? start : CHANGES;
      if (this.offsets.size >= MOST_MEMOS) this.offsets.clear();
      this.offsets.set(day, offset);
    }
    return local - (Number.isNaN(offset) ? this.offsetAt(Math.floor(local / QUARTER_MS) * QUARTER_MS) : offset);
  }

  private offsetAt(local: number): number {
    const plain = Temporal.Instant.fromEpochMilliseconds(local).toZonedDateTimeISO('UTC').toPlainDateTime();
    return local - plain.toZonedDateTime(this.zone, { disambiguation: 'compatible' }).epochMilliseconds;
  }
}

const [ZERO, COLON, DOT, LETTER_T, LETTER_Z] = [48, 58, 46, 84, 90];

/** Whether a text has the shape of `2026-03-31T12:00:00Z` or `2026-03-31T12:00:00.000Z`, as most senders write. */
function isIsoInUtc(text: string): boolean {
  const { length } = text;
  return (
    (length === 20 || (length === 24 && text.charCodeAt(19) === DOT)) &&
    text.charCodeAt(10) === LETTER_T &&
    text.charCodeAt(13) === COLON &&
    text.charCodeAt(16) === COLON &&
    text.charCodeAt(length - 1) === LETTER_Z
  );
}

/** Milliseconds since midnight of a text of that shape; undefined where one of its digits is none, or it is a leap second. */
function clockOf(text: string): number | undefined {
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  const second = digits(text, 17, 2);
  const milliseconds = text.length === 20 ? 0 : digits(text, 20, 3);
  const isClock = hour < 24 && minute < 60 && second < 60 && milliseconds < 1000;
  return isClock ? hour * 3_600_000 + minute * 60_000 + second * 1000 + milliseconds : undefined;
}

/** A number of so many digits; Infinity where one of them is none. */
function digits(text: string, from: number, count: number): number {
  let number = 0;
  for (let i = from; i < from + count; i++) {
    const digit = text.charCodeAt(i) - ZERO;
    if (digit < 0 || digit > 9) return Number.POSITIVE_INFINITY;
    number = number * 10 + digit;
  }
  return number;
}

/** Where the date ends and the time of day begins. */
function dateEnd(text: string): number {
  if (text.length <= 10) return text.length;
  const colon = text.indexOf(':');
  if (colon < 0) return text.length;
  const before = text.slice(0, colon);
  const at = Math.max(before.lastIndexOf(' '), before.lastIndexOf('T'));
  return text[at - 1] === ',' ? at - 1 : Math.max(at, 0);
}

/** Midnight UTC of a date, by its digits or the name of its month. */
function readDay(text: string, order: DateOrder): number | undefined {
  const iso = /^(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})$/.exec(text);
  if (iso !== null && (iso[2] !== '' || text.length === 8))
    return dayFrom(Number(iso[1]), Number(iso[3]), Number(iso[4]));
  const ordered = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})$/.exec(text);
  if (ordered !== null) {
    const dayFirst = ordered[2] === '.' || order === 'day first';
    const [first, second] = [Number(ordered[1]), Number(ordered[3])];
    return dayFirst ? dayFrom(yearOf(ordered[4]), second, first) : dayFrom(yearOf(ordered[4]), first, second);
  }
  const named = /^(\d{1,2})[ .-]{1,2}([A-Za-z]{3})[a-z]*\.?[ ,-]{1,2}(\d{4}|\d{2})$/.exec(text);
  if (named !== null) return dayFrom(yearOf(named[3]), monthOf(named[2]), Number(named[1]));
  const american = /^([A-Za-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})$/.exec(text);
  return american === null ? undefined : dayFrom(yearOf(american[3]), monthOf(american[1]), Number(american[2]));
}

function yearOf(text = ''): number {
  return text.length === 2 ? 2000 + Number(text) : Number(text);
}

function monthOf(name = ''): number {
  return MONTHS.indexOf(name.toLowerCase()) + 1;
}

function dayFrom(year: number, month: number, day: number): number | undefined {
  if (year < EARLIEST_YEAR || year > LATEST_YEAR || month < 1 || month > 12 || day < 1) return undefined;
  const at = Date.UTC(year, month - 1, day);
  return new Date(at).getUTCDate() === day && day <= 31 ? at : undefined;
}

function shiftOf(offset: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(offset);
  if (match === null) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3] ?? 0)) * 60_000;
}

/** Whether a text names a time zone. */
export function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

/** The end of the day that begins at an instant: what is won or lost on a date counts from 23:59:59 (K1). */
export function endOfDay({ at, isDate }: CellInstant): number {
  return isDate ? at + DAY_MS - 1000 : at;
}

/** What the written form of a date says of the order of day and month: `both` where either could be meant, undefined where the order does not matter. */
export function orderOf(cell: string): DateOrder | 'both' | undefined {
  const match = /^(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/.exec(cell.trim());
  if (match === null) return undefined;
  const [first, second] = [Number(match[1]), Number(match[3])];
  if (first > 12 && first <= 31 && second <= 12) return 'day first';
  if (second > 12 && second <= 31 && first <= 12) return 'month first';
  return first <= 12 && second <= 12 && first !== second ? 'both' : undefined;
}

/** Whether a cell names a time of day without saying in which zone. */
export function isLocalTime(cell: string): boolean {
  return /\d{1,2}:\d{2}/.test(cell) && !/(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})\s*$/.test(cell.trim());
}
