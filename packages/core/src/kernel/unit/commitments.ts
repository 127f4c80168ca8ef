// What was decided in one unit (R23): verdicts standing, hand-offs, marks, cool-downs, nurture. Commitments only grow, and stand by identifiers, so that they follow who is who.
import type { Handoff } from '../../handoff/handoff.ts';
import { isOpen } from '../../handoff/handoff.ts';
import { Marks } from '../../handoff/marks.ts';

const NOBODY = -1;

/** Verdicts standing, by identifier × definition: open gates and disqualifications as bit sets of a version. */
export class Standings {
  open = new Int32Array(32);
  disqualified = new Int32Array(32);
  /** −1 where nothing was ever decided. */
  version = new Int32Array(32).fill(-1);
  private isWritten = false;

  /** Writes a verdict down. */
  set(at: number, open: number, disqualified: number, version: number): void {
    this.isWritten = true;
    this.open[at] = open;
    this.disqualified[at] = disqualified;
    this.version[at] = version;
  }

  clear(size: number): void {
    if (this.open.length < size) {
      this.open = new Int32Array(size * 2);
      this.disqualified = new Int32Array(size * 2);
      this.version = new Int32Array(size * 2);
    } else if (!this.isWritten) return;
    this.isWritten = false;
    this.open.fill(0);
    this.disqualified.fill(0);
    this.version.fill(-1);
  }

  /** Makes room for identifiers that came later. */
  grow(size: number): void {
    if (this.open.length >= size) return;
    const { open, disqualified, version } = this;
    this.clear(size);
    this.isWritten = true;
    this.open.set(open);
    this.disqualified.set(disqualified);
    this.version.set(version);
  }
}

/** The commitments of one unit. */
export class Commitments {
  readonly leads = new Standings();
  readonly accounts = new Standings();
  readonly handoffs: Handoff[] = [];
  readonly marks = new Marks();
  /** End of the cool-down by identifier of the lead (H7). */
  readonly leadCoolDown = new Map<number, number>();
  /** By identifier of the account. */
  readonly accountCoolDown = new Map<number, number>();
  /** Identifier × definitions + definition, of leads and of accounts. */
  readonly leadNurture = new Set<number>();
  readonly accountNurture = new Set<number>();
  /** How many verdicts stand with an open gate, and nurtures: while 0, time alone can change nothing. */
  alive = 0;
  /** How many verdicts stand with a disqualification. */
  barred = 0;
  /** Accounts with an open hand-off, and that, side by side: there are few. */
  private readonly openAccounts: number[] = [];
  private readonly openHandoffs: Handoff[] = [];

  constructor(readonly definitions: number) {}

  clear(atoms: number): void {
    this.leads.clear(atoms * this.definitions);
    this.accounts.clear(atoms * this.definitions);
    this.alive = 0;
    this.barred = 0;
    this.marks.clear();
    if (this.handoffs.length > 0) {
      this.handoffs.length = 0;
      this.forgetOpen();
    }
    if (this.leadCoolDown.size > 0) this.leadCoolDown.clear();
    if (this.accountCoolDown.size > 0) this.accountCoolDown.clear();
    if (this.leadNurture.size > 0) this.leadNurture.clear();
    if (this.accountNurture.size > 0) this.accountNurture.clear();
  }

  grow(atoms: number): void {
    this.leads.grow(atoms * this.definitions);
    this.accounts.grow(atoms * this.definitions);
  }

  /** The hand-off that occupies the account named by an identifier. */
  openOf(account: number): Handoff | undefined {
    for (let i = 0; i < this.openAccounts.length; i++)
      if (this.openAccounts[i] === account) return this.openHandoffs[i];
    return undefined;
  }

  occupy(account: number, handoff: Handoff): void {
    this.openAccounts.push(account);
    this.openHandoffs.push(handoff);
  }

  free(handoff: Handoff): void {
    for (let i = this.openHandoffs.length - 1; i >= 0; i--) {
      if (this.openHandoffs[i] !== handoff) continue;
      this.openAccounts.splice(i, 1);
      this.openHandoffs.splice(i, 1);
    }
  }

  private forgetOpen(): void {
    if (this.openAccounts.length === 0) return;
    this.openAccounts.length = 0;
    this.openHandoffs.length = 0;
  }

  /** Enters nurture; returns false where it is in already. */
  nurture(of: Set<number>, atom: number, definition: number): boolean {
    const key = atom * this.definitions + definition;
    if (of.has(key)) return false;
    of.add(key);
    this.alive += 1;
    return true;
  }

  leaveNurture(of: Set<number>, atom: number, definition: number): void {
    if (of.delete(atom * this.definitions + definition)) this.alive -= 1;
  }

  isInNurture(of: ReadonlySet<number>, atom: number, definition: number): boolean {
    return of.size > 0 && of.has(atom * this.definitions + definition);
  }

  /**
   * Follows a regrouping: marks, cool-downs and nurture of accounts go along with whoever moved, open hand-offs go to the present account of their lead. Returns those that have to close because another
   * one survives (R25).
   */
  follow(
    moved: readonly { readonly from: number; readonly to: number }[],
    accountOfAtom: (atom: number) => number,
  ): Handoff[] {
    for (const { from, to } of moved) {
      this.marks.carry(from, to);
      const until = this.accountCoolDown.get(from);
      if (until !== undefined) this.accountCoolDown.set(to, Math.max(until, this.accountCoolDown.get(to) ?? until));
      for (let definition = 0; definition < this.definitions; definition++) {
        if (this.isInNurture(this.accountNurture, from, definition)) this.nurture(this.accountNurture, to, definition);
      }
    }
    this.forgetOpen();
    const closing: Handoff[] = [];
    const open = this.handoffs.filter(isOpen).sort((a, b) => a.openedAt - b.openedAt || compareIds(a, b));
    for (const handoff of open) {
      const account = accountOfAtom(handoff.leadAtom);
      if (account === NOBODY || this.openOf(account) !== undefined) closing.push(handoff);
      else this.occupy(account, handoff);
    }
    return closing;
  }
}

function compareIds(a: Handoff, b: Handoff): number {
  if (a.id === b.id) return a.index - b.index;
  return a.id < b.id ? -1 : 1;
}
