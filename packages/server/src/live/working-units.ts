// The units that one transaction works on: locked, brought to life, joined where an entry joins them, and written back. Nothing here outlives the transaction but what is put back on the shelf.

import type { SignatureBook } from '@baton/core/kernel/columns/signature-book';
import type { Decision } from '@baton/core/kernel/decision';
import { type Admitted, LiveUnit } from '@baton/core/kernel/live/live-unit';
import type { Rulebook } from '@baton/core/kernel/rulebook';
import { LiveProgrammes } from '@baton/core/nurture/replaying/live-programmes';
import { LeadDirectory } from '@baton/core/replay/lead-directory';
import { knownDecisions } from '../store/decision-rows.ts';
import { knownProgrammeDecisions } from '../store/enrolment-rows.ts';
import { entriesOfUnits } from '../store/journal-rows.ts';
import type { Changing } from '../store/store.ts';
import type { UnitsTable } from '../store/tables.ts';
import { joinUnits, keepUnits, lockUnits } from '../store/unit-rows.ts';
import type { ProgrammesInForce } from './programmes-in-force.ts';
import { type ToldNurture, toldNurture } from './told-nurture.ts';
import type { NamedUnit, UnitShelf } from './unit-shelf.ts';

/** What is in force: the rulebook, the signatures of entries under it, and programmes where there are any. */
export interface InForce {
  readonly programmes: ProgrammesInForce | undefined;
  readonly rulebook: Rulebook;
  readonly book: SignatureBook;
}

/** A unit at work. `fresh` are the entries it was given in this transaction. */
export interface Working extends NamedUnit {
  readonly id: number;
  readonly version: number;
  readonly fresh: Admitted[];
  entries: number;
}

/** The units of one transaction. */
export class WorkingUnits {
  /** All that was decided, in order. */
  readonly decisions: Decision[] = [];
  /** All that programmes decided, in order. */
  readonly nurtured: ToldNurture[] = [];
  /** What programmes would have decided long ago, by a past that is another one now. */
  readonly late: ToldNurture[] = [];
  private readonly units = new Map<number, Working>();
  private readonly redirected = new Map<number, number>();
  private readonly hear = (decision: Decision): void => {
    this.decisions.push(decision);
  };

  constructor(
    private readonly tx: Changing,
    private readonly inForce: InForce,
    private readonly shelf: UnitShelf,
  ) {}

  /** Locks units and brings those that exist to life. */
  async open(ids: readonly number[]): Promise<void> {
    await this.bringToLife(await lockUnits(this.tx, ids));
  }

  /** Brings units to life whose rows are locked already. */
  async bringToLife(rows: readonly UnitsTable[]): Promise<void> {
    const { rulebook } = this.inForce;
    const cold: UnitsTable[] = [];
    for (const row of rows) {
      const unit = this.shelf.take(row.id, row.version, rulebook);
      if (unit === undefined || row.stuck !== null) cold.push(row);
      else this.use(unit, row);
    }
    if (cold.length === 0) return;
    const entries = await entriesOfUnits(
      this.tx,
      cold.map(({ id }) => id),
    );
    for (const row of cold) {
      // What it was stuck at may be mended: then it decides now what it could not decide before.
      const again = row.stuck === null ? undefined : new Again();
      this.use(this.played(entries.get(row.id) ?? [], row.clock, row.seq, again), row);
      if (again !== undefined) await this.tellNews(again, this.late);
    }
  }

  /** Plays units again from what is stored of them now, which is less than it was. What they decide that nobody was told before is told: their past is another one (see R23 on joined units). */
  async remake(rows: readonly UnitsTable[]): Promise<void> {
    const entries = await entriesOfUnits(
      this.tx,
      rows.map(({ id }) => id),
    );
    for (const row of rows) {
      this.shelf.drop(row.id);
      const own = entries.get(row.id) ?? [];
      const again = new Again();
      this.use(this.played(own, row.clock, row.seq, again), { ...row, entries: own.length });
      await this.tellNews(again, this.late);
    }
  }

  /** The one unit of several numbers, joined where they were more than one. */
  async unitOf(numbers: readonly number[]): Promise<Working> {
    const ids = [...new Set(numbers.map((number) => this.current(number)))];
    const parts = ids.flatMap((id) => this.units.get(id) ?? []);
    const [first] = parts.sort((a, b) => a.id - b.id);
    const id = first?.id ?? Math.min(...ids);
    for (const other of ids) if (other !== id) this.redirected.set(other, id);
    if (parts.length > 1) await this.playTogether(id, parts);
    const working = this.units.get(id) ?? { id, ...this.newUnit(), version: 0, fresh: [], entries: 0 };
    this.units.set(id, working);
    return working;
  }

  /** The numbers under which the store knows a unit: it does not know yet what this transaction has joined. */
  numbersOf({ id }: Pick<Working, 'id'>): number[] {
    return [id, ...[...this.redirected.keys()].filter((unit) => this.current(unit) === id)];
  }

  /** The unit that a number stands for now. */
  current(number: number): number {
    let here = number;
    for (let next = this.redirected.get(here); next !== undefined; next = this.redirected.get(here)) here = next;
    return here;
  }

  /** Writes every unit as it has become. */
  async keep(): Promise<void> {
    const joined = [...this.redirected.keys()].map((unit) => ({ unit, into: this.current(unit) }));
    await joinUnits(this.tx, joined);
    await keepUnits(
      this.tx,
      [...this.units.values()].map(({ id, live, version, entries }) => {
        const next = live.nextDeadline;
        return {
          id,
          version: version + 1,
          clock: live.clock,
          seq: live.seq,
          entries,
          next_deadline: Number.isFinite(next) ? next : null,
          stuck:
            live.stuck === undefined ? null : JSON.stringify({ at: live.stuck.at, error: String(live.stuck.error) }),
        };
      }),
    );
  }

  /** Once the transaction is durable: the units may be used again as they are. */
  putBack(): void {
    for (const { id, live, directory, written, version, entries } of this.units.values())
      this.shelf.put(id, version + 1, this.inForce.rulebook, { live, directory, written }, entries);
  }

  all(): IterableIterator<Working> {
    return this.units.values();
  }

  private use(unit: NamedUnit, { id, version, entries }: UnitsTable): void {
    this.listenTo(unit);
    this.units.set(id, { id, ...unit, version, fresh: [], entries });
  }

  private async playTogether(id: number, parts: readonly Working[]): Promise<void> {
    const stored = await entriesOfUnits(this.tx, this.numbersOf({ id }));
    const fresh = parts.flatMap((part) => part.fresh);
    const entries = [...[...stored.values()].flat(), ...fresh].sort(
      (a, b) => a.admittedAt - b.admittedAt || a.seq - b.seq,
    );
    const again = new Again();
    const clock = Math.max(...parts.map(({ live }) => live.clock));
    const seq = Math.max(...parts.map(({ live }) => live.seq));
    const unit = this.played(entries, clock, seq, again);
    for (const part of parts) this.units.delete(part.id);
    const version = Math.max(...parts.map((part) => part.version));
    this.units.set(id, { id, ...unit, version, fresh, entries: entries.length });
    await this.tellNews(again, this.nurtured);
  }

  /** A unit played again from its entries; what it decides meanwhile goes to `heard`. */
  private played(entries: readonly Admitted[], clock: number, seq: number, heard?: Again): NamedUnit {
    const unit = this.newUnit();
    unit.live.keep = (decision) => heard?.decisions.push(decision);
    this.listenForProgrammes(unit, heard?.nurtured);
    for (const entry of entries) unit.directory.add(entry);
    unit.live.resume(entries, clock, seq);
    this.listenTo(unit);
    return unit;
  }

  /** Of what was decided while playing again, what nobody was told before. */
  private async tellNews(again: Again, nurtured: ToldNurture[]): Promise<void> {
    const told = await knownDecisions(this.tx, again.decisions);
    const now = new Set(this.decisions.map(({ id }) => id));
    this.decisions.push(...again.decisions.filter(({ id }) => !told.has(id) && !now.has(id)));
    const known = await knownProgrammeDecisions(
      this.tx,
      again.nurtured.map(({ id }) => id),
    );
    const here = new Set([...this.nurtured, ...this.late].map(({ id }) => id));
    nurtured.push(...again.nurtured.filter(({ id }) => !known.has(id) && !here.has(id)));
  }

  private listenTo(unit: NamedUnit): void {
    unit.live.keep = this.hear;
    this.listenForProgrammes(unit, this.nurtured);
  }

  private listenForProgrammes({ live }: NamedUnit, heard: ToldNurture[] | undefined): void {
    const { programmes } = this.inForce;
    if (programmes === undefined || !(live instanceof LiveProgrammes)) return;
    live.tell = (decision, unit, atom) => {
      heard?.push(toldNurture(programmes, decision, unit, atom));
    };
  }

  private newUnit(): NamedUnit {
    const { rulebook, book, programmes } = this.inForce;
    const live =
      programmes === undefined
        ? new LiveUnit(rulebook, book, this.hear)
        : new LiveProgrammes(programmes.book, book, this.hear, () => {});
    const unit = { live, directory: new LeadDirectory(), written: new Map<string, string>() };
    this.listenForProgrammes(unit, this.nurtured);
    return unit;
  }
}

/** What a unit decides while it is played again. */
class Again {
  readonly decisions: Decision[] = [];
  readonly nurtured: ToldNurture[] = [];
}
