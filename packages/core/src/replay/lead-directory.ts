// What to call people and companies, and where they first came from: for tables and reports, never for scores.
import type { Entry, Json } from '../journal/entry.ts';
import { entrySource } from '../journal/entry-source.ts';
import { subjectOf } from '../journal/identifiers.ts';
import { own } from '../journal/json.ts';

interface Named {
  name?: string;
  email?: string;
  company?: string;
  source?: string;
  sourceAt: number;
}

/** Names by identifier, as entries tell them; the latest told stands, the earliest source. */
export class LeadDirectory {
  private readonly people = new Map<string, Named>();
  private readonly companies = new Map<string, string>();

  /** Takes in what an entry says about its subject. */
  add(entry: Entry): void {
    const subject = subjectOf(entry);
    if (subject === undefined) return;
    const traits = entry.kind === 'identify' || entry.kind === 'group' ? entry : undefined;
    const company = traits?.account && text(own(traits.account, 'name'));
    if (company !== undefined && entry.accountId !== undefined)
      this.companies.set(`company:${entry.accountId}`, company);
    const source = sourceOf(entry);
    if (traits === undefined && source === undefined && entry.email === undefined) return;
    const known = this.people.get(subject) ?? { sourceAt: Number.POSITIVE_INFINITY };
    const name = traits?.lead && nameOf(traits.lead);
    if (name !== undefined) known.name = name;
    if (entry.email !== undefined) known.email = entry.email;
    if (company !== undefined) known.company = company;
    if (source !== undefined && entry.occurredAt < known.sourceAt) {
      known.source = source;
      known.sourceAt = entry.occurredAt;
    }
    this.people.set(subject, known);
  }

  /** What a person would call the lead: name, else e-mail, else the id. `atoms` are the lead's identifiers, its id first. */
  labelOf(atoms: readonly string[]): string {
    const named = atoms.flatMap((atom) => this.people.get(atom) ?? []);
    const mail = atoms.find((atom) => atom.startsWith('email:'))?.slice('email:'.length);
    return (
      named.find((each) => each.name)?.name ??
      named.find((each) => each.email)?.email ??
      mail ??
      plainId(atoms[0] ?? '')
    );
  }

  /** The company's name, else its domain or id; undefined for an account of one. */
  companyOf(account: string, atoms: readonly string[]): string | undefined {
    const named = this.companies.get(account) ?? atoms.flatMap((atom) => this.people.get(atom)?.company ?? [])[0];
    return named ?? (account.startsWith('lead:') ? undefined : plainId(account));
  }

  /** The earliest source of any of the identifiers; `unknown` where none is told. */
  sourceOf(atoms: readonly string[]): string {
    const known = atoms.flatMap((atom) => this.people.get(atom) ?? []).filter((each) => each.source !== undefined);
    return known.sort((a, b) => a.sourceAt - b.sourceAt)[0]?.source ?? 'unknown';
  }
}

/** An identifier without its prefix. */
export function plainId(identifier: string): string {
  return identifier.replace(/^lead:/, '').replace(/^(user|email|anon|company|domain):/, '');
}

/** Where an entry says that its person came from; of a description, the record's own source. */
function sourceOf(entry: Entry): string | undefined {
  return entry.kind === 'identify' ? entry.lead && text(own(entry.lead, 'source')) : entrySource(entry);
}

function nameOf(lead: Readonly<Record<string, Json>>): string | undefined {
  const parts = [text(own(lead, 'firstName')), text(own(lead, 'lastName'))].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(' ') : text(own(lead, 'name'));
}

function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
