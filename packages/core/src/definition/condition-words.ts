// The words a condition is told in: what each field is called, how numbers and lists read. No grammar of whole conditions here (condition-describe.ts).
import type { Json } from '../journal/entry.ts';
import type { Mention } from './condition.ts';

const NAMES: Readonly<Record<string, string>> = {
  'account.employees': 'company headcount',
  'account.revenue': 'annual revenue',
  'account.expectedValue': 'expected yearly value',
  'account.name': 'company name',
  'account.type': 'kind of company',
  'account.tier': 'target-account tier',
  'account.seats': 'seats in use',
  'account.plan': 'plan',
  'lead.title': 'job title',
  'lead.role': 'role in the buying committee',
  'lead.email': 'e-mail address',
  'lead.firstName': 'first name',
  'lead.lastName': 'last name',
  'lead.country': "the person's country",
  'lead.region': "the person's region",
  'lead.city': "the person's city",
  'lead.owner': "the person's owner",
  'lead.source': 'original source',
  'lead.campaign': 'original campaign',
  'entry.url': 'address',
  'entry.kind': 'kind',
  'entry.source': 'sender',
};

/** What a field is called: `account.employees` is "company headcount", `lead.budgetOwner` is "budget owner". */
export function nameOf(mention: Mention): string {
  const known = NAMES[`${mention.root}.${mention.path.join('.')}`];
  if (known !== undefined) return known;
  const path = mention.root === 'entry' && mention.path[0] === 'properties' ? mention.path.slice(1) : mention.path;
  const words = path.map(spaced).join(' ');
  return mention.root === 'account' ? `company ${words}` : words;
}

/** `budgetOwner` and `budget_owner` as "budget owner". */
function spaced(name: string): string {
  return name
    .replaceAll(/[_-]+/g, ' ')
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .trim();
}

/** A value as people write it: 3,000; true; Financial services; "" for an empty text. */
export function valueInWords(value: Exclude<Json, object> | null): string {
  if (typeof value === 'number') return numberInWords(value);
  if (typeof value === 'string') return value.trim() === value && value !== '' ? value : JSON.stringify(value);
  return value === null ? 'unknown' : String(value);
}

/** A number with thousands separators: 3000 is "3,000". */
export function numberInWords(value: number): string {
  if (!Number.isInteger(value) || Math.abs(value) >= 1e15) return String(value);
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** "a", "a or b", "a, b or c". */
export function listed(words: readonly string[], join: 'or' | 'and'): string {
  if (words.length < 2) return words[0] ?? 'nothing';
  return `${words.slice(0, -1).join(', ')} ${join} ${words.at(-1)}`;
}
