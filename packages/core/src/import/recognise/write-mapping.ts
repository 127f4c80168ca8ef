// Writes a proposal as mapping.yaml: every column mapped or ignored, with the cells it was judged by and how sure that is, for people to look over.
import { type Answers, DEFAULT_ANSWERS } from '../mapping/mapping.ts';
import type { ColumnProposal, FileProposal, Proposal } from './proposal.ts';
import { SAID_BY_THEMSELVES } from './sales-questions.ts';

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
  lines.push(...leftOutLines(left));
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

/** Answers; those that would hold anyway are shown as comments. */
function answerLines(answers: Proposal['answers'], because: Proposal['because']): string[] {
  const given = ANSWERS.filter((key) => key in answers);
  const isPlain = (key: keyof Answers): boolean =>
    because[key] !== undefined && (answers[key] === DEFAULT_ANSWERS[key] || because[key] === SAID_BY_THEMSELVES);
  const lineOf = (key: keyof Answers): string =>
    `${key}: ${answerText(key, answers[key])}${because[key] === undefined ? '' : ` # ${because[key]}`}`;
  const [told, anyway] = [given.filter((key) => !isPlain(key)), given.filter(isPlain)];
  return [
    ...anyway.map((key) => `# ${lineOf(key)}`),
    ...(told.length === 0 ? [] : ['answers:', ...told.map((key) => `  ${lineOf(key)}`)]),
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
  // Names of stages come from headers: whatever stands in them.
  const told = quoted(to);
  if (known === undefined && values === undefined) return told;
  const meanings = Object.entries(values ?? {}).map(([cell, value]) => `${quoted(cell)}: ${quoted(value)}`);
  return `{ to: ${told}${known === undefined ? '' : `, known: ${known}`}${meanings.length === 0 ? '' : `, values: { ${meanings.join(', ')} }`} }`;
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
  const unknown = columns.filter(({ why }) => why === 'unknown');
  const reasons = new Map<string, string[]>();
  for (const { column, why = 'not to be mapped' } of columns)
    if (why !== 'unknown') {
      const shared = why.startsWith(ALREADY) ? 'another column leads there already' : why;
      reasons.set(shared, [...(reasons.get(shared) ?? []), column]);
    }
  const groups = [
    ...(unknown.length === 0
      ? []
      : [{ names: unknown.map(({ column }) => column), why: `unknown: ${cellsOf(unknown)}` }]),
    ...[...reasons].map(([why, names]) => ({ names, why })),
  ];
  const lists = groups.map(({ names, why }) => ({
    list: names.map((name) => quoted(name)).join(', '),
    why: plain(why),
  }));
  const [only, ...more] = lists;
  if (only === undefined) return [];
  if (more.length === 0) return [`    ignored: [${only.list}] # ${only.why}`];
  return [
    '    ignored: [',
    ...lists.map(({ list, why }, i) => `      ${list}${i === lists.length - 1 ? ' ]' : ','} # ${why}`),
  ];
}

const ALREADY = 'another column leads to';
const LONGEST_COMMENT = 160;

/** A cell or a few of each column, as far as a comment holds them. */
function cellsOf(columns: readonly ColumnProposal[]): string {
  const most = columns.length > 3 ? 1 : 3;
  const text = columns.map(({ examples }) => examples.slice(0, most).join(' | ')).join('; ');
  return text.length > LONGEST_COMMENT ? `${[...text].slice(0, LONGEST_COMMENT).join('')}…` : text;
}

/** Files that are left out, by the reason they share; those that name nobody have one reason, each in other words. */
function leftOutLines(files: readonly FileProposal[]): string[] {
  const reasons = new Map<string, string[]>();
  for (const { file, why } of files) {
    const shared = /^its columns \(/.test(why) ? 'their columns name no person, company or deal' : plain(why);
    reasons.set(shared, [...(reasons.get(shared) ?? []), quoted(file)]);
  }
  const lists = [...reasons].map(([why, names]) => ({ list: names.join(', '), why }));
  const [only, ...more] = lists;
  if (only === undefined) return [];
  if (more.length === 0) return [`leftOut: [${only.list}] # ${only.why}`];
  return ['leftOut: [', ...lists.map(({ list, why }, i) => `  ${list}${i === lists.length - 1 ? ' ]' : ','} # ${why}`)];
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
