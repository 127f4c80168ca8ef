// The state of one unit: evidence, commitments, deadlines, and what is in force. advance.ts moves it; nothing else does.

import type { Grade } from '../../definition/definition.ts';
import type { Handoff } from '../../handoff/handoff.ts';
import type { GateView } from '../../qualification/gate.ts';
import { AxisScore } from '../../qualification/score-axis.ts';
import type { Columns, UnitRows } from '../columns/columns.ts';
import type { HandoffEventKind } from '../decision.ts';
import type { Rulebook, Version } from '../rulebook.ts';
import type { Outlook } from '../sieve/outlook.ts';
import { Commitments } from './commitments.ts';
import { Deadlines } from './deadlines.ts';
import { Evidence } from './evidence.ts';

/** What is said about a hand-off besides its kind. */
export interface EventDetails {
  readonly reason?: string | undefined;
  readonly disputes?: string | undefined;
  readonly rep?: string | undefined;
  readonly dueAt?: number | undefined;
  readonly rejectUntil?: number | undefined;
  readonly supersedes?: string | undefined;
}

/** One candidate for a hand-off: `lead` is −1 for an account gate. `gate` is one past the last for `ready`. */
export interface Candidate {
  readonly definition: number;
  readonly gate: number;
  readonly lead: number;
}

/**
 * Told at the very moment of each decision, while the unit's state is what was decided on. Methods that return a text return the decision's id, or an empty text where no
 * records are kept.
 */
export interface Recorder {
  /** A lead's (or, with lead −1, the account's) verdict under a version changed from what stood before. */
  verdict(
    state: UnitState,
    account: number,
    lead: number,
    definition: number,
    open: number,
    disqualified: number,
  ): void;
  nurture(state: UnitState, account: number, candidate: Candidate): void;
  handoff(
    state: UnitState,
    account: number,
    chosen: Candidate,
    contact: number,
    because: number,
    also: readonly Candidate[],
  ): string;
  heldBack(state: UnitState, account: number, chosen: Candidate, contact: number): void;
  event(state: UnitState, handoff: Handoff, kind: HandoffEventKind, details: EventDetails): string;
  unbound(state: UnitState, account: number, lead: number): void;
}

/** How a replay differs from live work (R1, R27). */
export interface KernelMode {
  readonly mode: 'exact' | 'backtest';
  /** Backtest only: dispositions before it are left out. */
  readonly start: number;
  /** Whether `handed` entries count: live ones do, in a backtest only those of its own router (R27, R28). */
  readonly handed: boolean;
}

/** Scores of one lead under one definition, as of the evaluation with this stamp; and its open gates, as of the evaluation `judged`. */
export interface LeadScore {
  stamp: number;
  judged: number;
  open: number;
  readonly axes: readonly [AxisScore, AxisScore];
}

/** One unit on its way through a journal. */
export class UnitState {
  readonly evidence: Evidence;
  readonly commitments: Commitments;
  readonly deadlines = new Deadlines();
  /** Version in force by definition, −1 for none. */
  readonly inForce: Int32Array;
  isAnythingInForce = false;
  /** Versions before this one have come into force. */
  activated = 0;
  /** When the next activation comes into force; Infinity when none is left. */
  nextActivation: number;
  /** The instant being evaluated. */
  now = Number.NEGATIVE_INFINITY;
  /** The row that made the kernel look, −1 where only deadlines did. */
  causeRow = -1;
  /** Identifiers whose accounts the row concerns, and those that deadlines of this instant concern. */
  readonly byRow: number[] = [];
  /** Identifiers that named accounts which lost somebody by the row. */
  readonly byLoss: number[] = [];
  readonly byDeadline: { readonly atom: number; readonly kind: number }[] = [];
  /** A deadline's kind while it is played, else what the kernel is doing. */
  phase: number | 'entry' | 'evaluation' = 'evaluation';
  /** Lead and account named by a release that is being evaluated (R17), −1 for none. */
  releasedLead = -1;
  releasedAccount = -1;
  /** What a sieve found out about the unit; absent where none did. */
  outlook: Outlook | undefined;
  /** 1 where a lead's evidence changed since its last verdict. */
  dirty = new Uint8Array(8);
  /** The account's pooled engagement, as of the account and definition last judged. */
  readonly pooled = new AxisScore();
  readonly view: GateView;
  evaluation = 0;
  private readonly scores: LeadScore[] = [];

  constructor(
    readonly rulebook: Rulebook,
    columns: Columns,
    unit: UnitRows,
    readonly recorder: Recorder,
    readonly mode: KernelMode,
  ) {
    this.evidence = new Evidence(rulebook, columns, unit);
    this.commitments = new Commitments(rulebook.names.length);
    this.inForce = new Int32Array(rulebook.names.length).fill(-1);
    this.commitments.clear(unit.atoms.length);
    this.nextActivation = rulebook.versions[0]?.effectiveAt ?? Number.POSITIVE_INFINITY;
    this.view = {
      fit: { grade: 4, tenths: 0, criteria: [], disqualified: 0, unless: [] },
      engagement: 0,
      usage: 0,
      holdsForAccount: () => false,
      hits: this.evidence.hits,
      lead: 0,
      firstSlot: 0,
      t: 0,
      extra: -1,
    };
  }

  /** Starts another unit from nothing. */
  open(unit: UnitRows): void {
    this.evidence.open(unit);
    this.commitments.clear(unit.fixed?.count ?? unit.atoms.length);
    this.deadlines.clear();
    if (this.activated > 0) this.inForce.fill(-1);
    this.activated = 0;
    this.isAnythingInForce = false;
    this.nextActivation = this.rulebook.versions[0]?.effectiveAt ?? Number.POSITIVE_INFINITY;
    this.now = Number.NEGATIVE_INFINITY;
    this.releasedLead = -1;
    this.releasedAccount = -1;
    this.markAllDirty();
  }

  get columns(): Columns {
    return this.evidence.columns;
  }

  version(definition: number): Version | undefined {
    const version = this.inForce[definition] as number;
    return version < 0 ? undefined : this.rulebook.versions[version];
  }

  /** Brings the next version into force. */
  activateNext(): void {
    const version = this.rulebook.versions[this.activated];
    if (version === undefined) return;
    this.inForce[version.name] = version.index;
    this.isAnythingInForce = true;
    this.activated += 1;
    this.nextActivation = this.rulebook.versions[this.activated]?.effectiveAt ?? Number.POSITIVE_INFINITY;
  }

  /** The account's leads have been judged as they are. */
  settleDirt(account: number): void {
    const { evidence } = this;
    for (let lead = 0; lead < evidence.leads; lead++)
      if (evidence.accountOfLead[lead] === account) this.dirty[lead] = 0;
  }

  markAllDirty(): void {
    if (this.dirty.length < this.evidence.leads) this.dirty = new Uint8Array(this.evidence.leads * 2);
    for (let lead = 0; lead < this.evidence.leads; lead++) this.dirty[lead] = 1;
  }

  /** The score object of a lead under a definition; valid where its stamp is this evaluation's. */
  scoreOf(lead: number, definition: number): LeadScore {
    const at = lead * this.rulebook.names.length + definition;
    for (let i = this.scores.length; i <= at; i++)
      this.scores.push({ stamp: -1, judged: -1, open: 0, axes: [new AxisScore(), new AxisScore()] });
    return this.scores[at] as LeadScore;
  }

  /** The identifier that names the account an identifier belongs to now; −1 where it belongs to none. */
  accountNameOf(atom: number): number {
    const account = this.evidence.accountOf[atom] ?? -1;
    return account < 0 ? -1 : (this.evidence.accountAtom[account] as number);
  }

  accountName(account: number): number {
    return this.evidence.accountAtom[account] as number;
  }

  leadName(lead: number): number {
    return this.evidence.leadAtom[lead] as number;
  }

  /** The identifiers of a lead. */
  *atomsOf(lead: number): Iterable<number> {
    const { leadOf } = this.evidence;
    const atoms = this.evidence.unit.fixed?.count ?? this.evidence.unit.atoms.length;
    for (let atom = 0; atom < atoms; atom++) if (leadOf[atom] === lead) yield atom;
  }
}

/** Grades from best to worst for the rank of R18: an unknown fit stands between C and D. */
export const RANK_OF_GRADE: Readonly<Record<Grade, number>> = { A: 0, B: 1, C: 2, '?': 3, D: 4 };
