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
  const serving = new Set(files.flatMap(({ joins = [] }) => joins.map(({ file }) => file)));
  const left = files.filter(({ file, rows }) => rows === undefined && !serving.has(file));
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
  if (mapped.length > 0) lines.push('    columns:', ...columnLines(mapped));
  const set = Object.entries(file.set).map(([key, value]) => `${key}: ${scalar(value)}`);
  if (set.length > 0) lines.push(`    set: { ${set.join(', ')} }`);
  if (file.anonymous !== undefined) lines.push(`    anonymous: ${file.anonymous}`);
  lines.push(...joinLines(file));
  lines.push(...ignoredLines(file.columns.filter(({ to, column }) => to === undefined || !isKey(column))));
  return lines;
}

/** A line for each column; a column with several meanings has them in a list. */
function columnLines(columns: readonly ColumnProposal[]): string[] {
  return [...new Set(columns.map(({ column }) => column))].map((name) => {
    const meanings = columns.filter(({ column }) => column === name);
    const [first] = meanings;
    const targets = meanings.map(targetText);
    const shown = [
      ...(first?.sureness === 'likely' ? ['likely'] : []),
      ...(first !== undefined && first.examples.length > 0 ? [first.examples.join(' | ')] : []),
    ].join(': ');
    const told = targets.length === 1 ? targets[0] : `[${targets.join(', ')}]`;
    return `      ${scalar(name)}: ${told}${shown === '' ? '' : ` # ${shown}`}`;
  });
}

function targetText({ to = '', known, values }: ColumnProposal): string {
  if (known === undefined && values === undefined) return to;
  const meanings = Object.entries(values ?? {}).map(([cell, value]) => `${quoted(cell)}: ${quoted(value)}`);
  return `{ to: ${to}${known === undefined ? '' : `, known: ${known}`}${meanings.length === 0 ? '' : `, values: { ${meanings.join(', ')} }`} }`;
}

/** What other files tell of each row. */
function joinLines({ joins = [] }: FileProposal): string[] {
  if (joins.length === 0) return [];
  return [
    '    joins:',
    ...joins.map(({ file, own, key, columns }) => {
      const by = own === key ? '' : `own: ${quoted(own)}, `;
      const told = columns.map(({ column, to }) => `${quoted(column)}: ${to}`).join(', ');
      return `      ${scalar(file)}: { ${by}key: ${quoted(key)}, columns: { ${told} } }`;
    }),
  ];
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

/** A text within braces, where commas and brackets mean something. */
function quoted(text: string): string {
  return /^[\p{L}_][\p{L}\p{N} _.-]*$/u.test(text) ? scalar(text) : JSON.stringify(text.toWellFormed());
}

function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
}
