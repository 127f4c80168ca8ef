// The units that one transaction works on: locked, brought to life, joined where an entry joins them, and written back. Nothing here outlives the transaction but what is put back on the shelf.

import type { SignatureBook } from '@baton/core/kernel/columns/signature-book';
import type { Decision } from '@baton/core/kernel/decision';
import { type Admitted, LiveUnit } from '@baton/core/kernel/live/live-unit';
import type { Rulebook } from '@baton/core/kernel/rulebook';
import { LeadDirectory } from '@baton/core/replay/lead-directory';
import { knownDecisions } from '../store/decision-rows.ts';
import { entriesOfUnits } from '../store/journal-rows.ts';
import type { Changing } from '../store/store.ts';
import type { UnitsTable } from '../store/tables.ts';
import { joinUnits, keepUnits, lockUnits } from '../store/unit-rows.ts';
import type { NamedUnit, UnitShelf } from './unit-shelf.ts';

/** What is in force: the rulebook, and the signatures of entries under it. */
export interface InForce {
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
      const again: Decision[] = [];
      this.use(this.played(entries.get(row.id) ?? [], row.clock, row.seq, again), row);
      // What it was stuck at may be mended: then it decides now what it could not decide before.
      if (row.stuck !== null) await this.tellNews(again);
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
      const again: Decision[] = [];
      this.use(this.played(own, row.clock, row.seq, again), { ...row, entries: own.length });
      await this.tellNews(again);
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
    for (const { id, live, directory, version, entries } of this.units.values())
      this.shelf.put(id, version + 1, this.inForce.rulebook, { live, directory }, entries);
  }

  all(): IterableIterator<Working> {
    return this.units.values();
  }

  private use(unit: NamedUnit, { id, version, entries }: UnitsTable): void {
    unit.live.keep = this.hear;
    this.units.set(id, { id, ...unit, version, fresh: [], entries });
  }

  private async playTogether(id: number, parts: readonly Working[]): Promise<void> {
    const stored = await entriesOfUnits(this.tx, this.numbersOf({ id }));
    const fresh = parts.flatMap((part) => part.fresh);
    const entries = [...[...stored.values()].flat(), ...fresh].sort(
      (a, b) => a.admittedAt - b.admittedAt || a.seq - b.seq,
    );
    const again: Decision[] = [];
    const clock = Math.max(...parts.map(({ live }) => live.clock));
    const seq = Math.max(...parts.map(({ live }) => live.seq));
    const unit = this.played(entries, clock, seq, again);
    for (const part of parts) this.units.delete(part.id);
    const version = Math.max(...parts.map((part) => part.version));
    this.units.set(id, { id, ...unit, version, fresh, entries: entries.length });
    await this.tellNews(again);
  }

  /** A unit played again from its entries; what it decides meanwhile goes to `heard`. */
  private played(entries: readonly Admitted[], clock: number, seq: number, heard: Decision[]): NamedUnit {
    const unit = this.newUnit((decision) => heard.push(decision));
    for (const entry of entries) unit.directory.add(entry);
    unit.live.resume(entries, clock, seq);
    unit.live.keep = this.hear;
    return unit;
  }

  /** Of what was decided while playing again, what nobody was told before. */
  private async tellNews(again: readonly Decision[]): Promise<void> {
    const told = await knownDecisions(this.tx, again);
    const now = new Set(this.decisions.map(({ id }) => id));
    this.decisions.push(...again.filter(({ id }) => !told.has(id) && !now.has(id)));
  }

  private newUnit(keep: (decision: Decision) => void = this.hear): NamedUnit {
    const { rulebook, book } = this.inForce;
    return { live: new LiveUnit(rulebook, book, keep), directory: new LeadDirectory() };
  }
}
