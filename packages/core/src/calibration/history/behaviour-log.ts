// What everybody did and what was known of them, kept small enough for millions of entries: who, which signal, when. Nothing is judged here.
import { fingerprint } from '../../base/fingerprint.ts';
import { isDeed } from '../../funnel/behaviour/deed.ts';
import type { BehaviourEntry, Entry, EntryRef, Json } from '../../journal/entry.ts';
import { refKey } from '../../journal/entry-order.ts';
import { subjectOf } from '../../journal/identifiers.ts';

/** A kind of behaviour that a signal of the language can name. */
export interface BehaviourKind {
  /** As people would call it. */
  readonly label: string;
  /** The condition of a signal. */
  readonly when: string;
  /** Who sent it first: tells product use from the rest. */
  readonly source: string;
}

/** Attributes told of a person or a company at some time. */
export interface ToldAttributes {
  readonly subject: string;
  readonly occurredAt: number;
  readonly knownAt: number;
  readonly ref: EntryRef;
  readonly lead?: Readonly<Record<string, Json>>;
  readonly account?: Readonly<Record<string, Json>>;
}

/** One thing somebody did. */
export interface Deed {
  readonly subject: string;
  readonly kind: number;
  readonly at: number;
  readonly knownAt: number;
}

/** Takes entries in, in any order. 32 bytes a deed. */
export class BehaviourLog {
  readonly kinds: BehaviourKind[] = [];
  readonly told: ToldAttributes[] = [];
  private readonly kindOf = new Map<string, number>();
  private readonly subjects: string[] = [];
  private readonly subjectNumbers = new Map<string, number>();
  private readonly words = new Int32Array(4);
  private at = new Float64Array(1024);
  /** When it became known. */
  private known = new Float64Array(1024);
  private who = new Int32Array(1024);
  private what = new Int32Array(1024);
  private prints = new Float64Array(1024);
  private count = 0;

  add(entry: Entry): void {
    const subject = subjectOf(entry);
    if (subject === undefined) return;
    if (entry.kind === 'identify' || entry.kind === 'group') this.tell(entry, subject);
    else if (isDeed(entry)) this.did(entry, subject);
  }

  /** All deeds, but for the entries with the given keys (`refKey`), which flags took out. */
  *deeds(outKeys: ReadonlySet<string>): Iterable<Deed> {
    const out = new Set([...outKeys].map((key) => this.printOf(key)));
    for (let i = 0; i < this.count; i++) {
      if (out.size > 0 && out.has(this.prints[i] as number)) continue;
      yield {
        subject: this.subjects[this.who[i] as number] as string,
        kind: this.what[i] as number,
        at: this.at[i] as number,
        knownAt: this.known[i] as number,
      };
    }
  }

  /** 53 bits of a key's fingerprint, by which the log knows an entry again. */
  private printOf(key: string): number {
    fingerprint(key, this.words);
    return ((this.words[0] as number) >>> 0) * 2 ** 21 + ((this.words[1] as number) >>> 11);
  }

  private tell(entry: Extract<Entry, { kind: 'identify' | 'group' }>, subject: string): void {
    if (entry.lead === undefined && entry.account === undefined) return;
    this.told.push({
      subject,
      occurredAt: entry.occurredAt,
      knownAt: entry.knownAt,
      ref: { source: entry.source, id: entry.id },
      ...(entry.lead !== undefined && { lead: entry.lead }),
      ...(entry.account !== undefined && { account: entry.account }),
    });
  }

  private did(entry: BehaviourEntry, subject: string): void {
    const kind = this.kindNumber(entry);
    if (kind === undefined) return;
    if (this.count === this.at.length) this.grow();
    const i = this.count++;
    this.at[i] = entry.occurredAt;
    this.known[i] = entry.knownAt;
    this.who[i] = this.subjectNumber(subject);
    this.what[i] = kind;
    this.prints[i] = this.printOf(refKey(entry));
  }

  private subjectNumber(subject: string): number {
    const known = this.subjectNumbers.get(subject);
    if (known !== undefined) return known;
    this.subjectNumbers.set(subject, this.subjects.length);
    return this.subjects.push(subject) - 1;
  }

  private kindNumber(entry: BehaviourEntry): number | undefined {
    const spoken = spokenKind(entry);
    if (spoken === undefined) return undefined;
    const known = this.kindOf.get(spoken.when);
    if (known !== undefined) return known;
    this.kindOf.set(spoken.when, this.kinds.length);
    return this.kinds.push({ ...spoken, source: entry.source }) - 1;
  }

  private grow(): void {
    const longer = <T extends Float64Array | Int32Array>(from: T, made: T): T => {
      made.set(from);
      return made;
    };
    const size = this.at.length * 2;
    this.at = longer(this.at, new Float64Array(size));
    this.known = longer(this.known, new Float64Array(size));
    this.prints = longer(this.prints, new Float64Array(size));
    this.who = longer(this.who, new Int32Array(size));
    this.what = longer(this.what, new Int32Array(size));
  }
}

/** An event by its name; a page by the first part of its path, else by its name. */
function spokenKind(entry: BehaviourEntry): { label: string; when: string } | undefined {
  if (entry.kind === 'track')
    return entry.name === undefined ? undefined : { label: entry.name, when: `entry.name == ${quoted(entry.name)}` };
  const [, part] = /^\/([^/?#]+)/.exec(entry.path ?? '') ?? [];
  if (part !== undefined) return { label: `Visited /${part}`, when: `entry.path.startsWith(${quoted(`/${part}`)})` };
  if (entry.path === '/') return { label: 'Visited the home page', when: 'entry.path == "/"' };
  return entry.name === undefined
    ? undefined
    : { label: `Visited ${entry.name}`, when: `entry.kind == "${entry.kind}" && entry.name == ${quoted(entry.name)}` };
}

/** A text of the language. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}
