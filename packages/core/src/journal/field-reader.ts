// Reads fields of unknown JSON into checked values, collecting every problem with its path. Knows JSON's dangers, not the journal's kinds.
import type { Place, Problem } from '../base/problem.ts';
import type { Json } from './entry.ts';

/** Deeper JSON is refused. */
export const DEEPEST_JSON = 32;
/** Longer texts are refused. */
export const LONGEST_TEXT = 8192;
/** 1990-01-01 and 2100-01-01: instants outside are no business of a lead's. */
const EARLIEST = Date.UTC(1990, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/** Anything but the plain characters of ASCII, which are sound as they are. */
const BEYOND_ASCII = /[^\u0020-\u007e]/;

/** The fields of one JSON object, read one by one. */
export class FieldReader {
  constructor(
    private readonly object: Readonly<Record<string, unknown>>,
    private readonly place: Place | undefined,
    private readonly prefix = '',
    readonly problems: Problem[] = [],
  ) {}

  has(key: string): boolean {
    return this.object[key] !== undefined;
  }

  keys(): string[] {
    return Object.keys(this.object);
  }

  /** The value under a key of ours: no object inherits anything of such a name. */
  raw(key: string): unknown {
    return this.object[key];
  }

  problem(code: string, key: string, message: string, hint?: string): undefined {
    const path = `${this.prefix}${key}`;
    this.problems.push({
      code,
      severity: 'error',
      message,
      place: { ...this.place, path },
      ...(hint === undefined ? {} : { hint }),
    });
    return undefined;
  }

  /** A text that is not blank; numbers are taken as their digits where they are safe. */
  text(key: string): string | undefined {
    const value = this.raw(key);
    if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
    if (typeof value === 'number')
      return this.problem(
        'journal-unsafe-number',
        key,
        `${key} is a number beyond 2⁵³: ids have to be texts`,
        'put it in quotes',
      );
    if (typeof value !== 'string') return this.problem('journal-not-a-text', key, `${key} should be a text`);
    const found = this.sound(key, value);
    return found === undefined || found.trim() !== ''
      ? found?.trim()
      : this.problem('journal-empty', key, `${key} is empty`);
  }

  private sound(key: string, value: string): string | undefined {
    if (value.length > LONGEST_TEXT)
      return this.problem('journal-text-too-long', key, `${key} may have ${LONGEST_TEXT} characters`);
    if (!BEYOND_ASCII.test(value)) return value;
    if (value.includes('\u0000') || !value.isWellFormed())
      return this.problem('journal-bad-characters', key, `${key} has characters that are no text`);
    return value.normalize('NFC');
  }

  number(key: string): number | undefined {
    const value = this.raw(key);
    return typeof value === 'number' && Number.isFinite(value)
      ? value
      : this.problem('journal-not-a-number', key, `${key} should be a number`);
  }

  whole(key: string): number | undefined {
    const value = this.raw(key);
    return typeof value === 'number' && Number.isSafeInteger(value)
      ? value
      : this.problem('journal-not-a-number', key, `${key} should be a whole number`);
  }

  boolean(key: string): boolean | undefined {
    const value = this.raw(key);
    return typeof value === 'boolean'
      ? value
      : this.problem('journal-not-true-or-false', key, `${key} should be true or false`);
  }

  /** Milliseconds since 1970, or an ISO 8601 text with an offset. */
  instant(key: string): number | undefined {
    const value = this.raw(key);
    const isIso =
      typeof value === 'string' &&
      /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/.test(value);
    const instant = isIso && isDay(value as string) ? Date.parse(value as string) : value;
    if (typeof instant !== 'number' || !Number.isFinite(instant)) {
      return this.problem(
        'journal-bad-instant',
        key,
        `${key} is no instant`,
        'write milliseconds since 1970 or 2026-03-31T12:00:00Z',
      );
    }
    if (instant < EARLIEST || instant > LATEST)
      return this.problem('journal-absurd-instant', key, `${key} lies outside 1990 to 2100`);
    return Math.floor(instant);
  }

  choice(key: string, words: readonly string[]): string | undefined {
    const value = this.raw(key);
    if (typeof value === 'string' && words.includes(value)) return value;
    return this.problem('journal-bad-choice', key, `${key} should be one of ${words.join(', ')}`);
  }

  /** A reader of the object under a key. Its problems are collected here. */
  inside(key: string): FieldReader | undefined {
    const value = this.raw(key);
    if (!isObject(value)) return this.problem('journal-not-an-object', key, `${key} should be an object`);
    return this.within(value, `${this.prefix}${key}.`);
  }

  /** A reader of each item of a list, which stands under the key `of`. Their problems are collected here. */
  items(key: string): readonly { readonly reader: FieldReader; readonly of: string }[] | undefined {
    const value = this.raw(key);
    if (!Array.isArray(value)) return this.problem('journal-not-a-list', key, `${key} should be a list`);
    return value.map((item, i) => ({
      reader: this.within({ [`${key}[${i}]`]: item }, this.prefix),
      of: `${key}[${i}]`,
    }));
  }

  private within(object: Readonly<Record<string, unknown>>, prefix: string): FieldReader {
    return new FieldReader(object, this.place, prefix, this.problems);
  }

  /** A map of JSON values, checked to the bottom: depth, texts, numbers, no prototype keys. Keys come out in order, so that one content is one text. */
  map(key: string): Readonly<Record<string, Json>> | undefined {
    const value = this.raw(key);
    if (!isObject(value)) return this.problem('journal-not-an-object', key, `${key} should be an object`);
    return this.json(key, value, 1) as Readonly<Record<string, Json>> | undefined;
  }

  private json(path: string, value: unknown, depth: number): Json | undefined {
    if (depth > DEEPEST_JSON)
      return this.problem('journal-too-deep', path, `values may be nested ${DEEPEST_JSON} deep`);
    if (value === null || typeof value === 'boolean') return value;
    if (typeof value === 'number')
      return Number.isFinite(value) ? value : this.problem('journal-not-a-number', path, `${path} is no number`);
    if (typeof value === 'string') return this.sound(path, value);
    if (Array.isArray(value)) {
      const items = value.map((item, i) => this.json(`${path}[${i}]`, item, depth + 1));
      return items.includes(undefined) ? undefined : (items as Json[]);
    }
    if (!isObject(value)) return this.problem('journal-not-json', path, `${path} is no JSON value`);
    const found: Record<string, Json> = {};
    for (const key of keysInOrder(value)) {
      if (key === '__proto__' || key === 'constructor' || key === 'prototype') {
        return this.problem('journal-bad-key', `${path}.${key}`, `"${key}" cannot be a name`);
      }
      const inner = this.json(`${path}.${key}`, value[key], depth + 1);
      if (inner === undefined) return undefined;
      found[key] = inner;
    }
    return found;
  }
}

/** Most objects have few keys, in order already. */
function keysInOrder(object: Record<string, unknown>): readonly string[] {
  const keys = Object.keys(object);
  for (let i = 1; i < keys.length; i++) if ((keys[i - 1] as string) > (keys[i] as string)) return keys.sort();
  return keys;
}

/** Whether the calendar has the day that an ISO text begins with: Date.parse takes 30 February for 2 March. */
function isDay(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number);
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** A plain object, as JSON.parse makes them. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
