// A card as a definition that marketing and sales can argue about, test and sign: the text of its files.
import type { Card } from '../card-search/card.ts';
import { quoted } from '../history/behaviour-log.ts';
import type { HistoryFeature } from '../history/features.ts';
import { type SaidCriterion, sayCriterion } from '../told/criterion-words.ts';
import type { CutOffs } from './cut-offs.ts';

/** The files of a draft definition, by name. */
export interface Draft {
  readonly 'definition.yaml': string;
  readonly 'tests.yaml': string;
  readonly 'README.md': string;
}

/** A criterion with its points and its name in the draft. */
interface Named extends SaidCriterion {
  readonly name: string;
  readonly points: number;
}

/** What the draft is made of. */
export interface DraftInput {
  /** A name of the language. */
  readonly name: string;
  readonly card: Card;
  readonly features: readonly HistoryFeature[];
  readonly cutOffs: CutOffs;
  /** Conditions of behaviours by which people ask for sales, with their labels: a gate of their own. */
  readonly handRaises: readonly { readonly label: string; readonly when: string }[];
  /** One sentence a line: where it comes from and what it was seen to do. */
  readonly story: readonly string[];
}

/** The text of a draft's files: sound by `check`, with stories that hold. What data cannot know (reasons, routes, respond times) is filled in as starters have it. */
export function draftDefinition(input: DraftInput): Draft {
  const named = nameAll(input);
  const fit = named.filter(({ days }) => days === undefined);
  const signals = named.filter(({ days }) => days !== undefined);
  const taken = new Set(named.map(({ name }) => name));
  const handRaises = input.handRaises.map((each) => ({ ...each, name: nameFor(each.label, taken) }));
  const text = [
    ...input.story.map((line) => `# ${line}`),
    '# A draft: argue about it, add what data cannot know, then sign it.',
    `definition: ${input.name}`,
    'language: 1',
    'motion: sales-led',
    ...fitLines(fit, input.cutOffs),
    ...engagementLines(signals, handRaises),
    ...gateLines(fit, signals, handRaises, input.cutOffs),
    ...handoffLines(named),
    '',
    'review: { rate: monthly, definition: quarterly }',
    '',
  ];
  return {
    'definition.yaml': text.join('\n'),
    'tests.yaml': testsText(fit, signals, input.cutOffs),
    'README.md': `# ${input.name}\n\n${input.story.join('\n')}\n\nMade by \`baton calibrate\`. Look at it with \`baton check\`, try it with \`baton test\` and \`baton backtest\`, then sign it together.\n`,
  };
}

function nameAll({ card, features }: DraftInput): Named[] {
  const taken = new Set<string>();
  const criteria = [...card.criteria].sort((a, b) => b.points - a.points);
  return criteria.map((criterion) => {
    const said = sayCriterion(features, criterion);
    return { ...said, name: nameFor(said.label, taken), points: criterion.points };
  });
}

/** A label as a name of the language that nobody has yet. */
function nameFor(label: string, taken: Set<string>): string {
  const words = label.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const plain =
    words
      .replace(/^[^a-z]+/, '')
      .slice(0, 40)
      .replace(/-+$/, '') || 'criterion';
  let name = plain;
  for (let i = 2; taken.has(name); i++) name = `${plain}-${i}`;
  taken.add(name);
  return name;
}

function fitLines(fit: readonly Named[], { grades }: CutOffs): string[] {
  if (fit.length === 0 || grades === undefined) return [];
  return [
    '',
    'fit:',
    '  criteria:',
    ...fit.map(
      (each) =>
        `    ${each.name}: { label: ${quoted(each.label)}, when: ${single(each.when)}, points: ${each.points} }`,
    ),
    `  grades: { A: ${grades.A}, B: ${grades.B}, C: ${grades.C} }`,
  ];
}

function engagementLines(
  signals: readonly Named[],
  handRaises: readonly { name: string; label: string; when: string }[],
): string[] {
  const lines = [
    ...signals.map(
      (each) =>
        `    ${each.name}: { label: ${quoted(each.label)}, when: ${single(each.when)}, points: ${each.points}, within: ${each.days}d${(each.atLeast ?? 1) > 1 ? `, atLeast: ${each.atLeast}` : ''} }`,
    ),
    ...handRaises.map(
      (each) =>
        `    ${each.name}: { label: ${quoted(each.label)}, when: ${single(each.when)}, points: 0, within: 30d }`,
    ),
  ];
  return lines.length === 0 ? [] : ['', 'engagement:', '  signals:', ...lines];
}

/** The total is asked of fit and engagement together: the better the grade, the less engagement. */
function gateLines(
  fit: readonly Named[],
  signals: readonly Named[],
  handRaises: readonly { name: string }[],
  { grades, total }: CutOffs,
): string[] {
  const most = signals.reduce((sum, { points }) => sum + Math.max(0, points), 0);
  const asked = (points: number): number => Math.max(1, total - points);
  const clauses: string[] = [];
  if (fit.length === 0 || grades === undefined) clauses.push(`{ engagement: ${asked(0)} }`);
  else {
    for (const grade of ['A', 'B', 'C'] as const)
      if (asked(grades[grade]) <= most) clauses.push(`{ fit: ${grade}, engagement: ${asked(grades[grade])} }`);
    if (asked(0) <= most) clauses.push(`{ fit: ["?"], engagement: ${asked(0)} }`);
  }
  const mql = clauses.length === 1 ? clauses[0] : `{ any: [ ${clauses.join(', ')} ] }`;
  return [
    '',
    'qualify:',
    ...handRaises.map(
      ({ name }) => `  asked-${name}: { label: Hand-raise, signal: ${name}, respondWithin: 2 business hours }`,
    ),
    ...(clauses.length > 0 ? [`  mql: ${mql}`] : []),
    // Cards are learnt from all people of an account together, so that colleagues add up.
    ...(signals.length > 0
      ? [
          `  colleagues: { label: Several colleagues, account: { engagedLeads: 2, engagedAt: 1, engagement: ${asked(0)} } }`,
        ]
      : []),
  ];
}

function handoffLines(named: readonly Named[]): string[] {
  const disputed = named.slice(0, 4).map(({ name }) => `      not-${name}: { disputes: ${name} }`);
  return [
    '',
    'handoff:',
    '  respondWithin: 1 business day',
    '  route: [ { to: round-robin } ]',
    '  reject:',
    '    until: 5 business days',
    '    reasons:',
    ...disputed,
    '      bad-timing: { label: Not now }',
    '    silence: accepted',
    '  recycle: { coolDown: 30d }',
    '  sql: { framework: BANT, require: 2 of 4, after: discovery call }',
    "  calendar: { zone: UTC, open: { mon-fri: '09:00-17:00' } }",
  ];
}

/** Two stories that hold by construction: who shows enough qualifies, who does nothing does not. */
function testsText(fit: readonly Named[], signals: readonly Named[], { total, grades }: CutOffs): string {
  const shown: Named[] = [];
  let sum = 0;
  for (const each of [...signals].sort((a, b) => b.points - a.points)) {
    if (each.points <= 0 || sum >= Math.max(1, total)) break;
    shown.push(each);
    sum += each.points;
  }
  const entries = shown.flatMap((each) => entryLine(each) ?? []);
  const enough =
    sum >= Math.max(1, total) && entries.length === shown.length && (fit.length === 0 || grades !== undefined);
  return [
    'who has done nothing is no MQL:',
    '  entries: []',
    '  expect: { mql: no }',
    ...(enough && fit.length === 0
      ? ['who shows enough of what winners did is one:', '  entries:', ...entries, '  expect: { mql: yes }']
      : []),
    '',
  ].join('\n');
}

function entryLine({ when, atLeast = 1 }: Named): string | undefined {
  const often = atLeast > 1 ? `, times: ${atLeast}, every: 1h` : '';
  const name = /^entry\.name == (".*")$/.exec(when)?.[1];
  if (name !== undefined) return `    - { ago: 5d, name: ${name}${often} }`;
  const path = /^entry\.path\.startsWith\((".*")\)$/.exec(when)?.[1];
  return path === undefined ? undefined : `    - { ago: 5d, kind: page, path: ${path}${often} }`;
}

/** A text in single quotes, as YAML takes it. */
function single(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
