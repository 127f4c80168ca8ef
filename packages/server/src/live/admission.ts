// One transaction of ingestion: entries are told from duplicates, stamped under their units' locks (R2), advanced by the kernel, and stored with all that follows from them. The only way in.
import { HOUR } from '@baton/core/base/duration';
import type { Entry, EntryRef } from '@baton/core/journal/entry';
import { refKey } from '@baton/core/journal/entry-order';
import { payloadDigest } from '@baton/core/journal/payload';
import type { Decision } from '@baton/core/kernel/decision';
import type { Admitted } from '@baton/core/kernel/live/live-unit';
import type { UnitState } from '@baton/core/kernel/unit/unit-state';
import type { Assertion } from '@baton/core/lead/identity';
import { appendDecisions } from '../store/decision-rows.ts';
import { erasedAmong } from '../store/erasure-rows.ts';
import { closeUnknown, markLate } from '../store/handoff-rows.ts';
import {
  addToLedger,
  appendEntries,
  entriesOfUnits,
  type LedgerDelta,
  payloadsOf,
  type StoredEntry,
} from '../store/journal-rows.ts';
import { keepStandings } from '../store/standing-rows.ts';
import type { Changing } from '../store/store.ts';
import {
  awaitEntries,
  awaitedBy,
  type Identifier,
  lockIdentifiers,
  lockUnits,
  subjectsOf,
} from '../store/unit-rows.ts';
import { keepHandoffsAsDecided } from './handoffs-as-decided.ts';
import { type Fate, fateBeside, type Named, nameOf } from './named-entry.ts';
import { keepNurture } from './nurture-as-decided.ts';
import { knownHandoffs, LATE, lateHandoffs, recycledAtOnce } from './remade-handoffs.ts';
import type { Asked, Router } from './router.ts';
import { standingsOf } from './standings.ts';
import type { UnitShelf } from './unit-shelf.ts';
import { type InForce, type Working, WorkingUnits } from './working-units.ts';

/** What a transaction did. `settle` is called once it is durable, `forget` never: units of a transaction that failed are simply not put back. */
export interface Done {
  readonly fates: readonly Fate[];
  readonly decisions: readonly Decision[];
  /** Sources of which anything came in, refused or not. */
  readonly sources: readonly string[];
  /** Position of the last decision stored; 0 where nothing was decided. */
  readonly changed: number;
  readonly settle: () => void;
}

/** One transaction's work on entries and on deadlines. */
export class Admission {
  private readonly working: WorkingUnits;
  private readonly stored: StoredEntry[] = [];
  private readonly ledger = new Map<string, LedgerDelta>();
  private readonly identifiers = new Map<string, Identifier>();
  /** Hand-offs that only units which were played again have made. */
  private readonly late: string[] = [];
  /** Decisions up to here have been routed. */
  private routed = 0;

  constructor(
    private readonly tx: Changing,
    private readonly now: number,
    private readonly inForce: InForce,
    shelf: UnitShelf,
    private readonly router: Router,
  ) {
    this.working = new WorkingUnits(tx, inForce, shelf);
  }

  /** Admits entries in the order given. `payloads` say by what an entry is the same as an earlier one of its id. */
  async admit(entries: readonly Entry[], payloads: readonly string[]): Promise<Fate[]> {
    const named = entries.map((entry, i) => nameOf(entry, payloads[i] as string));
    const erased = await erasedAmong(this.tx, entries);
    const staying = named.filter(({ entry }) => !erased.has(refKey(entry)));
    const refs = staying.flatMap(({ cited }) => cited);
    const [cited, awaited] = [await subjectsOf(this.tx, refs), await awaitedBy(this.tx, entries)];
    const spokenOf = [...cited.values(), ...[...awaited.values()].flat()];
    const names = [...staying.flatMap((each) => each.names), ...spokenOf.map(({ name }) => name)];
    for (const each of await lockIdentifiers(this.tx, names)) this.identifiers.set(each.name, each);
    await this.working.open([...new Set([...this.identifiers.values()].map(({ unit }) => unit))]);
    const known = await payloadsOf(this.tx, entries);
    const here = new Map<string, string>();
    const subjects = new Map<string, string>();
    for (const [key, { name }] of cited) subjects.set(key, name);
    const waiting = new Map([...awaited].map(([key, all]) => [key, all.map(({ name }) => name)]));
    const fates: Fate[] = [];
    for (const each of named) {
      const key = refKey(each.entry);
      const held = here.get(key) ?? known.get(each.entry.source)?.get(each.entry.id);
      const fate = erased.has(key) ? 'duplicate' : fateBeside(held, each.payload);
      fates.push(fate);
      this.count(each.entry.source, fate);
      if (fate !== 'accepted') continue;
      here.set(key, each.payload);
      await this.take(each, subjects, waiting);
    }
    await awaitEntries(
      this.tx,
      named.flatMap((each, i) =>
        fates[i] === 'accepted' && each.assertion !== undefined
          ? each.cited.filter((ref) => !subjects.has(refKey(ref))).map((ref) => this.waitFor(ref, each.assertion))
          : [],
      ),
    );
    return fates;
  }

  /** Plays all that is due by now, unit after unit (R3). */
  async wake(due: Parameters<WorkingUnits['bringToLife']>[0]): Promise<void> {
    await this.working.bringToLife(due);
    for (const unit of this.working.all()) {
      unit.live.wake(this.now);
      await this.routeNew(unit);
    }
  }

  /** Plays units again whose past is not what it was. Sales is not handed what only now would have been handed over long ago: it is recycled at once; and what stands on nothing any more is closed. */
  async remake(units: readonly number[]): Promise<void> {
    await this.working.remake(await lockUnits(this.tx, units));
    for (const { kind, id } of this.working.decisions) if (kind === 'hand-off') this.late.push(id);
    const late = lateHandoffs(this.working.decisions, this.working.all());
    this.routed = this.working.decisions.length;
    for (const { unit, decision } of late) {
      await this.learn(decision.lead);
      const entry = recycledAtOnce(decision, Math.max(this.now, unit.live.clock));
      this.count(entry.source, 'accepted');
      this.admitTo(unit, entry, payloadDigest(entry), decision.lead);
      await this.routeNew(unit);
    }
    await closeUnknown(this.tx, units, knownHandoffs(this.working.all()), this.now);
  }

  /** Counts something that was refused before it became an entry. */
  countRefused(source: string): void {
    this.count(source, 'refused');
  }

  /** Stores everything; what is returned holds once the transaction is committed. */
  async finish(fates: readonly Fate[]): Promise<Done> {
    await appendEntries(this.tx, this.stored);
    await this.working.keep();
    const { decisions } = this.working;
    const changed = await appendDecisions(this.tx, decisions);
    await keepHandoffsAsDecided(
      this.tx,
      decisions,
      this.stored.map(({ entry }) => entry),
      changed,
      this.router,
    );
    await markLate(this.tx, this.late, LATE);
    await keepNurture(this.tx, this.inForce.programmes, this.working, this.now);
    await keepStandings(this.tx, standingsOf(this.working.all(), this.inForce, this.now));
    await addToLedger(this.tx, [...this.ledger.values()]);
    return { fates, decisions, sources: [...this.ledger.keys()], changed, settle: () => this.working.putBack() };
  }

  private async take(each: Named, subjects: Map<string, string>, waiting: Map<string, string[]>): Promise<void> {
    const { entry, assertion, names, cited } = each;
    if (assertion === undefined) {
      this.store({ ...entry, admittedAt: Math.max(this.now, entry.knownAt), seq: 1 }, each.payload, null);
      return;
    }
    const key = refKey(entry);
    subjects.set(key, assertion.subject);
    const others = cited.flatMap((ref) => subjects.get(refKey(ref)) ?? []);
    for (const ref of cited) waiting.set(refKey(ref), [...(waiting.get(refKey(ref)) ?? []), assertion.subject]);
    const all = [...names, ...others, ...(waiting.get(key) ?? [])];
    const unit = await this.working.unitOf(all.map((name) => this.identifier(name).unit));
    this.admitTo(unit, entry, each.payload, assertion.subject);
    await this.routeNew(unit);
  }

  private admitTo(unit: Working, entry: Entry, payload: string, subject: string): void {
    const { live } = unit;
    const admittedAt = Math.max(this.now, entry.knownAt, live.clock);
    const admitted: Admitted = { ...entry, admittedAt, seq: live.seq + 1 };
    unit.fresh.push(admitted);
    unit.entries += 1;
    this.store(admitted, payload, this.identifier(subject).id);
    unit.directory.add(entry);
    live.admit(admitted);
  }

  /** The router's answers to the hand-offs that were just opened: entries of their own, at once (R20). */
  private async routeNew(unit: Working): Promise<void> {
    for (; this.routed < this.working.decisions.length; this.routed++) {
      const decision = this.working.decisions[this.routed] as Decision;
      if (decision.kind !== 'hand-off') continue;
      const entry = await this.router.answer({
        decision,
        at: Math.max(this.now, decision.at, unit.live.clock),
        entries: async () => [
          ...[...(await entriesOfUnits(this.tx, this.working.numbersOf(unit))).values()].flat(),
          ...unit.fresh,
        ],
        ...namesAround(unit.live.state, decision.lead),
      });
      this.count(entry.source, 'accepted');
      await this.learn(decision.lead);
      this.admitTo(unit, entry, payloadDigest(entry), decision.lead);
    }
  }

  /** A deadline opens hand-offs of leads whose names no entry of this transaction locked. */
  private async learn(name: string): Promise<void> {
    if (this.identifiers.has(name)) return;
    for (const each of await lockIdentifiers(this.tx, [name])) this.identifiers.set(each.name, each);
  }

  private store(entry: Admitted, payload: string, subject: number | null): void {
    this.stored.push({ entry, payload, subject });
  }

  private identifier(name: string): Identifier {
    const found = this.identifiers.get(name);
    if (found === undefined) throw new RangeError(`the name ${name} was not locked`);
    return found;
  }

  private waitFor(ref: EntryRef, assertion: Assertion | undefined): EntryRef & { readonly subject: number } {
    return { ...ref, subject: this.identifier(assertion?.subject ?? '').id };
  }

  private count(source: string, fate: Fate | 'refused'): void {
    const hour = Math.floor(this.now / HOUR) * HOUR;
    let delta = this.ledger.get(source);
    if (delta === undefined) {
      delta = { source, hour, accepted: 0, duplicate: 0, conflict: 0, refused: 0 };
      this.ledger.set(source, delta);
    }
    delta[fate] += 1;
  }
}

/** Every name that a lead goes by, and every name of its account. */
function namesAround({ evidence }: UnitState, id: string): Pick<Asked, 'names' | 'accountNames'> {
  const { atoms } = evidence.unit;
  const lead = Array.from({ length: evidence.leads }, (_, each) => each).find((each) => evidence.leadId(each) === id);
  if (lead === undefined) return { names: new Set([id]), accountNames: new Set([id]) };
  const account = evidence.accountOfLead[lead];
  return {
    names: new Set(atoms.filter((_, atom) => evidence.leadOf[atom] === lead)),
    accountNames: new Set(atoms.filter((_, atom) => evidence.accountOf[atom] === account)),
  };
}
