// What an admitted entry does to commitments, before the evaluation of its instant: the kinds of effect, each sent to the room that knows it.

import { refKey } from '../../journal/entry-order.ts';
import { MAIL_WAITS } from '../../qualification/hits.ts';
import { type Effect, HAS_EFFECT, HAS_IDENTITY, HAS_NEGATIVE, IS_MAIL, type Signature } from '../columns/effect.ts';
import { closeBy, converse, dispose, routed } from '../handing-over/answers.ts';
import { closeHandoff } from '../handing-over/close-handoff.ts';
import { expectCoolDown } from '../handing-over/cool-down.ts';
import { handOverFromList } from '../handing-over/daily-list.ts';
import { lookAgain } from '../handing-over/recall.ts';
import { MAIL } from '../unit/deadlines.ts';
import type { UnitState } from '../unit/unit-state.ts';
import { expectTalkEnd, expectWindowEnds } from './expect.ts';

/** Admits a row (unless that is done) and lets it act; notes the identifiers whose accounts have to be evaluated. */
export function admit(state: UnitState, row: number, isAdmitted: boolean): void {
  const { evidence, columns } = state;
  const signature = columns.signature[row] as number;
  const kind = evidence.kindOf(signature);
  const atom = columns.atom[row] as number;
  if (!isAdmitted) takeIn(state, row, kind);
  state.byRow.push(atom);
  markDirty(state, atom, (columns.signatures[signature] as Signature).account.length > 0);
  if ((kind & HAS_NEGATIVE) !== 0) expectWindowEnds(state, row, columns.signatures[signature] as Signature);
  if ((kind & IS_MAIL) !== 0) {
    const counts = (columns.occurredAt[row] as number) + MAIL_WAITS;
    if (counts > state.now) state.deadlines.add(counts, MAIL, row);
  }
  if ((kind & HAS_EFFECT) === 0) return;
  const { effect } = columns.signatures[signature] as Signature;
  if (effect !== undefined && !(isFact(effect) && evidence.takenOut.has(row))) act(state, row, atom, effect);
}

/** What speaks as evidence, and so not at all where it is flagged (R19a); commitments stand. */
function isFact(effect: Effect): boolean {
  switch (effect.kind) {
    case 'conversation':
    case 'touch':
    case 'deal':
    case 'subscription':
      return true;
    default:
      return false;
  }
}

/** Folds the row into the evidence; commitments follow where that regrouped. */
function takeIn(state: UnitState, row: number, kind: number): void {
  const { evidence } = state;
  const mayRegroup =
    evidence.unit.fixed === undefined &&
    (kind & (HAS_IDENTITY | HAS_EFFECT)) !== 0 &&
    state.columns.groupings?.mayRegroup(row) !== false;
  const before = mayRegroup ? namesBefore(state) : undefined;
  const admission = evidence.admit(row);
  if (admission === 'regrouped' && before !== undefined) follow(state, before);
  if (admission === 'folded') return;
  state.markAllDirty();
  for (let account = 0; account < evidence.accounts; account++) expectTalkEnd(state, account);
}

/** Marks what an entry of this identifier may have changed: its lead, or where it speaks of the account all leads of that. */
function markDirty(state: UnitState, atom: number, ofAccount: boolean): void {
  const { evidence } = state;
  const account = evidence.accountOf[atom] as number;
  if (state.dirty.length < evidence.leads) state.markAllDirty();
  const own = evidence.leadOf[atom] as number;
  if (own >= 0 && !ofAccount) {
    state.dirty[own] = 1;
    return;
  }
  for (let lead = 0; lead < evidence.leads; lead++) if (evidence.accountOfLead[lead] === account) state.dirty[lead] = 1;
}

function act(state: UnitState, row: number, atom: number, effect: Effect): void {
  const occurredAt = state.columns.occurredAt[row] as number;
  const { evidence } = state;
  const account = evidence.accountOf[atom] as number;
  switch (effect.kind) {
    case 'conversation':
    case 'touch':
      expectTalkEnd(state, account);
      if (effect.kind === 'conversation') converse(state, atom, occurredAt);
      return;
    case 'deal':
      if (effect.state !== 'open') closeBy(state, atom, occurredAt, effect.state);
      return;
    case 'subscription':
      if (effect.change === 'started') closeBy(state, atom, occurredAt, 'won');
      return;
    case 'disposition':
      dispose(state, atom, occurredAt, effect);
      return;
    case 'routed':
      routed(state, atom, effect);
      return;
    case 'handed':
      handOver(state, atom, effect.definition);
      return;
    case 'release':
      state.releasedLead = evidence.leadOf[atom] as number;
      state.releasedAccount = account;
      return;
    case 'flag':
    case 'withdrawal': {
      const named = evidence.labels.namedBy(effect);
      if (named.size === 0) return;
      const accounts = new Set<number>();
      for (let other = evidence.unit.from; other <= row; other++) {
        if (!named.has(refKey(state.columns.refOf(other)))) continue;
        state.byRow.push(state.columns.atom[other] as number);
        accounts.add(evidence.accountOf[state.columns.atom[other] as number] as number);
      }
      const again = [...accounts].sort((a, b) => a - b);
      lookAgain(state, again);
      return;
    }
    case 'unmerge':
      return;
  }
}

/** R28: the router took this lead from the day's list. */
function handOver(state: UnitState, atom: number, name: string): void {
  if (state.mode.mode === 'backtest' && !state.mode.handed) return;
  const definition = state.rulebook.names.indexOf(name);
  if (definition >= 0) handOverFromList(state, state.evidence.leadOf[atom] as number, definition);
}

/** Who named what before an entry that may regroup: by identifier, the one that named its account and its lead. */
function namesBefore(state: UnitState): { readonly account: Int32Array; readonly lead: Int32Array } {
  const { evidence } = state;
  const size = evidence.unit.atoms.length;
  const account = new Int32Array(size).fill(-1);
  const lead = new Int32Array(size).fill(-1);
  for (let atom = 0; atom < size; atom++) {
    account[atom] = state.accountNameOf(atom);
    const own = evidence.leadOf[atom] ?? -1;
    if (own >= 0) lead[atom] = evidence.leadAtom[own] as number;
  }
  return { account, lead };
}

/** After a regrouping: commitments follow, hand-offs that have no place left close as merged, accounts that gained or lost somebody are evaluated. */
function follow(state: UnitState, before: { readonly account: Int32Array; readonly lead: Int32Array }): void {
  const { evidence, commitments } = state;
  commitments.grow(evidence.unit.atoms.length);
  const moved = new Map<string, { from: number; to: number }>();
  for (let atom = 0; atom < before.account.length; atom++) {
    const from = before.account[atom] as number;
    const to = state.accountNameOf(atom);
    const lead = evidence.leadOf[atom] as number;
    const leadChanged = lead >= 0 && before.lead[atom] !== evidence.leadAtom[lead];
    if (from === to && !leadChanged) continue;
    state.byRow.push(atom);
    if (from >= 0) state.byLoss.push(from);
    if (from >= 0 && to >= 0 && from !== to) moved.set(`${from} ${to}`, { from, to });
  }
  for (const handoff of commitments.follow([...moved.values()], (atom) => state.accountNameOf(atom))) {
    state.recorder.event(state, handoff, 'merged', {});
    closeHandoff(state, handoff, 'merged');
  }
  for (const { to } of moved.values()) expectCoolDown(state, to);
}
