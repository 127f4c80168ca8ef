// The small values of a definition: durations, points, thresholds, grades, conditions. Each is a number or a word with a unit, read exactly.

import { inWords } from '../../base/yaml/path-words.ts';
import { isListAt, type Spot, scalar, type YamlReader } from '../../base/yaml/yaml-reader.ts';
import type { Condition, Root } from '../condition.ts';
import { offsetOf, parseCondition } from '../condition-parse.ts';
import { mentionNodes } from '../condition-walk.ts';
import type { Duration, Grade, Hours, Tenths } from '../definition.ts';

const LONGEST_WINDOW = 3 * 366 * 24;

/** `30d`, `72h`, `2w`: whole hours. */
export function readHours(reader: YamlReader, spot: Spot, most = LONGEST_WINDOW): Hours | undefined {
  const hours = hoursOf(scalar(spot));
  if (hours === undefined || hours < 1) {
    return reader.problem(
      spot,
      'definition-bad-duration',
      `${inWords(spot.path)} should be a length of time`,
      'write 72h, 30d or 2w: whole hours, days or weeks',
    );
  }
  if (hours > most)
    return reader.problem(
      spot,
      'definition-bad-duration',
      `${inWords(spot.path)} is longer than ${Math.round(most / 24)} days`,
    );
  return hours;
}

/** Hours of `30d`, `72h` or `2w`, undefined for anything else. */
export function hoursOf(value: unknown): Hours | undefined {
  const match = typeof value === 'string' ? /^(\d{1,6})\s*(h|d|w)$/.exec(value.trim()) : null;
  return match === null ? undefined : Number(match[1]) * ({ h: 1, d: 24, w: 168 }[match[2] as 'h' | 'd' | 'w'] ?? 1);
}

/** `4h`, `2 business hours`, `1 business day`. */
export function readDuration(reader: YamlReader, spot: Spot): Duration | undefined {
  const value = scalar(spot);
  const business = typeof value === 'string' ? /^(\d{1,4})\s+business\s+(hour|day)s?$/.exec(value.trim()) : null;
  if (business !== null && Number(business[1]) > 0) {
    return { amount: Number(business[1]), unit: business[2] === 'day' ? 'business days' : 'business hours' };
  }
  const hours = hoursOf(value);
  if (hours !== undefined && hours > 0) return { amount: hours, unit: 'hours' };
  return reader.problem(
    spot,
    'definition-bad-duration',
    `${inWords(spot.path)} should be a length of time`,
    'write 2 business hours, 1 business day, 24h or 2d',
  );
}

/** A number with at most so many decimals, as an integer of that unit. */
function readScaled(
  reader: YamlReader,
  spot: Spot,
  scale: number,
  low: number,
  high: number,
  what: string,
): number | undefined {
  const value = reader.number(spot);
  if (value === undefined) return undefined;
  const scaled = Math.round(value * scale);
  if (Math.abs(value * scale - scaled) > 1e-6) {
    return reader.problem(
      spot,
      'definition-too-precise',
      `${inWords(spot.path)}: ${what} may have ${Math.log10(scale)} decimal${scale === 10 ? '' : 's'}`,
      `write ${scaled / scale}`,
    );
  }
  if (value < low || value > high)
    return reader.problem(
      spot,
      'definition-out-of-range',
      `${inWords(spot.path)}: ${what} should lie between ${low} and ${high}`,
    );
  return scaled === 0 ? 0 : scaled;
}

/** Points in tenths, −100 … 100. */
export function readPoints(reader: YamlReader, spot: Spot): Tenths | undefined {
  return readScaled(reader, spot, 10, -100, 100, 'points');
}

/** A threshold in tenths. */
export function readThreshold(reader: YamlReader, spot: Spot, low = 0, high = 100): Tenths | undefined {
  return readScaled(reader, spot, 10, low, high, 'a threshold');
}

/** A weight in thousandths, 0 … 10. */
export function readWeight(reader: YamlReader, spot: Spot): number | undefined {
  return readScaled(reader, spot, 1000, 0, 10, 'a weight');
}

/** A factor of decay in millionths, 0 … 1. */
export function readFactor(reader: YamlReader, spot: Spot): number | undefined {
  return readScaled(reader, spot, 1_000_000, 0, 1, 'a factor');
}

/** A whole number between two bounds. */
export function readWhole(reader: YamlReader, spot: Spot, low: number, high: number): number | undefined {
  const value = reader.number(spot);
  if (value === undefined) return undefined;
  if (Number.isInteger(value) && value >= low && value <= high) return value;
  return reader.problem(
    spot,
    `${reader.kind}-out-of-range`,
    `${inWords(spot.path)} should be a whole number from ${low} to ${high}`,
  );
}

const LETTERS = ['A', 'B', 'C', 'D', '?'] as const satisfies readonly Grade[];

/** `B` is B or better; a list is exactly those. `?` passes only where it is written. */
export function readGrades(reader: YamlReader, spot: Spot): readonly Grade[] | undefined {
  if (!isListAt(spot)) {
    const grade = reader.choice(spot, LETTERS);
    if (grade === undefined) return undefined;
    return grade === '?' ? ['?'] : LETTERS.slice(0, LETTERS.indexOf(grade) + 1);
  }
  const listed = (reader.items(spot) ?? []).map((item) => reader.choice(item, LETTERS));
  if (listed.includes(undefined)) return undefined;
  if (listed.length === 0)
    return reader.problem(spot, 'definition-empty', `${inWords(spot.path)} lists no grade: nobody could pass`);
  return LETTERS.filter((letter) => listed.includes(letter));
}

/** A condition that may read only some of entry, lead and account. */
export function readCondition(reader: YamlReader, spot: Spot, roots: readonly Root[]): Condition | undefined {
  const value = scalar(spot);
  const source = typeof value === 'boolean' ? String(value) : reader.text(spot);
  if (source === undefined) return undefined;
  const parsed = parseCondition(source);
  if (!parsed.ok) {
    for (const { code, message, place, hint } of parsed.problems) {
      reader.problemInside(spot, code, message, offsetOf(source, place), place?.length ?? 1, hint);
    }
    return undefined;
  }
  const strays = mentionNodes(parsed.value.node).filter((mention) => !roots.includes(mention.root));
  for (const stray of strays) {
    const name = `${stray.root}.${stray.path.join('.')}`;
    const why = roots.includes('entry')
      ? 'what people do is told by the entry alone (L12)'
      : 'what people did cannot be read here, only who they are (L12)';
    reader.problemInside(
      spot,
      'definition-wrong-root',
      `${name} cannot be read in ${inWords(spot.path)}: ${why}`,
      stray.start,
      stray.end - stray.start,
      `it may read ${roots.join(' and ')}`,
    );
  }
  return strays.length === 0 ? parsed.value : undefined;
}
