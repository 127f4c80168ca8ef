// Writes a proposal as mapping.yaml: every column mapped or ignored, with the cells it was judged by and how sure that is, for people to look over.
import type { Answers } from '../mapping/mapping.ts';
import type { ColumnProposal, FileProposal, Proposal } from './proposal.ts';

/** The text of a proposed mapping. It parses as a mapping as it stands. */
export function writeMapping({ files, answers, because, looked }: Proposal): string {
  const mapped = files.filter(({ rows }) => rows !== undefined);
  const lines = [
    `# Proposed from headers and the first ${looked} rows. Look over what is marked "likely", then import with it.`,
  ];
  lines.push(...answerLines(answers, because), 'files:');
  for (const file of mapped) lines.push(...fileLines(file));
  const left = files.filter(({ rows }) => rows === undefined);
  if (left.length > 0) lines.push('leftOut:', ...left.map(({ file, why }) => `  - ${scalar(file)} # ${plain(why)}`));
  return `${lines.join('\n')}\n`;
}

const ANSWERS = [
  'zone',
  'dateOrder',
  'decimals',
  'currency',
  'exportedAt',
  'salesOwners',
  'won',
  'lost',
  'newBusiness',
  'testDeals',
] as const;

function answerLines(answers: Proposal['answers'], because: Proposal['because']): string[] {
  const given = ANSWERS.filter((key) => key in answers);
  if (given.length === 0) return [];
  return [
    'answers:',
    ...given.map(
      (key) => `  ${key}: ${answerText(key, answers[key])}${because[key] === undefined ? '' : ` # ${because[key]}`}`,
    ),
  ];
}

function answerText(key: keyof Answers, value: unknown): string {
  if (key === 'exportedAt' && typeof value === 'number') return new Date(value).toISOString();
  if (key === 'salesOwners' && value === undefined) return 'all';
  return Array.isArray(value) ? `[${value.map((item) => scalar(String(item))).join(', ')}]` : scalar(String(value));
}

function fileLines(file: FileProposal): string[] {
  const lines = [
    `  ${scalar(file.file)}:`,
    `    rows: ${file.rows}${file.why === '' ? (file.sureness === 'likely' ? ' # likely' : '') : ` # ${plain(file.why)}`}`,
  ];
  if (file.id !== undefined) lines.push(`    id: ${scalar(file.id)}`);
  const mapped = file.columns.filter(({ to, column }) => to !== undefined && isKey(column));
  if (mapped.length > 0) lines.push('    columns:', ...mapped.map((column) => `      ${columnLine(column)}`));
  const set = Object.entries(file.set).map(([key, value]) => `${key}: ${scalar(value)}`);
  if (set.length > 0) lines.push(`    set: { ${set.join(', ')} }`);
  lines.push(...ignoredLines(file.columns.filter(({ to, column }) => to === undefined || !isKey(column))));
  return lines;
}

function columnLine({ column, to = '', known, sureness, examples }: ColumnProposal): string {
  const target = known === undefined ? to : `{ to: ${to}, known: ${known} }`;
  const shown = [
    ...(sureness === 'likely' ? ['likely'] : []),
    ...(examples.length > 0 ? [examples.join(' | ')] : []),
  ].join(': ');
  return `${scalar(column)}: ${target}${shown === '' ? '' : ` # ${shown}`}`;
}

/** Columns of which nothing is known stand apart, with cells; the others by the reason they share. */
function ignoredLines(columns: readonly ColumnProposal[]): string[] {
  if (columns.length === 0) return [];
  const unknown = columns.filter(({ why }) => why === 'unknown');
  const reasons = new Map<string, string[]>();
  for (const { column, why = 'not to be mapped' } of columns)
    if (why !== 'unknown') reasons.set(why, [...(reasons.get(why) ?? []), column]);
  return [
    '    ignored:',
    ...unknown.map(({ column, examples }) => `      - ${scalar(column)} # unknown: ${examples.join(' | ')}`),
    ...[...reasons].flatMap(([why, names]) => names.map((name) => `      - ${scalar(name)} # ${why}`)),
  ];
}

function isKey(column: string): boolean {
  return !/^(__proto__|constructor|prototype|)$/.test(column);
}

/** A text as YAML: bare where nothing in it means anything to YAML, else in quotes. */
function scalar(text: string): string {
  const isBare =
    /^[\p{L}_/][\p{L}\p{N} _./()-]*$/u.test(text) &&
    !/\s$/.test(text) &&
    !/^(true|false|null|yes|no|on|off|y|n|nan|inf)$/i.test(text);
  return isBare ? text : JSON.stringify(text.isWellFormed() ? text : text.toWellFormed());
}

function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
}
