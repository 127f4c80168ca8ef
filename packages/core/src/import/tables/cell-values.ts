// What a cell of an export says besides time and money: nothing, yes or no, a plain value (K0).

const NOTHING: ReadonlySet<string> = new Set([
  '',
  'null',
  'none',
  'n/a',
  'na',
  'nan',
  'nil',
  'select',
  '-',
  '--',
  '(blank)',
  '(none)',
  '(not set)',
  '[blank]',
  'undefined',
  '#n/a',
]);
const LONGEST_NOTHING = 9;

/** Whether a cell says nothing. */
export function isBlank(cell: string): boolean {
  if (cell.length === 0) return true;
  if (cell.length > LONGEST_NOTHING && cell.charCodeAt(0) > 32) return false;
  return NOTHING.has(cell.trim().toLowerCase());
}

/** A plain value: numbers and booleans as such, all else as text. Leading zeros stay text. */
export function readPlainCell(cell: string): string | number | boolean {
  const text = cell.trim();
  if (/^-?(0|[1-9]\d{0,14})(\.\d{1,9})?$/.test(text)) return Number(text);
  if (/^(true|yes)$/i.test(text)) return true;
  return /^(false|no)$/i.test(text) ? false : text;
}

/** Yes or no; undefined where it is neither. */
export function readFlagCell(cell: string): boolean | undefined {
  const text = cell.trim().toLowerCase();
  if (/^(true|yes|y|1|t|x)$/.test(text)) return true;
  return /^(false|no|n|0|f)$/.test(text) ? false : undefined;
}

/** A list: items between semicolons, else between commas or bars. */
export function readListCell(cell: string): string[] {
  const separator = [';', ',', '|'].find((each) => cell.includes(each)) ?? ';';
  return cell
    .split(separator)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** Words met: names of events and stages are few and come again. */
const WORDS = new Map<string, string>();
const MOST_WORDS = 1000;
const LONGEST_WORD = 60;

/** A word without what does not tell words apart: case, spaces, hyphens, underscores. */
export function plainWord(text: string): string {
  const known = WORDS.get(text);
  if (known !== undefined) return known;
  const plain = plainOf(text);
  if (WORDS.size < MOST_WORDS && text.length <= LONGEST_WORD) WORDS.set(text, plain);
  return plain;
}

function plainOf(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[\s_\-–.:/]+/g, ' ')
    .trim();
}

/** Whether a spreadsheet wrote an id as a number of its own: `1.23457E+11` (K13). */
export function isDamagedId(cell: string): boolean {
  return /^\d(\.\d+)?E\+\d{1,2}$/i.test(cell.trim());
}
