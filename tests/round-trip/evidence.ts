// What a journal knows of each person and the person's company up to an instant, in a form that does not depend on ids: so that two journals of one company can be laid beside one another.
import type { Entry, Json } from '@baton/core/journal/entry';
import { People } from './people.ts';

const MINUTE = 60_000;

/** Kinds of evidence in which two journals may differ. */
export type Kind = 'deeds' | 'time on pages' | 'answers' | 'talks' | 'deals' | 'attributes' | 'grouping';

/** Evidence by person and company of one journal. */
export class Evidence {
  readonly people: People;
  private readonly ofPerson = new Map<string, Entry[]>();
  private readonly ofCompany = new Map<string, Entry[]>();
  private readonly companyOf = new Map<string, string>();

  constructor(entries: readonly Entry[]) {
    this.people = new People(entries);
    for (const entry of entries) {
      const person = this.people.nameOf(entry);
      if (person !== undefined) append(this.ofPerson, person, entry);
      if (person !== undefined && entry.accountId !== undefined && !this.companyOf.has(person))
        this.companyOf.set(person, entry.accountId);
      if (entry.accountId !== undefined) append(this.ofCompany, entry.accountId, entry);
    }
  }

  /** People whose entries may bear on a person's decisions: colleagues share deals, talks and account gates. */
  colleagues(person: string): string[] {
    const company = this.companyOf.get(person);
    return company === undefined
      ? [person]
      : [...this.companyOf].flatMap(([name, id]) => (id === company ? [name] : []));
  }

  /** All that was known of a person by an instant, one text a fact, by kind. */
  of(person: string, until: number, attributes: readonly string[]): Record<Kind, string[]> {
    const found: Record<Kind, string[]> = {
      deeds: [],
      'time on pages': [],
      answers: [],
      talks: [],
      deals: [],
      attributes: [],
      grouping: this.colleagues(person).filter((name) => name.startsWith('email:')),
    };
    const own = this.ofPerson.get(person) ?? [];
    const shared = this.ofCompany.get(this.companyOf.get(person) ?? '') ?? [];
    for (const entry of new Set([...own, ...shared.filter((each) => this.people.nameOf(each) === undefined)])) {
      // Who is who in the end is how an export has it from the start.
      if (entry.kind === 'merge' || entry.kind === 'unmerge' || entry.kind === 'move') found.grouping.push(entry.kind);
      if (Math.floor(entry.knownAt / MINUTE) > Math.floor(until / MINUTE)) continue;
      const at = Math.floor(entry.occurredAt / MINUTE);
      switch (entry.kind) {
        case 'track':
        case 'page':
        case 'screen':
          found.deeds.push(`${entry.name ?? entry.path} ${at}`);
          break;
        case 'dwell':
          found['time on pages'].push(`${entry.path} ${at} ${entry.seconds}`);
          break;
        case 'disposition':
          found.answers.push(`${entry.answer} ${at}`);
          break;
        case 'conversation':
        case 'touch':
        case 'meeting':
          found.talks.push(`${entry.kind} ${at}`);
          break;
        case 'opportunity':
        case 'stage':
        case 'won':
        case 'lost':
        case 'reopened':
          found.deals.push(`${entry.kind} ${at}`);
          break;
        default:
      }
    }
    found.attributes = [
      ...attributesAt(own, 'lead', until, attributes),
      ...attributesAt([...own, ...shared], 'account', until, attributes),
    ];
    for (const list of Object.values(found)) list.sort();
    return found;
  }
}

/** The values of some attributes as last told by an instant. */
function attributesAt(
  entries: readonly Entry[],
  root: 'lead' | 'account',
  until: number,
  names: readonly string[],
): string[] {
  const told = new Map<string, Json>();
  const inOrder = entries
    .filter((entry) => (entry.kind === 'identify' || entry.kind === 'group') && entry.knownAt <= until)
    .sort((a, b) => a.knownAt - b.knownAt || a.occurredAt - b.occurredAt);
  for (const entry of inOrder) {
    const traits = (entry as Extract<Entry, { kind: 'identify' }>)[root] ?? {};
    for (const [name, value] of Object.entries(traits)) told.set(`${root}.${name}`, value as Json);
  }
  return names
    .filter((name) => name.startsWith(root))
    .map((name) => `${name} ${JSON.stringify(told.get(name) ?? null)}`);
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const held = map.get(key);
  if (held === undefined) map.set(key, [value]);
  else held.push(value);
}
