// Everything the admitted entries of one unit say (R23): who is who, attributes, hits, facts, labels. A function of the set of entries; nothing here was decided. One object serves
// unit after unit in a replay.

import { refKey } from '../../journal/entry-order.ts';
import { groupIdentifiers } from '../../lead/grouping.ts';
import type { FitClass } from '../../qualification/fit-table.ts';
import { Hits } from '../../qualification/hits.ts';
import type { Columns, UnitRows } from '../columns/columns.ts';
import { HAS_ATTRIBUTES, HAS_EFFECT, HAS_HITS, IS_MAIL, type Signature } from '../columns/effect.ts';
import { bytes, cleared, ints } from '../columns/number-arrays.ts';
import { SignatureTable } from '../columns/signature-table.ts';
import type { Rulebook } from '../rulebook.ts';
import { AccountFacts } from './account-facts.ts';
import { AttributeValues } from './attribute-values.ts';
import { GroupedUnit } from './grouped-unit.ts';
import { IdentityClaims } from './identity-claims.ts';
import { type Hold, Labels } from './labels.ts';

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
  /** What each signature holds, as flat numbers. */
  readonly table: SignatureTable;
  readonly attributes: AttributeValues;
  private readonly claims: IdentityClaims;
  private readonly isEmail = (atom: number): boolean => this.unit.atoms[atom]?.startsWith('email:') ?? false;
  readonly labels = new Labels();
  /** Rows that flags hold, and how. */
  private masked = new Map<number, Hold>();
  /** Holds from outside (recall), whatever the labels say. */
  private imposed: ReadonlyMap<number, Hold> | undefined;

  constructor(
    readonly rulebook: Rulebook,
    public columns: Columns,
    unit: UnitRows,
  ) {
    super(unit);
    const { slotNegativeHours } = rulebook;
    this.table = columns.table?.isFor(slotNegativeHours) ? columns.table : new SignatureTable(slotNegativeHours);
    this.hits = new Hits(rulebook.slots, columns);
    this.attributes = new AttributeValues(rulebook, (a, b) => this.hits.isAfter(a, b));
    this.facts = new AccountFacts();
    this.claims = new IdentityClaims(columns);
    this.open(unit);
  }

  /** Starts a unit with nothing admitted. */
  open(unit: UnitRows): void {
    this.unit = unit;
    this.table.learn(this.columns.signatures);
    this.admitted = unit.from;
    if (this.masked.size > 0) this.masked.clear();
    this.imposed = undefined;
    this.labels.clear();
    this.leads = 0;
    this.accounts = 0;
    if (unit.fixed === undefined) {
      this.claims.clear();
      this.forgetGroups(unit.atoms.length);
    } else this.groupFixed(unit.fixed);
    this.forget();
  }

  /** The signature's kind, as a bit set (effect.ts). */
  kindOf(signature: number): number {
    if (signature >= this.table.known) this.table.learn(this.columns.signatures);
    return this.table.kind[signature] as number;
  }

  /** Admits a row that says nothing to the rulebook: its lead and account exist. Units of fixed grouping only. */
  admitNothing(row: number): void {
    this.admitted = row + 1;
    const atom = this.columns.atom[row] as number;
    const lead = this.leadOf[atom] as number;
    if (lead >= 0) this.leadSeen[lead] = 1;
    this.accountSeen[this.accountOf[atom] as number] = 1;
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
    if (this.labels.any) this.mask(row);
    let corrected = false;
    if (entry?.effect !== undefined) corrected = this.labels.note(row, () => this.columns.refOf(row), entry.effect);
    if (corrected) this.maskAgain();
    let regrouped = false;
    if (this.unit.fixed === undefined && this.columns.groupings?.mayRegroup(row) !== false) {
      // Flags hold entries, not who is who (I5).
      const isNew = entry?.identity !== undefined && this.claims.add(row, entry.identity, this.isEmail);
      const mayChange = isNew || (this.labels.anyUnmerged && (corrected || entry?.identity !== undefined));
      regrouped = mayChange && this.regroup();
    }
    if (regrouped || corrected) this.refold();
    else this.fold(row, signature, kind);
    return regrouped ? 'regrouped' : corrected ? 'corrected' : 'folded';
  }

  /** Admits every row up to `until` at once: who is who and what is known when all are in, grouped and folded a single time. */
  admitAll(until: number): void {
    for (let row = this.admitted; row < until; row++) {
      const { effect, identity } = this.columns.signatures[this.columns.signature[row] as number] ?? {};
      if (effect !== undefined) this.labels.note(row, () => this.columns.refOf(row), effect);
      if (this.unit.fixed === undefined && identity !== undefined) this.claims.add(row, identity, this.isEmail);
    }
    this.admitted = until;
    if (this.labels.any) this.maskAgain();
    if (this.unit.fixed === undefined) this.regroup();
    this.refold();
  }

  /** Folds the unit's rows up to `until` with exactly these rows held: what would have been known without them. */
  foldWithout(rows: ReadonlyMap<number, Hold>, until: number): void {
    this.open(this.unit);
    this.imposed = rows;
    this.masked = new Map(rows);
    for (let row = this.unit.from; row < until; row++) this.admit(row);
  }

  /** Rows that are taken out of evidence now (R24): of all, or where machine flags alone hold them of all but what asks for machines. */
  get takenOut(): ReadonlyMap<number, Hold> {
    return this.masked;
  }

  private mask(row: number): void {
    if (this.imposed !== undefined) return;
    const hold = this.labels.holdOn(row, refKey(this.columns.refOf(row)));
    if (hold !== 'free') this.masked.set(row, hold);
  }

  private maskAgain(): void {
    if (this.imposed !== undefined) return;
    this.masked = new Map();
    for (let row = this.unit.from; row < this.admitted; row++) this.mask(row);
  }

  /** The fit class of a lead under a version. */
  classOfLead(lead: number, version: number): FitClass {
    return this.attributes.classOfLead(lead, this.accountOfLead[lead] as number, version);
  }

  /** The class of an account under a version: of what reads `account` alone. */
  classOfAccount(account: number, version: number): FitClass {
    return this.attributes.classOfAccount(account, version);
  }

  /** Position of an attribute's value of a lead. */
  leadAttribute(lead: number, attribute: number): number {
    return this.attributes.ofLead(lead, attribute);
  }

  private fold(row: number, signature: number, kind: number): void {
    const atom = this.columns.atom[row] as number;
    const lead = this.leadOf[atom] as number;
    const account = this.accountOf[atom] as number;
    if (lead >= 0) this.leadSeen[lead] = 1;
    this.accountSeen[account] = 1;
    if (this.masked.size > 0 && this.masked.has(row)) {
      if (lead >= 0 && this.masked.get(row) === 'machine') this.addMachineHits(row, lead, signature);
      return;
    }
    if ((kind & (HAS_HITS | HAS_ATTRIBUTES | HAS_EFFECT)) === 0) return;
    if ((kind & HAS_HITS) !== 0 && lead >= 0) this.addHits(row, lead, signature, (kind & IS_MAIL) !== 0);
    if ((kind & (HAS_ATTRIBUTES | HAS_EFFECT)) === 0) return;
    const entry = this.columns.signatures[signature] as Signature;
    if ((kind & HAS_ATTRIBUTES) !== 0) this.addAttributes(row, lead, account, entry);
    if ((kind & HAS_EFFECT) !== 0 && entry.effect !== undefined) {
      this.facts.add(account, row, this.columns.occurredAt[row] as number, entry.effect);
    }
  }

  /** What the entry hits as a machine's: signals that ask for it. */
  private addMachineHits(row: number, lead: number, signature: number): void {
    const { asMachine } = this.columns.signatures[signature] as Signature;
    if (asMachine >= 0) this.addHits(row, lead, asMachine, (this.kindOf(asMachine) & IS_MAIL) !== 0);
  }

  private addHits(row: number, lead: number, signature: number, mail: boolean): void {
    const { slotVersion, slotTrack, slotMost, slotEntries, slotWeights } = this.rulebook;
    const versions = this.rulebook.versions.length;
    const { table } = this;
    const until = table.from[signature + 1] as number;
    for (let i = table.from[signature] as number; i < until; i++) {
      const slot = table.slot[i] as number;
      const weight = (slotWeights[slot] as Int32Array)[table.source[i] as number] as number;
      const held = this.hits.add(lead, slot, row, weight, table.value[i] as number, mail);
      if (held > (slotEntries[slot] as number)) continue;
      const at = (lead * versions + (slotVersion[slot] as number)) * 2 + (slotTrack[slot] as number);
      this.most[at] = (this.most[at] as number) + (slotMost[slot] as number);
    }
  }

  private addAttributes(row: number, lead: number, account: number, entry: Signature): void {
    if (lead >= 0 && entry.lead.length > 0) this.attributes.setLead(row, lead, entry.lead);
    if (entry.account.length === 0) return;
    this.attributes.setAccount(row, account, entry.account);
    for (let other = 0; other < this.leads; other++) {
      if (this.accountOfLead[other] === account) this.attributes.forgetClass(other);
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
    const { versions } = this.rulebook;
    const { leads, accounts } = this;
    this.hits.times = this.columns;
    this.hits.clear(leads);
    this.leadSeen = cleared(this.leadSeen, leads, bytes, 0);
    this.accountSeen = cleared(this.accountSeen, accounts, bytes, 0);
    this.most = cleared(this.most, leads * versions.length * 2, ints, 0);
    this.attributes.clear(leads, accounts);
    this.facts.clear(accounts, this.columns);
  }

  /** Only an unmerge takes links back (I5): who is who does not hang on flags. */
  private regroup(): boolean {
    const { labels, columns, claims } = this;
    const isTakenBack = (row: number): boolean => labels.isUnmerged(refKey(columns.refOf(row)));
    const made = () => groupIdentifiers(this.unit.atoms, claims.counted(labels.anyUnmerged ? isTakenBack : undefined));
    return this.takeGrouping(columns.groupings?.keep(this.admitted, made) ?? made());
  }
}
