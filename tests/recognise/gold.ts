// Gold mappings of real exports, and how a proposal stands beside them: what leads where it should, what is named as unmapped, what leads astray.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileProposal, Proposal, TableLook } from '@baton/core/import/recognise/proposal';
import { parse } from 'yaml';
import { root } from '../command-line/baton.ts';

interface GoldFile {
  readonly rows: string;
  readonly why?: string;
  readonly id?: string;
  readonly key?: string;
  readonly columns?: Readonly<Record<string, string>>;
  readonly either?: Readonly<Record<string, readonly string[]>>;
  readonly hashed?: Readonly<Record<string, string>>;
  readonly unmapped?: readonly string[];
}
export type Gold = Readonly<Record<string, GoldFile>>;

const folder = join(root, 'tests/recognise/gold');

/** Vendors with gold mappings. */
export const VENDORS = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.replace('.yaml', ''));

/** The gold mappings of a vendor, by file. */
export function goldOf(vendor: string): Gold {
  return parse(readFileSync(join(folder, `${vendor}.yaml`), 'utf8')).files;
}

/** All columns that a gold file speaks of. */
export function columnsOf(gold: GoldFile): string[] {
  const { id, key, columns = {}, either = {}, hashed = {}, unmapped = [] } = gold;
  return [id, key, ...Object.keys(columns), ...Object.keys(either), ...Object.keys(hashed), ...unmapped].filter(
    (column) => column !== undefined,
  );
}

/** How many columns a vendor's tables have, and how they were recognised. */
export interface Score {
  columns: number;
  /** Columns that lead where the gold says, or nowhere where it says so. */
  right: number;
  /** Columns that have to lead somewhere, and those that do. */
  meant: number;
  found: number;
  /** `file: column leads to target`. */
  readonly wrong: string[];
  readonly missed: string[];
  readonly kinds: string[];
}

/** Compares a proposal for a whole folder with its gold. */
export function scoreOf(gold: Gold, looks: readonly TableLook[], { files }: Proposal): Score {
  const score: Score = { columns: 0, right: 0, meant: 0, found: 0, wrong: [], missed: [], kinds: [] };
  for (const look of looks) {
    const told = gold[look.file];
    if (told === undefined) throw new Error(`the gold says nothing of ${look.file}`);
    const proposal = files.find(({ file }) => file === look.file);
    const serving = targetsOfJoins(look.file, files);
    const rows = serving.size > 0 && proposal?.rows === undefined ? 'joined' : (proposal?.rows ?? 'left out');
    const isServing = rows === 'joined' && told.rows === 'left out';
    if (rows !== told.rows && !isServing) score.kinds.push(`${look.file}: ${rows} instead of ${told.rows}`);
    for (const column of look.header) compare(score, told, look.file, column, proposal, serving);
  }
  return score;
}

function compare(
  score: Score,
  gold: GoldFile,
  file: string,
  column: string,
  proposal: FileProposal | undefined,
  serving: ReadonlyMap<string, readonly string[]>,
): void {
  const own = proposal?.id === column ? ['id'] : [];
  const targets = [
    ...own,
    ...(proposal?.columns ?? []).flatMap((each) => (each.column === column && each.to !== undefined ? [each.to] : [])),
    ...(proposal?.rows === undefined ? (serving.get(column) ?? []) : []),
  ];
  const meant = meantBy(gold, column);
  const allowed = new Set([...meant, ...(gold.either?.[column] ?? [])]);
  score.columns += 1;
  const astray = targets.filter((target) => !allowed.has(target));
  if (astray.length > 0) score.wrong.push(`${file}: ${column} leads to ${astray.join(', ')}`);
  const isFound = targets.some((target) => meant.includes(target));
  if (meant.length > 0) {
    score.meant += 1;
    if (isFound) score.found += 1;
    else score.missed.push(`${file}: ${column} does not lead to ${meant[0]}`);
  }
  if (astray.length === 0 && (meant.length === 0 || isFound)) score.right += 1;
}

/** Where a column has to lead; nothing where it need not lead anywhere. */
function meantBy(gold: GoldFile, column: string): string[] {
  if (gold.id === column) return ['id', 'deal', 'userId', 'accountId'];
  if (gold.key === column) return ['key'];
  const to = gold.columns?.[column];
  return to === undefined ? [] : [to];
}

/** Where the columns of a table lead that serves others. */
function targetsOfJoins(file: string, files: readonly FileProposal[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const add = (column: string, to: string): void => {
    found.set(column, [...(found.get(column) ?? []), to]);
  };
  for (const join of files.flatMap(({ joins }) => joins ?? [])) {
    if (join.file !== file) continue;
    add(join.key, 'key');
    for (const { column, to } of join.columns) add(column, to);
  }
  return found;
}
