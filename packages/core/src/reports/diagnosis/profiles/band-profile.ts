// A band profile: a published (or a company's own) view of which rates are healthy. Data that can be edited; what it must keep to stands here (I6).

import { parse } from 'yaml';
import { failure, type Outcome, type Problem, success } from '../../../base/problem.ts';
import { placeProblems } from '../../../definition/problem-places.ts';

/** What bands speak of. Shares from 0 to 1. */
export const BAND_MEASURES = [
  'MQL → SQL',
  'MQL → customer',
  'PQL → customer',
  'accepted',
  'rejected',
  'answered within 48 hours',
  'won without an MQL',
  'brought by an MQL',
  'missed just under the bar',
  'found out late',
  'easy points',
  'one signal',
] as const;
export type BandMeasure = (typeof BAND_MEASURES)[number];

/** One band. Below `low` and above `high` are faults; from `from` to `to` is healthy; between is neither. Each may be absent. */
export interface Band {
  readonly measure: BandMeasure;
  readonly low?: number;
  readonly from?: number;
  readonly to?: number;
  readonly high?: number;
}

/** A named profile. */
export interface BandProfile {
  readonly name: string;
  /** Where the numbers are from. */
  readonly source: string;
  readonly bands: readonly Band[];
}

/** Of MQL → SQL: what no profile may say otherwise. */
const EVERYWHERE = { low: 0.1, from: 0.2, to: 0.3, high: 0.6 };

const KEYS = ['low', 'from', 'to', 'high'] as const;

/** Reads profiles out of YAML: `name: { source: …, bands: [ { measure: MQL → SQL, low: 0.2, from: 0.2, to: 0.4, high: 0.6 } ] }`. All problems are told, not the first. */
export function parseProfiles(text: string, file?: string): Outcome<readonly BandProfile[]> {
  const problems: Problem[] = [];
  const say = (path: string, message: string, hint: string): void => {
    problems.push({ code: 'profile-band', severity: 'error', message, place: { path }, hint });
  };
  const told = read(text);
  if (!isMap(told) || Object.keys(told).length === 0) {
    say('', 'these are no profiles', 'write names with their bands, as `baton diagnose --write-profiles FILE` does');
    return failure(placeProblems(problems, text, file));
  }
  const profiles = Object.entries(told).map(([name, value]): BandProfile => {
    const { source = '', bands = [] } = isMap(value) ? value : {};
    if (!Array.isArray(bands) || bands.length === 0) say(name, `${name} has no bands`, 'list at least one under bands');
    const list = Array.isArray(bands) ? bands : [];
    return {
      name,
      source: String(source),
      bands: list.flatMap((band, i) => bandOf(band, `${name}.bands[${i}]`, say) ?? []),
    };
  });
  return problems.length > 0 ? failure(placeProblems(problems, text, file)) : success(profiles);
}

function bandOf(
  value: unknown,
  path: string,
  say: (path: string, message: string, hint: string) => void,
): Band | undefined {
  const band: Record<string, unknown> = isMap(value) ? value : {};
  const measure = BAND_MEASURES.find((each) => each === band.measure);
  if (measure === undefined) {
    say(path, `no measure is called ${String(band.measure)}`, `write one of ${BAND_MEASURES.join(', ')}`);
    return undefined;
  }
  const wrong = Object.keys(band).filter((key) => key !== 'measure' && !KEYS.some((each) => each === key));
  if (wrong.length > 0) say(path, `a band has no ${wrong.join(', ')}`, `write ${KEYS.join(', ')}`);
  const borders = KEYS.flatMap((key) => (band[key] === undefined ? [] : [[key, band[key]] as const]));
  const isShare = (border: unknown): border is number => typeof border === 'number' && border >= 0 && border <= 1;
  const numbers = borders.map(([, border]) => border);
  if (
    numbers.length === 0 ||
    !numbers.every(isShare) ||
    numbers.some((border, i) => i > 0 && border < (numbers[i - 1] as number))
  ) {
    say(
      path,
      `the borders of ${measure} are no shares that rise`,
      'write low ≤ from ≤ to ≤ high, each between 0 and 1',
    );
    return undefined;
  }
  const made = { measure, ...Object.fromEntries(borders) } as Band;
  if (measure === 'MQL → SQL' && !keepsToAll(made))
    say(
      path,
      'this profile contradicts what all of them have in common',
      'of MQL → SQL below 0.1 is too loose, above 0.6 too tight, and 0.2 to 0.3 healthy, in every profile',
    );
  return made;
}

function keepsToAll({ low = 0, from = 1, to = 0, high = 1 }: Band): boolean {
  return low >= EVERYWHERE.low && high <= EVERYWHERE.high && from <= EVERYWHERE.from && to >= EVERYWHERE.to;
}

function read(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
