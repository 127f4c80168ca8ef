// What hygiene remembers of entries about people, column by column: some 70 bytes an entry beside its id. Read again person by person, in the order of time.
import type { Entry, EntryRef } from '../journal/entry.ts';
import type { HygieneRuleId } from './rules.ts';
import { type Deed, deedOf, isBehaviour, linkOf, mailOf } from './signs/deeds.ts';

/** One entry of a person. Numbers of mails and links are the same where the texts are; −1 where nothing is said. */
export interface Sighting {
  readonly index: number;
  readonly at: number;
  readonly knownAt: number;
  readonly deed: Deed;
  readonly mail: number;
  readonly link: number;
}

/** What a rule says of one entry alone. */
export interface OwnMark {
  readonly rule: HygieneRuleId;
  readonly because: string;
}

const DEEDS: readonly Deed[] = ['sending', 'delivery', 'open', 'click', 'page', 'other'];

/** Entries of people, in the order in which they came. */
export class Sightings {
  private readonly ids: string[] = [];
  private readonly sources: number[] = [];
  private readonly subjects: number[] = [];
  private readonly at: number[] = [];
  private readonly knownAt: number[] = [];
  private readonly deeds: number[] = [];
  private readonly mails: number[] = [];
  private readonly links: number[] = [];
  private readonly sourceNames = new Numbered();
  private readonly subjectNames = new Numbered();
  private readonly texts = new Numbered();
  private readonly marks = new Map<number, OwnMark[]>();

  get size(): number {
    return this.ids.length;
  }

  /** Remembers an entry of a person, and what the rules about single entries say of it. */
  add(entry: Entry, subject: string, marks: readonly OwnMark[]): void {
    const index = this.ids.push(entry.id) - 1;
    const behaviour = isBehaviour(entry) ? entry : undefined;
    this.sources.push(this.sourceNames.of(entry.source));
    this.subjects.push(this.subjectNames.of(subject));
    this.at.push(entry.occurredAt);
    this.knownAt.push(entry.knownAt);
    this.deeds.push(DEEDS.indexOf(behaviour === undefined ? 'other' : deedOf(behaviour)));
    const number = (text: string | undefined): number => (text === undefined ? -1 : this.texts.of(text));
    const isMail = behaviour !== undefined && deedOf(behaviour) !== 'other' && deedOf(behaviour) !== 'page';
    this.mails.push(isMail ? number(mailOf(behaviour)) : -1);
    this.links.push(isMail ? number(linkOf(behaviour)) : -1);
    if (marks.length > 0) this.marks.set(index, [...marks]);
  }

  ref(index: number): EntryRef {
    return { source: this.sourceNames.name(this.sources[index] as number), id: this.ids[index] as string };
  }

  /** What the rules about single entries said of it. */
  marksOf(index: number): readonly OwnMark[] {
    return this.marks.get(index) ?? [];
  }

  /** The person whose entry it is. */
  subjectOf(index: number): string {
    return this.subjectNames.name(this.subjects[index] as number);
  }

  /** Every entry, in the order in which they came. */
  *all(): Generator<Sighting> {
    for (let index = 0; index < this.ids.length; index++) yield this.sighting(index);
  }

  /** Goes through everybody, each with their entries by (at, id). */
  *byPerson(): Generator<{ readonly subject: string; readonly entries: readonly Sighting[] }> {
    const order = Array.from(this.ids.keys()).sort(
      (a, b) =>
        (this.subjects[a] as number) - (this.subjects[b] as number) ||
        (this.at[a] as number) - (this.at[b] as number) ||
        ((this.ids[a] as string) < (this.ids[b] as string) ? -1 : 1),
    );
    for (let from = 0; from < order.length; ) {
      const person = this.subjects[order[from] as number] as number;
      let until = from;
      while (until < order.length && this.subjects[order[until] as number] === person) until += 1;
      const entries = order.slice(from, until).map((index) => this.sighting(index));
      yield { subject: this.subjectNames.name(person), entries };
      from = until;
    }
  }

  private sighting(index: number): Sighting {
    return {
      index,
      at: this.at[index] as number,
      knownAt: this.knownAt[index] as number,
      deed: DEEDS[this.deeds[index] as number] as Deed,
      mail: this.mails[index] as number,
      link: this.links[index] as number,
    };
  }
}

/** Texts as numbers. */
class Numbered {
  private readonly names: string[] = [];
  private readonly numbers = new Map<string, number>();

  of(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    this.numbers.set(name, this.names.length);
    return this.names.push(name) - 1;
  }

  name(number: number): string {
    return this.names[number] as string;
  }
}
