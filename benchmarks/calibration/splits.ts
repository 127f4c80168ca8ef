// The public splits as samples: what splits.json says of each, its rows, and what seven models reached on it before.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Axis, Feature, Sample } from '../../packages/core/src/calibration/sample/sample.ts';
import { CsvRecords } from '../../packages/core/src/import/tables/csv-records.ts';

export interface Split {
  readonly name: string;
  readonly path: string;
  /** Training cases first, in their order; learning stops at `train`. */
  readonly sample: Sample;
  readonly train: number;
  /** How many criteria the plain table has. */
  readonly plainCriteria: number;
}

/** Splits with something to find, without anything to find, and with columns known only afterwards. */
export const WITH_SIGNAL = [
  'xeducation_strict',
  'xeducation_plus_activity',
  'bank_time',
  'bank_hash',
  'bank_hash_macro',
  'olist_mql',
  'freemium_365',
];
export const WITHOUT_SIGNAL = ['maven_crm', 'splendor_null'];
export const LEAKY: Readonly<Record<string, readonly string[]>> = {
  xeducation_LEAKY: ['Tags', 'Lead Quality', 'Lead Profile'],
  bank_hash_LEAKY: ['duration'],
};
export const ALL_SPLITS = [...WITH_SIGNAL, ...WITHOUT_SIGNAL, ...Object.keys(LEAKY)];

/** Columns that say what somebody did, or how they use the product; all others say who they are. */
const AXES: readonly (readonly [RegExp, Axis])[] = [
  [/^(total_visits|time_on_site_s|pages_per_visit|last_activity|Last Notable Activity|free_copy)$/, 'engagement'],
  [/^(campaign|previous|poutcome|days_since_last_contact|duration|origin|landing_page)$/, 'engagement'],
  [/^(active_day|first_day|last_day|trial_active_days|total_events|unique_acts)|^[A-Z][A-Za-z]+\.[A-Z]/, 'usage'],
];

/** Reads a split; undefined where it is not at hand. */
export function readSplit(folder: string, name: string): Split | undefined {
  const path = join(folder, `${name}.csv.gz`);
  if (!existsSync(path)) return undefined;
  const [header, ...rows] = recordsOf(gunzipSync(readFileSync(path)).toString());
  if (!header) throw new Error(`${path} is empty`);
  const ordered = [...rows.filter(([set]) => set === 'train'), ...rows.filter(([set]) => set !== 'train')];
  const known = JSON.parse(readFileSync(join(folder, 'splits.json'), 'utf8'))[name];
  const column = (at: number): string[] => ordered.map((row) => row[at] as string);
  return {
    name,
    path,
    sample: {
      cases: ordered.length,
      won: Uint8Array.from(column(1), Number),
      features: header.slice(3).map((each, i) => featureOf(each, column(i + 3))),
      incumbent: Float64Array.from(column(2), Number),
    },
    train: rows.filter(([set]) => set === 'train').length,
    plainCriteria: known.generic_points.length,
  };
}

function recordsOf(text: string): string[][] {
  const records: string[][] = [];
  const sink = {
    record: (cells: string[]) => records.push(cells),
    broken: (problem: unknown) => {
      throw new Error(JSON.stringify(problem));
    },
  };
  const reader = new CsvRecords('split', ',', sink);
  for (const line of text.split(/\r?\n/)) reader.push(line);
  reader.end();
  return records;
}

function featureOf(name: string, cells: readonly string[]): Feature {
  const axis = AXES.find(([pattern]) => pattern.test(name))?.[1] ?? 'fit';
  if (cells.every((cell) => cell === '' || Number.isFinite(Number(cell))))
    return {
      kind: 'number',
      name,
      axis,
      values: Float64Array.from(cells, (cell) => (cell === '' ? NaN : Number(cell))),
    };
  const levels = [...new Set(cells.filter((cell) => cell !== ''))];
  const places = new Map(levels.map((level, place) => [level, place]));
  return { kind: 'level', name, axis, levels, codes: Int32Array.from(cells, (cell) => places.get(cell) ?? -1) };
}

/** The AUC that other models reached on a split before, by model. */
export function referenceAreas(folder: string, name: string): ReadonlyMap<string, number> {
  const rows = recordsOf(readFileSync(join(folder, 'reference.csv'), 'utf8'));
  return new Map(rows.filter(([split]) => split === name).map(([, model, auc]) => [model as string, Number(auc)]));
}
