// advance(rulebook, unit, entry): the one way a unit moves. Deadlines first, each at its own instant; then the entry; then one evaluation of every account concerned (R2, R3).

import { foldPlain, skipNothing } from './advancing/batches.ts';
import { playOne } from './advancing/deadline-play.ts';
import { admit } from './advancing/effects.ts';
import { ADMITTED, QUIET, tryQuietly } from './advancing/quiet.ts';
import { skipStill, tryStill } from './advancing/still.ts';
import { handOver } from './handing-over/hand-over.ts';
import { judgeAccount } from './judging/judge.ts';
import { NEGATIVE } from './unit/deadlines.ts';
import type { UnitState } from './unit/unit-state.ts';

const NO_ROW = -1;

/** Admits the unit's next row, after every deadline due before it. */
export function advance(state: UnitState, row: number): void {
  const at = state.columns.at[row] as number;
  if (state.deadlines.next <= at || state.nextActivation <= at) playDeadlines(state, at);
  const way = state.commitments.alive === 0 ? tryQuietly(state, row) : tryStill(state, row);
  if (way !== QUIET) step(state, at, row, way === ADMITTED);
}

/** Admits the rows [from, until) of the unit, up to and including the instant `last`. Returns the first row that was not admitted. */
export function advanceRows(state: UnitState, from: number, until: number, last: number): number {
  const { at } = state.columns;
  let row = from;
  while (row < until) {
    const isQuiet = state.commitments.alive === 0;
    const next = Math.min(last, state.deadlines.next, state.nextActivation);
    const quietUntil = isQuiet ? (state.outlook?.quietFrom(row) ?? 0) : 0;
    if (row < quietUntil) row = foldPlain(state, row, Math.min(until, quietUntil), next);
    row = isQuiet ? skipNothing(state, row, until, next) : skipStill(state, row, until, next);
    if (row >= until || (at[row] as number) > last) return row;
    advance(state, row);
    row += 1;
  }
  return row;
}

/** Plays every deadline due up to `until`, that instant included: what the wake loop does. What is read afterwards is read as of then. */
export function wake(state: UnitState, until: number): void {
  playDeadlines(state, until);
  state.now = until;
}

/** When the unit wants to be woken next; Infinity for never. Activations wake a unit only once it has entries. */
export function nextDeadline(state: UnitState): number {
  return Math.min(state.deadlines.next, hasEntries(state) ? state.nextActivation : Number.POSITIVE_INFINITY);
}

function hasEntries(state: UnitState): boolean {
  return state.evidence.admitted > state.evidence.unit.from;
}

/** Every instant up to `until` at which something is due, one after the other; a deadline may bring others. */
function playDeadlines(state: UnitState, until: number): void {
  if (!hasEntries(state)) {
    while (state.nextActivation <= until) state.activateNext();
    return;
  }
  for (;;) {
    const next = Math.min(state.deadlines.next, state.nextActivation);
    if (next > until) return;
    if (isIdle(state, next)) state.deadlines.take();
    else step(state, next, NO_ROW, false);
  }
}

/** Whether the earliest deadline only ends a negative window of a lead that has no gate to open by it, while none is open that could be seen shut. */
function isIdle(
  { deadlines, nextActivation, commitments, outlook, evidence, columns }: UnitState,
  next: number,
): boolean {
  if (outlook === undefined || commitments.alive > 0 || nextActivation <= next) return false;
  const row = deadlines.nextOf(NEGATIVE);
  if (row < 0) return false;
  const lead = evidence.leadOf[columns.atom[row] as number] as number;
  return lead >= 0 && outlook.isQuiet(lead, evidence.admitted - 1, false);
}

/** One step: all that is due at an instant, or an entry; then one evaluation of each account concerned. */
function step(state: UnitState, at: number, row: number, isAdmitted: boolean): void {
  state.now = at;
  // What was scored as the row was admitted, at this instant, stands.
  if (!isAdmitted) state.evaluation += 1;
  state.causeRow = row;
  empty(state.byRow);
  empty(state.byDeadline);
  empty(state.byLoss);
  if (row === NO_ROW) {
    activate(state, at);
    while (state.deadlines.next <= at) playOne(state);
  } else {
    state.phase = 'entry';
    admit(state, row, isAdmitted);
  }
  state.phase = 'evaluation';
  if (!isAdmitted) state.evaluation += 1;
  evaluate(state);
  state.releasedLead = -1;
  state.releasedAccount = -1;
}

/** Empties a short list; setting its length would cost more. */
function empty(list: unknown[]): void {
  while (list.length > 0) list.pop();
}

function activate(state: UnitState, at: number): void {
  if (state.nextActivation > at) return;
  while (state.nextActivation <= at) state.activateNext();
  state.markAllDirty();
  for (let account = 0; account < state.evidence.accounts; account++) {
    if (state.evidence.accountSeen[account] === 1) state.byDeadline.push({ atom: state.accountName(account), kind: 0 });
  }
}

/** Evaluates each account that an identifier concerned belongs to, in order of account id (R3b, R3c). */
function evaluate(state: UnitState): void {
  if (!state.isAnythingInForce || state.byRow.length + state.byDeadline.length === 0) return;
  if (state.evidence.accounts === 1) {
    evaluateAccount(state, 0);
    return;
  }
  for (const account of accountsConcerned(state)) evaluateAccount(state, account);
}

function evaluateAccount(state: UnitState, account: number): void {
  judgeAccount(state, account);
  handOver(state, account);
  state.settleDirt(account);
}

function accountsConcerned(state: UnitState): number[] {
  const accounts: number[] = [];
  const concern = (atom: number, lostSomebody: boolean): void => {
    const account = state.evidence.accountOf[atom] ?? -1;
    if (account < 0 || accounts.includes(account)) return;
    if (state.evidence.accountSeen[account] === 1 || (lostSomebody && stands(state, account))) accounts.push(account);
  };
  for (const atom of state.byRow) concern(atom, false);
  for (const { atom } of state.byDeadline) concern(atom, false);
  for (const atom of state.byLoss) concern(atom, true);
  return accounts.length > 1 ? accounts.sort((a, b) => a - b) : accounts;
}

/** Whether a verdict stands of an account: one that lost its last entry takes it back (R3d). */
function stands(state: UnitState, account: number): boolean {
  const { accounts } = state.commitments;
  const definitions = state.rulebook.names.length;
  const from = state.accountName(account) * definitions;
  for (let at = from; at < from + definitions; at++)
    if (((accounts.open[at] as number) | (accounts.disqualified[at] as number)) !== 0) return true;
  return false;
}
