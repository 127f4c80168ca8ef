// What names a person: ids, addresses, full names, numbers to call. Told in the whole texts of JSON, and inside longer ones where they stand as words of their own.
import type { Entry, Json } from '@baton/core/journal/entry';

/** Shorter ones are looked for only where an identity stands: as parts of a text they would be anybody's. */
const SHORTEST_WORD = 6;
/** Attributes of a lead that tell who it is. */
const TELLING = /name|mail|phone|mobile|address|linkedin|twitter|github|skype|birth/i;
/** Keys under which an identity stands. */
const IDENTITIES = new Set(['userId', 'anonymousId', 'previousId', 'email', 'lead', 'rep']);

/** Words that name one person. */
export class PersonalWords {
  private readonly whole: ReadonlySet<string>;
  private readonly names: ReadonlySet<string>;
  private readonly short: ReadonlySet<string>;
  private readonly within: RegExp | undefined;
  /** The words that are looked for inside of texts. */
  readonly long: readonly string[];

  /** `names` are identifiers with their prefixes. */
  constructor(names: readonly string[], entries: Iterable<Entry>) {
    const plain = names.map((name) => name.slice(name.indexOf(':') + 1));
    const told = [...entries].flatMap(wordsOf);
    const words = [...new Set([...plain, ...told])].filter((word) => word !== '');
    this.long = words.filter((word) => word.length >= SHORTEST_WORD);
    this.short = new Set(words.filter((word) => word.length < SHORTEST_WORD));
    this.whole = new Set(this.long.map(folded));
    this.names = new Set(names.map(folded));
    this.within = this.long.length === 0 ? undefined : asWords(this.long);
  }

  /** Texts by one of which everything that names the person can be found in a store, other writing of letters aside. */
  get searched(): readonly string[] {
    const identities = [...this.short].flatMap((word) => [...IDENTITIES].map((key) => [key, word] as const));
    return [...this.long, ...identities.map(([key, word]) => `"${key}":${JSON.stringify(word)}`)];
  }

  /** Whether a text, as JSON or as it is, names the person. */
  isIn(text: string): boolean {
    let value: Json;
    try {
      value = JSON.parse(text) as Json;
    } catch {
      return this.within !== undefined && text.normalize('NFC').search(this.within) >= 0;
    }
    return this.without(value, '', () => undefined) !== value;
  }

  /** The same value without what names the person: identities become `called`, other texts lose the words. The very same value where it does not name them. `renamed` says what an entry that is cited is called now. */
  without(value: Json, called: string, renamed: (source: string, id: string) => string | undefined, key = ''): Json {
    if (typeof value === 'string' || typeof value === 'number') return this.withoutText(value, called, key);
    if (Array.isArray(value))
      return sameOr(
        value,
        (value as Json[]).map((each) => this.without(each, called, renamed, key)),
      );
    if (value === null || typeof value !== 'object') return value;
    const { source, id } = value as { source?: Json; id?: Json };
    const other = typeof source === 'string' && typeof id === 'string' ? renamed(source, id) : undefined;
    const made = Object.entries(value).map(([name, each]) => [
      name,
      name === 'id' && other !== undefined ? other : this.without(each as Json, called, renamed, name),
    ]);
    const isSame = made.every(([name, each]) => (value as Record<string, Json>)[name as string] === each);
    return isSame ? value : (Object.fromEntries(made) as Json);
  }

  private withoutText(value: string | number, called: string, key: string): Json {
    const text = String(value);
    if (this.short.has(text) && IDENTITIES.has(key)) return called;
    if (typeof value === 'number') return value;
    if (this.names.has(folded(text))) return `user:${called}`;
    if (text.startsWith('lead:') && this.names.has(folded(text.slice(5)))) return `lead:user:${called}`;
    if (this.whole.has(folded(text))) return text.includes('@') ? `${called}@${called}.invalid` : called;
    if (this.within === undefined || text.length < SHORTEST_WORD) return value;
    const changed = text.normalize('NFC').replace(this.within, 'erased');
    return changed === text.normalize('NFC') ? value : changed;
  }
}

function wordsOf(entry: Entry): string[] {
  const found = [entry.userId, entry.anonymousId, entry.email].filter((word) => word !== undefined);
  const lead: Readonly<Record<string, Json>> =
    (entry.kind === 'identify' || entry.kind === 'group') && entry.lead !== undefined ? entry.lead : {};
  for (const [key, value] of Object.entries(lead)) {
    if (TELLING.test(key) && !/^(first|last)_?name$|company/i.test(key) && typeof value === 'string')
      found.push(value.trim());
  }
  const { firstName, lastName } = lead;
  if (typeof firstName === 'string' && typeof lastName === 'string')
    found.push(`${firstName.trim()} ${lastName.trim()}`);
  return found;
}

/** Finds words that stand for themselves: `jane@corp.example` is no part of `mary-jane@corp.example`. */
function asWords(words: readonly string[]): RegExp {
  const any = words.map((word) => word.normalize('NFC').replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|');
  return new RegExp(`(?<![\\p{L}\\p{N}_.+@-])(?:${any})(?![\\p{L}\\p{N}_@-]|\\.[\\p{L}\\p{N}])`, 'giu');
}

function folded(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

function sameOr(before: readonly Json[], after: readonly Json[]): Json {
  return after.every((each, i) => each === before[i]) ? (before as Json) : (after as Json);
}
