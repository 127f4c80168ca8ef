// What the editor offers to complete: keys that the language knows where one writes, and names that the definition itself and its conditions use.
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { Words } from './check.ts';

/** Keys by the block that they stand in; docs/definition-language.md says what each means. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  '': ['definition', 'title', 'language', 'motion', 'fit', 'engagement', 'usage', 'qualify', 'handoff', 'review'],
  fit: ['criteria', 'grades', 'disqualify'],
  criteria: ['label', 'when', 'points'],
  disqualify: ['when', 'because'],
  engagement: ['perPerson', 'perAccount', 'sources', 'signals', 'groups'],
  usage: ['perPerson', 'perAccount', 'sources', 'signals', 'groups'],
  signals: ['label', 'when', 'points', 'within', 'atMost', 'oncePer', 'distinctBy', 'halfLife', 'linear', 'steps'],
  groups: ['signals', 'limit'],
  qualify: [
    'label',
    'fit',
    'engagement',
    'usage',
    'signal',
    'pattern',
    'within',
    'any',
    'all',
    'account',
    'unless',
    'respondWithin',
  ],
  account: ['engagedLeads', 'engagedAt', 'engagement'],
  handoff: ['mode', 'respondWithin', 'route', 'reject', 'recycle', 'sql', 'calendar', 'continuous', 'ready'],
  reject: ['until', 'reasons', 'silence'],
  review: ['rate', 'definition'],
};

/** Completes by the words that are known when it is asked. */
export function completionsFrom(words: () => Words | undefined) {
  return (context: CompletionContext): CompletionResult | null => {
    const word = context.matchBefore(/[\w."-]*/);
    if (word === null || (word.from === word.to && !context.explicit)) return null;
    const before = context.state.doc.sliceString(0, word.from);
    const options = isInQuotes(before) ? namesOf(words()) : [...keysAt(before), ...labelsOf(words())];
    return { from: word.from, options, validFor: /^[\w."-]*$/ };
  };
}

/** Inside a condition, which stands in single quotes. */
function isInQuotes(before: string): boolean {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  return (line.match(/'/g)?.length ?? 0) % 2 === 1;
}

/** Keys of the nearest block above that stands further left. */
export function keysAt(before: string): Completion[] {
  const lines = before.split('\n');
  const last = lines.at(-1) ?? '';
  let indent = last.search(/\S|$/);
  const isInline = /[{,]\s*$/.test(last);
  if (isInline) indent += 1;
  for (const line of lines.slice(0, isInline ? undefined : -1).reverse()) {
    const own = line.search(/\S/);
    if (own < 0 || own >= indent || line.trim().startsWith('#')) continue;
    const key = /^\s*-?\s*["']?([\w-]+)["']?\s*:/.exec(line)?.[1];
    if (key !== undefined && KEYS[key] !== undefined) return completions(KEYS[key], ':');
    indent = own;
  }
  return indent === 0 ? completions(KEYS[''] ?? [], ':') : [];
}

function namesOf(words: Words | undefined): Completion[] {
  const fixed = ['entry.kind', 'entry.name', 'entry.path', 'entry.campaign.name', 'lead.', 'account.'];
  return [...new Set([...fixed, ...(words?.mentioned ?? [])])].map((label) => ({ label, type: 'variable' }));
}

function labelsOf(words: Words | undefined): Completion[] {
  return [...(words?.signals ?? []), ...(words?.criteria ?? [])].map((label) => ({ label, type: 'constant' }));
}

function completions(keys: readonly string[], after: string): Completion[] {
  return keys.map((label) => ({ label, apply: `${label}${after} `, type: 'property' }));
}
