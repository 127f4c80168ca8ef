// One unit as programmes see it: the kernel's state, what its people said, and what programmes did with them. advance.ts moves it; nothing else does.
import type { UnitState } from '../../kernel/unit/unit-state.ts';
import type { Meaning } from '../programme/meaning.ts';
import type { ProgrammeBook } from '../programme/programme-book.ts';
import { stateAt } from '../programme/programme-states.ts';
import { attributeOf, openGates, takenBy } from './kernel-view.ts';
import { type Mark, mayNotWrite } from './marks.ts';
import type { NurtureDecision, StopReason } from './nurture-decision.ts';
import { type Enrolment, isRunning, type Person } from './person.ts';

/** The last time sales worked an account, or gave it back: the unit's step, by identifier of the entry's subject or of the lead. */
interface Worked {
  readonly order: number;
  readonly kind: 'conversation' | 'sales touch';
}

/** Told of each decision at its instant, while the unit is what was decided on. `atom` is the identifier that names the lead. */
export type Tell = (decision: NurtureDecision, unit: NurtureUnit, atom: number) => void;

/** The unit: commitments by person, evidence by identifier, and what may be asked of both. */
export class NurtureUnit {
  /** By the identifier that named the lead at its first enrolment. */
  readonly people = new Map<number, Person>();
  readonly marks: Mark[] = [];
  readonly worked = new Map<number, Worked>();
  readonly givenBack = new Map<number, number>();
  /** Uses of assets by row: what `meaning` said of them. */
  readonly used = new Map<number, readonly number[]>();
  /** Counts the steps of this unit. */
  order = 0;
  /** The earliest instant at which some programme has something to do; Infinity for never. */
  next = Number.POSITIVE_INFINITY;

  /** Before `since` nobody enrols: what came earlier is only remembered. */
  constructor(
    readonly book: ProgrammeBook,
    readonly state: UnitState,
    readonly tell: Tell,
    readonly since = Number.NEGATIVE_INFINITY,
    /** Whether hold-outs are drawn; stories tell of people who are not held out. */
    readonly draws = true,
  ) {}

  /** Starts another unit from nothing. */
  open(): void {
    for (const map of [this.people, this.worked, this.givenBack, this.used]) if (map.size > 0) map.clear();
    this.marks.length = 0;
    this.order = 0;
    this.next = Number.POSITIVE_INFINITY;
  }

  /** Notes what a row says beside what the kernel keeps of it. */
  note(row: number, meaning: Meaning | undefined): void {
    const { columns } = this.state;
    const atom = columns.atom[row] as number;
    if (meaning?.says !== undefined) {
      const occurredAt = columns.occurredAt[row] as number;
      this.marks.push({ atom, say: meaning.says, occurredAt, order: this.order });
    }
    if (meaning !== undefined && meaning.assets.length > 0) this.used.set(row, meaning.assets);
    const effect = columns.signatures[columns.signature[row] as number]?.effect;
    if (effect?.kind === 'conversation' || effect?.kind === 'touch')
      this.worked.set(atom, {
        order: this.order,
        kind: effect.kind === 'touch' ? 'sales touch' : 'conversation',
      });
  }

  /** Who runs in some programme: by lead, with their memory. */
  *running(): Iterable<{ readonly atom: number; readonly lead: number; readonly person: Person }> {
    for (const [atom, person] of this.people) {
      if (!person.enrolments.some(isRunning)) continue;
      const lead = this.state.evidence.leadOf[atom] ?? -1;
      if (lead >= 0) yield { atom, lead, person };
    }
  }

  /** The memory of a lead, made where there is none. */
  personOf(lead: number): { readonly atom: number; readonly person: Person } {
    const { leadOf } = this.state.evidence;
    for (const [atom, person] of this.people) if (leadOf[atom] === lead) return { atom, person };
    const atom = this.state.leadName(lead);
    const person: Person = { enrolments: [], sentAt: [] };
    this.people.set(atom, person);
    return { atom, person };
  }

  /** What the programme at a position is called: its versions share the name. */
  nameOf(position: number): string {
    return (this.book.programmes[position] as ProgrammeBook['programmes'][number]).programme.name;
  }

  /** Of some enrolments those in any version of the programme at a position. */
  ofSameName(enrolments: readonly Enrolment[], position: number): Enrolment[] {
    const name = this.nameOf(position);
    return enrolments.filter(({ programme }) => programme === position || this.nameOf(programme) === name);
  }

  /** The marks of a lead. */
  marksOf(lead: number): readonly Mark[] {
    if (this.marks.length === 0) return this.marks;
    return this.marks.filter(({ atom }) => this.state.evidence.leadOf[atom] === lead);
  }

  /** Why a programme may not have the lead now; undefined where it may. */
  barOf(lead: number, programme: number): StopReason | undefined {
    const compiled = this.book.programmes[programme] as ProgrammeBook['programmes'][number];
    const marks = this.marksOf(lead);
    const optedOut = attributeOf(this.state, lead, { root: 'lead', path: ['unsubscribed'] }) === true;
    return (
      mayNotWrite(compiled.programme, marks, optedOut) ??
      takenBy(this.state, lead, compiled.definition) ??
      this.talkOf(lead, marks)
    );
  }

  /** A reply, or a talk with sales, that sales has not ended by giving the lead back. */
  private talkOf(lead: number, marks: readonly Mark[]): StopReason | undefined {
    const { evidence, now } = this.state;
    const account = evidence.accountOfLead[lead] as number;
    const replied = marks.some(({ say }) => say.kind === 'replied');
    const isTalking = now < evidence.facts.talkEnd(account);
    if (!replied && !isTalking) return undefined;
    const back = this.lastGivenBack(account);
    if (marks.some(({ say, order }) => say.kind === 'replied' && order > back)) return 'reply';
    return isTalking && (this.lastWorked(account)?.order ?? 0) >= back ? 'conversation' : undefined;
  }

  /** The last time sales worked the account; undefined for never. */
  lastWorked(account: number): Worked | undefined {
    let last: Worked | undefined;
    for (const [atom, worked] of this.worked)
      if (this.state.evidence.accountOf[atom] === account && worked.order > (last?.order ?? -1)) last = worked;
    return last;
  }

  private lastGivenBack(account: number): number {
    let last = -1;
    for (const [atom, order] of this.givenBack)
      if (this.state.evidence.accountOf[atom] === account) last = Math.max(last, order);
    return last;
  }

  /** Why a running enrolment has to stop now; undefined where it goes on. */
  stopOf(lead: number, enrolment: Enrolment): StopReason | undefined {
    const { history } = this.book.programmes[enrolment.programme] as ProgrammeBook['programmes'][number];
    if (stateAt(history, this.state.now) === 'ended') return 'ended';
    const bar = this.barOf(lead, enrolment.programme);
    if (bar !== undefined) return bar;
    const worked = this.lastWorked(this.state.evidence.accountOfLead[lead] as number);
    if (worked !== undefined && worked.order > enrolment.order) return worked.kind;
    const open = this.thresholds(lead, enrolment.programme);
    if (open.some((gate) => !enrolment.past.includes(gate))) return 'threshold';
    if (enrolment.past.length > open.length) enrolment.past = enrolment.past.filter((gate) => open.includes(gate));
    return undefined;
  }

  /** Gates that stand open for the lead and at which the programme stops. */
  thresholds(lead: number, position: number): readonly string[] {
    const { programme, definition } = this.book.programmes[position] as ProgrammeBook['programmes'][number];
    const open = openGates(this.state, lead, definition);
    if (open.length === 0) return open;
    const { stopAt } = programme;
    if (stopAt !== undefined) return open.filter((gate) => stopAt.includes(gate));
    return this.state.version(definition)?.compiled.definition.handoff.mode === 'nurture-first' ? [] : open;
  }
}
