// advance(rulebook, unit, entry): the one way a unit moves. Deadlines first, each at its own instant; then the entry; then one evaluation of every account concerned (R2, R3).

import { HOUR } from '../base/duration.ts';
import { passDue, passSilence } from './clocks.ts';
import { endsNow } from './cool-down.ts';
import { BREACH, COOL_DOWN, MAIL, NEGATIVE, SILENCE, TALK_END } from './deadlines.ts';
import { HAS_HITS } from './effect.ts';
import { admit } from './effects.ts';
import { handOver } from './hand-over.ts';
import { judgeAccount, leadCouldQualify } from './judge.ts';
import type { UnitState } from './unit-state.ts';

const NO_ROW = -1;

/** Admits the unit's next row, after every deadline due before it. */
export function advance(state: UnitState, row: number): void {
  const at = state.columns.at[row] as number;
  if (state.deadlines.next < at || state.nextActivation < at) playDeadlines(state, at, false);
  if (state.deadlines.next > at && state.nextActivation > at && isQuiet(state, row)) return;
  step(state, at, row);
}

/** Plays every deadline due up to `until`, that instant included: what the wake loop does. */
export function wake(state: UnitState, until: number): void {
  playDeadlines(state, until, true);
}

/** When the unit wants to be woken next; Infinity for never. Activations wake a unit only once it has entries. */
export function nextDeadline(state: UnitState): number {
  return Math.min(state.deadlines.next, hasEntries(state) ? state.nextActivation : Number.POSITIVE_INFINITY);
}

function hasEntries(state: UnitState): boolean {
  return state.evidence.admitted > state.evidence.unit.from;
}

/**
 * The way of most entries: no gate is open, none could open by this one, nothing is due. Admits the row and returns true; or returns false, having done nothing, where the long way has to be gone.
 */
function isQuiet(state: UnitState, row: number): boolean {
  const { evidence } = state;
  const kind = evidence.kindOf(state.columns.signature[row] as number);
  if ((kind & ~HAS_HITS) !== 0 || state.commitments.alive !== 0) return false;
  if (evidence.labels.any) return false;
  evidence.admit(row);
  const lead = evidence.leadOf[state.columns.atom[row] as number] as number;
  if (kind === 0 || lead < 0) return true;
  for (let definition = 0; definition < state.inForce.length; definition++) {
    const version = state.version(definition);
    if (version === undefined) continue;
    if (version.compiled.accountGates.length > 0 || leadCouldQualify(state, lead, version)) {
      afterAdmission(state, row, lead);
      return true;
    }
  }
  return true;
}

/** The entry is admitted already and may open a gate: evaluate as the long way would. */
function afterAdmission(state: UnitState, row: number, lead: number): void {
  state.now = state.columns.at[row] as number;
  state.dirty[lead] = 1;
  state.causeRow = row;
  state.phase = 'evaluation';
  state.causedByRow = new Set([state.columns.atom[row] as number]);
  evaluate(state, state.causedByRow);
}

function playDeadlines(state: UnitState, until: number, inclusive: boolean): void {
  for (;;) {
    const next = Math.min(state.deadlines.next, state.nextActivation);
    if (next > until || (next === until && !inclusive)) return;
    step(state, next, NO_ROW);
  }
}

/** One instant: what is due at it, the entry if there is one, then one evaluation of each account concerned. */
function step(state: UnitState, at: number, row: number): void {
  state.now = at;
  state.causeRow = row;
  state.causeDeadline.clear();
  const due = new Set<number>();
  const byRow = new Set<number>();
  activate(state, at, due);
  while (state.deadlines.next <= at) playOne(state, due);
  state.phase = 'entry';
  if (row !== NO_ROW) admit(state, row, byRow);
  state.phase = 'evaluation';
  state.causedByRow = byRow;
  evaluate(state, new Set([...due, ...byRow]));
  state.releasedLead = -1;
  state.releasedAccount = -1;
}

function activate(state: UnitState, at: number, touched: Set<number>): void {
  if (state.nextActivation > at) return;
  while (state.nextActivation <= at) {
    const version = state.rulebook.versions[state.activated];
    if (version === undefined) break;
    state.inForce[version.name] = version.index;
    state.activated += 1;
  }
  state.markAllDirty();
  for (let account = 0; account < state.evidence.accounts; account++) {
    if (state.evidence.accountSeen[account] === 1) touch(state, touched, state.accountName(account), 0);
  }
}

/** Plays the earliest deadline, if it still stands. */
function playOne(state: UnitState, touched: Set<number>): void {
  const { kind, about } = state.deadlines.take();
  state.phase = kind;
  switch (kind) {
    case BREACH:
    case SILENCE: {
      const handoff = state.commitments.handoffs[about];
      if (handoff === undefined || (kind === BREACH ? handoff.dueAt : handoff.rejectUntil) !== state.now) return;
      if (handoff.closedAt !== undefined) return;
      touch(state, touched, handoff.leadAtom, kind);
      if (kind === BREACH) passDue(state, handoff);
      else passSilence(state, handoff);
      return;
    }
    case COOL_DOWN:
      if (endsNow(state, about)) touch(state, touched, about, kind);
      return;
    case TALK_END: {
      const account = state.evidence.accountOf[about] as number;
      if (account >= 0 && state.evidence.facts.talkEnd(account) === state.now) touch(state, touched, about, kind);
      return;
    }
    case MAIL:
    case NEGATIVE: {
      if (kind === NEGATIVE && !endsAWindow(state, about)) return;
      const atom = state.columns.atom[about] as number;
      const lead = state.evidence.leadOf[atom] as number;
      if (lead >= 0) state.dirty[lead] = 1;
      touch(state, touched, atom, kind);
    }
  }
}

/** Whether the row's negative window of a definition in force ends exactly now (R3a). */
function endsAWindow(state: UnitState, row: number): boolean {
  const signature = state.columns.signatures[state.columns.signature[row] as number];
  const age = state.now - (state.columns.occurredAt[row] as number);
  return (signature?.slots ?? []).some((slot) => {
    const { slotNegativeHours, slotVersion, versions } = state.rulebook;
    const version = slotVersion[slot] as number;
    return (
      (slotNegativeHours[slot] as number) * HOUR === age && state.inForce[versions[version]?.name ?? 0] === version
    );
  });
}

function touch(state: UnitState, touched: Set<number>, atom: number, kind: number): void {
  touched.add(atom);
  if (!state.causeDeadline.has(atom)) state.causeDeadline.set(atom, kind);
}

/** Evaluates each account that one of these identifiers belongs to, in order of account id (R3b, R3c). */
function evaluate(state: UnitState, touched: ReadonlySet<number>): void {
  state.evaluation += 1;
  const accounts = new Set<number>();
  for (const atom of touched) {
    const account = state.evidence.accountOf[atom] ?? -1;
    if (account >= 0 && state.evidence.accountSeen[account] === 1) accounts.add(account);
  }
  for (const account of [...accounts].sort((a, b) => a - b)) {
    if (!isAnythingInForce(state)) return;
    judgeAccount(state, account);
    handOver(state, account);
    settleDirt(state, account);
  }
}

function isAnythingInForce(state: UnitState): boolean {
  for (const version of state.inForce) if (version >= 0) return true;
  return false;
}

function settleDirt(state: UnitState, account: number): void {
  for (let lead = 0; lead < state.evidence.leads; lead++)
    if (state.evidence.accountOfLead[lead] === account) state.dirty[lead] = 0;
}
