// Everything the admitted entries of one unit say (R23): who is who, attributes, hits, facts, labels. A function of the set of entries; nothing here was decided. One object serves
// unit after unit in a replay.
import { NO_VALUE } from '../../qualification/attribute-dictionary.ts';
import type { FitClass } from '../../qualification/fit-table.ts';
import { Hits } from '../../qualification/hits.ts';
import type { Columns, UnitRows } from '../columns/columns.ts';
import { HAS_ATTRIBUTES, HAS_EFFECT, HAS_HITS, IS_MAIL, kindOf, type Signature } from '../columns/effect.ts';
import type { Rulebook } from '../rulebook.ts';
import { AccountFacts } from './account-facts.ts';
import { GroupedUnit } from './grouped-unit.ts';
import { IdentityClaims } from './identity-claims.ts';
import { Labels, refKey } from './labels.ts';
import { bytes, cleared, ints, room } from './number-arrays.ts';

/** What admitting an entry did to the whole unit. */
export type Admission = 'folded' | 'corrected' | 'regrouped';

/** What one unit's entries say. */
export class Evidence extends GroupedUnit {
  readonly hits: Hits;
  readonly facts: AccountFacts;
  /** Rows admitted so far are [unit.from, admitted). */
  admitted = 0;
  /** 1 once an entry of the lead (account) was admitted. */
  leadSeen = bytes(8);
  accountSeen = bytes(8);
  /** Most undecayed tenths by (lead × versions + version) × 2 + track. */
  most = ints(16);
  private kinds = bytes(64);
  private kindsKnown = 0;
  private leadValue = ints(16);
  private leadValueRow = ints(16);
  private accountValue = ints(16);
  private accountValueRow = ints(16);
  private leadClass = ints(8);
  private accountClass = ints(8);
  private readonly claims: IdentityClaims;
  readonly labels = new Labels();
  private masked = new Set<number>();
  /** Rows taken out from outside (recall), whatever the labels say. */
  private imposed: ReadonlySet<number> | undefined;

  constructor(
    readonly rulebook: Rulebook,
    public columns: Columns,
    unit: UnitRows,
  ) {
    super(unit);
    this.hits = new Hits(rulebook.slots, columns);
    this.facts = new AccountFacts();
    this.claims = new IdentityClaims(columns);
    this.open(unit);
  }

  /** Starts a unit with nothing admitted. */
  open(unit: UnitRows): void {
    this.unit = unit;
    this.admitted = unit.from;
    if (this.masked.size > 0) this.masked.clear();
    this.imposed = undefined;
    this.labels.clear();
    this.leads = 0;
    this.accounts = 0;
    if (unit.fixed === undefined) {
      this.claims.clear();
      this.regroup();
    } else this.groupFixed(unit.fixed);
    this.forget();
  }

  /** The signature's kind, as a bit set (effect.ts). */
  kindOf(signature: number): number {
    if (signature >= this.kindsKnown) this.learnKinds();
    return this.kinds[signature] as number;
  }

  private learnKinds(): void {
    const { signatures } = this.columns;
    this.kinds = room(this.kinds, signatures.length, bytes, 0);
    for (; this.kindsKnown < signatures.length; this.kindsKnown++) {
      this.kinds[this.kindsKnown] = kindOf(signatures[this.kindsKnown] as Signature, this.rulebook.slotNegativeHours);
    }
  }

  /** Admits a row that says nothing to the rulebook: its lead and account exist. Units of fixed grouping only. */
  admitNothing(row: number): void {
    this.admitted = row + 1;
    const atom = this.columns.atom[row] as number;
    const lead = this.leadOf[atom] as number;
    if (lead >= 0) this.leadSeen[lead] = 1;
    this.accountSeen[this.accountOf[atom] as number] = 1;
  }

  /** Admits rows that say nothing to the rulebook, as long as they come before `until` and happen before the instant `next`. Returns the first other row. */
  skipNothing(from: number, until: number, next: number): number {
    if (this.unit.fixed === undefined) return from;
    const { at, signature, atom } = this.columns;
    const { kinds, kindsKnown, leadOf, accountOf, leadSeen, accountSeen } = this;
    let row = from;
    for (; row < until; row++) {
      const sign = signature[row] as number;
      if (sign >= kindsKnown || kinds[sign] !== 0 || (at[row] as number) >= next) break;
      const who = atom[row] as number;
      const lead = leadOf[who] as number;
      if (lead >= 0) leadSeen[lead] = 1;
      accountSeen[accountOf[who] as number] = 1;
    }
    if (row > from) this.admitted = row;
    return row;
  }

  /** Admits a row that has hits and attributes only, in a unit of fixed grouping without corrections. */
  admitPlain(row: number, signature: number, kind: number): void {
    this.admitted = row + 1;
    this.fold(row, signature, kind);
  }

  /** Admits the next row. Returns whether all was folded anew (a correction) and whether leads or accounts regrouped. */
  admit(row: number): Admission {
    this.admitted = row + 1;
    const signature = this.columns.signature[row] as number;
    const kind = this.kindOf(signature);
    const entry = kind === 0 ? undefined : (this.columns.signatures[signature] as Signature);
    if (this.labels.any && this.takesOut(row)) this.masked.add(row);
    let corrected = false;
    if (entry?.effect !== undefined) corrected = this.labels.note(row, () => this.columns.refOf(row), entry.effect);
    if (corrected) this.maskAgain();
    let regrouped = false;
    if (this.unit.fixed === undefined) {
      const mayChange = entry?.identity !== undefined && this.claims.add(row, entry.identity);
      regrouped = (mayChange || corrected) && this.regroup();
    }
    if (regrouped || corrected) this.refold();
    else this.fold(row, signature, kind);
    return regrouped ? 'regrouped' : corrected ? 'corrected' : 'folded';
  }

  /** Folds the unit's rows up to `until` with exactly these rows taken out: what would have been known without them. */
  foldWithout(rows: ReadonlySet<number>, until: number): void {
    this.open(this.unit);
    this.imposed = rows;
    this.masked = new Set(rows);
    for (let row = this.unit.from; row < until; row++) this.admit(row);
  }

  /** Rows that are taken out of all evidence now (R24). */
  get takenOut(): ReadonlySet<number> {
    return this.masked;
  }

  private takesOut(row: number): boolean {
    return this.imposed !== undefined
      ? this.imposed.has(row)
      : this.labels.isTakenOut(row, refKey(this.columns.refOf(row)));
  }

  private maskAgain(): void {
    if (this.imposed !== undefined) return;
    this.masked = new Set();
    for (let row = this.unit.from; row < this.admitted; row++) if (this.takesOut(row)) this.masked.add(row);
  }

  /** The fit class of a lead under a version. */
  classOfLead(lead: number, version: number): FitClass {
    const at = lead * this.rulebook.versions.length + version;
    const fit = (this.rulebook.versions[version] as Rulebook['versions'][number]).fit;
    if ((this.leadClass[at] as number) < 0)
      this.leadClass[at] = fit.classOf(this.attributesOf(lead, this.accountOfLead[lead] as number));
    return fit.classes[this.leadClass[at] as number] as FitClass;
  }

  /** The class of an account under a version: of what reads `account` alone. */
  classOfAccount(account: number, version: number): FitClass {
    const at = account * this.rulebook.versions.length + version;
    const fit = (this.rulebook.versions[version] as Rulebook['versions'][number]).fit.ofAccount;
    if (fit === undefined) throw new RangeError('an account table has no account table');
    if ((this.accountClass[at] as number) < 0) this.accountClass[at] = fit.classOf(this.attributesOf(0, account));
    return fit.classes[this.accountClass[at] as number] as FitClass;
  }

  /** Position of an attribute's value of a lead. */
  leadAttribute(lead: number, attribute: number): number {
    return this.leadValue[lead * this.rulebook.attributes.lead.length + attribute] as number;
  }

  private attributesOf(lead: number, account: number) {
    const { attributes } = this.rulebook;
    return {
      lead: this.leadValue,
      leadFrom: lead * attributes.lead.length,
      account: this.accountValue,
      accountFrom: account * attributes.account.length,
    };
  }

  private fold(row: number, signature: number, kind: number): void {
    const atom = this.columns.atom[row] as number;
    const lead = this.leadOf[atom] as number;
    const account = this.accountOf[atom] as number;
    if (lead >= 0) this.leadSeen[lead] = 1;
    this.accountSeen[account] = 1;
    if ((kind & (HAS_HITS | HAS_ATTRIBUTES | HAS_EFFECT)) === 0) return;
    if (this.masked.size > 0 && this.masked.has(row)) return;
    const entry = this.columns.signatures[signature] as Signature;
    if ((kind & HAS_HITS) !== 0 && lead >= 0) this.addHits(row, lead, entry, (kind & IS_MAIL) !== 0);
    if ((kind & HAS_ATTRIBUTES) !== 0) this.addAttributes(row, lead, account, entry);
    if ((kind & HAS_EFFECT) !== 0 && entry.effect !== undefined) {
      this.facts.add(account, row, this.columns.occurredAt[row] as number, entry.effect);
    }
  }

  private addHits(row: number, lead: number, entry: Signature, mail: boolean): void {
    const { slotVersion, slotTrack, slotMost, slotEntries, slotWeights } = this.rulebook;
    const versions = this.rulebook.versions.length;
    const { slots, sources, values } = entry;
    for (let i = 0; i < slots.length; i++) {
      const slot = slots[i] as number;
      const weight = (slotWeights[slot] as Int32Array)[sources[i] as number] as number;
      const held = this.hits.add(lead, slot, row, weight, values[i] as number, mail);
      if (held > (slotEntries[slot] as number)) continue;
      const at = (lead * versions + (slotVersion[slot] as number)) * 2 + (slotTrack[slot] as number);
      this.most[at] = (this.most[at] as number) + (slotMost[slot] as number);
    }
  }

  private addAttributes(row: number, lead: number, account: number, entry: Signature): void {
    const { attributes, versions } = this.rulebook;
    if (lead >= 0 && entry.lead.length > 0) {
      this.set(row, entry.lead, this.leadValue, this.leadValueRow, lead * attributes.lead.length);
      this.leadClass.fill(-1, lead * versions.length, (lead + 1) * versions.length);
    }
    if (entry.account.length === 0) return;
    this.set(row, entry.account, this.accountValue, this.accountValueRow, account * attributes.account.length);
    this.accountClass.fill(-1, account * versions.length, (account + 1) * versions.length);
    for (let other = 0; other < this.leads; other++) {
      if (this.accountOfLead[other] === account)
        this.leadClass.fill(-1, other * versions.length, (other + 1) * versions.length);
    }
  }

  /** The value with the greatest (`occurredAt`, id, source) stands (R12). */
  private set(row: number, pairs: readonly number[], values: Int32Array, rows: Int32Array, from: number): void {
    for (let i = 0; i < pairs.length; i += 2) {
      const at = from + (pairs[i] as number);
      const held = rows[at] as number;
      if (held >= 0 && !this.hits.isAfter(row, held)) continue;
      values[at] = pairs[i + 1] as number;
      rows[at] = row;
    }
  }

  /** Folds every admitted row again, in the grouping and with the labels of now. */
  private refold(): void {
    this.forget();
    for (let row = this.unit.from; row < this.admitted; row++) {
      const signature = this.columns.signature[row] as number;
      this.fold(row, signature, this.kindOf(signature));
    }
  }

  private forget(): void {
    const { attributes, versions } = this.rulebook;
    const { leads, accounts } = this;
    this.hits.times = this.columns;
    this.hits.clear(leads);
    this.leadSeen = cleared(this.leadSeen, leads, bytes, 0);
    this.accountSeen = cleared(this.accountSeen, accounts, bytes, 0);
    this.most = cleared(this.most, leads * versions.length * 2, ints, 0);
    this.leadClass = cleared(this.leadClass, leads * versions.length, ints, -1);
    this.accountClass = cleared(this.accountClass, accounts * versions.length, ints, -1);
    this.leadValue = cleared(this.leadValue, leads * attributes.lead.length, ints, NO_VALUE);
    this.leadValueRow = cleared(this.leadValueRow, leads * attributes.lead.length, ints, -1);
    this.accountValue = cleared(this.accountValue, accounts * attributes.account.length, ints, NO_VALUE);
    this.accountValueRow = cleared(this.accountValueRow, accounts * attributes.account.length, ints, -1);
    this.facts.clear(accounts, this.columns);
  }

  private regroup(): boolean {
    const { labels, columns } = this;
    return this.regroupBy(
      this.claims.counted(
        (row) => this.masked.has(row) || (labels.any && labels.isUnmerged(refKey(columns.refOf(row)))),
      ),
    );
  }
}
