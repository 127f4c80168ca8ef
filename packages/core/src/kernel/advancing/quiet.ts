// The way of most entries: no gate is open, none could open by this one, nothing is due. A bound, not a second evaluation: wherever it is not sure, the long way is gone.
import { DECIDES, HAS_ATTRIBUTES, HAS_EFFECT, HAS_HITS, HAS_NEGATIVE, type Signature } from '../columns/effect.ts';
import { dispose } from '../handing-over/answers.ts';
import { accountCouldQualify, leadCouldQualify } from '../judging/bounds.ts';
import { openGatesOf } from '../judging/lead-view.ts';
import type { Version } from '../rulebook.ts';
import type { UnitState } from '../unit/unit-state.ts';
import { expectTalkEnd, expectWindowEnds } from './expect.ts';

/** The row is admitted and nothing can come of it. */
export const QUIET = 0;
/** The row is admitted; its account has to be evaluated. */
export const ADMITTED = 1;
/** Nothing was done. */
export const UNTOUCHED = 2;

/** Tries the quiet way with the unit's next row. Units of fixed grouping hold no flags and no other corrections. */
export function tryQuietly(state: UnitState, row: number): number {
  const { evidence } = state;
  if (evidence.unit.fixed === undefined) return UNTOUCHED;
  const signature = state.columns.signature[row] as number;
  const kind = evidence.kindOf(signature);
  const isQuiet = row < (state.outlook?.quietUntil ?? 0);
  if (!isQuiet && state.rulebook.judgesNewcomers && isNewLead(state, row)) return UNTOUCHED;
  if (kind === 0) {
    evidence.admitNothing(row);
    return QUIET;
  }
  if (kind === (HAS_EFFECT | DECIDES) && state.commitments.handoffs.length === 0) return answerNobody(state, row);
  if ((kind & ~(HAS_HITS | HAS_ATTRIBUTES | HAS_NEGATIVE | HAS_EFFECT)) !== 0) return UNTOUCHED;
  if ((kind & HAS_ATTRIBUTES) !== 0 && state.commitments.barred !== 0) return UNTOUCHED;
  const entry = state.columns.signatures[signature] as Signature;
  if ((kind & HAS_EFFECT) !== 0 && !isMereFact(state, entry)) return UNTOUCHED;
  evidence.admitPlain(row, signature, kind);
  const atom = state.columns.atom[row] as number;
  const lead = evidence.leadOf[atom] as number;
  const account = evidence.accountOf[atom] as number;
  state.now = state.columns.at[row] as number;
  state.evaluation += 1;
  if ((kind & (HAS_NEGATIVE | HAS_EFFECT)) !== 0) {
    if ((kind & HAS_NEGATIVE) !== 0) expectWindowEnds(state, row, entry);
    if ((kind & HAS_EFFECT) !== 0) expectTalkEnd(state, account);
  }
  if (isQuiet || (kind & (HAS_HITS | HAS_ATTRIBUTES)) === 0) return QUIET;
  const ofAll = (kind & HAS_ATTRIBUTES) !== 0 && entry.account.length > 0;
  for (let definition = 0; definition < state.inForce.length; definition++) {
    const version = state.version(definition);
    if (version !== undefined && !staysEmpty(state, account, ofAll ? -1 : lead, version, (kind & HAS_ATTRIBUTES) !== 0))
      return ADMITTED;
  }
  return QUIET;
}

/** An answer of sales where nothing was ever handed over: it is told, and changes nothing. */
function answerNobody(state: UnitState, row: number): number {
  const { effect } = state.columns.signatures[state.columns.signature[row] as number] as Signature;
  if (effect?.kind !== 'disposition') return UNTOUCHED;
  state.evidence.admitNothing(row);
  state.now = state.columns.at[row] as number;
  state.causeRow = row;
  state.phase = 'entry';
  dispose(state, state.columns.atom[row] as number, state.columns.occurredAt[row] as number, effect);
  return QUIET;
}

/** A lead that shows up for the first time may be disqualified by what is known of its account. */
function isNewLead(state: UnitState, row: number): boolean {
  const lead = state.evidence.leadOf[state.columns.atom[row] as number] as number;
  return lead >= 0 && state.evidence.leadSeen[lead] === 0;
}

/** A fact that only suppresses: where no gate is open and nothing was ever handed over, it decides nothing. */
function isMereFact(state: UnitState, entry: Signature): boolean {
  if (state.commitments.handoffs.length > 0) return false;
  switch (entry.effect?.kind) {
    case 'conversation':
    case 'touch':
    case 'deal':
    case 'subscription':
      return true;
    default:
      return false;
  }
}

/** Whether no verdict of the lead (of all leads of the account for −1) or of the account can be other than empty. */
function staysEmpty(
  state: UnitState,
  account: number,
  only: number,
  version: Version,
  attributesChanged: boolean,
): boolean {
  const { evidence } = state;
  const mayDisqualify = attributesChanged && version.disqualifies;
  const until = only < 0 ? evidence.leads : only + 1;
  for (let lead = Math.max(0, only); lead < until; lead++) {
    if (evidence.accountOfLead[lead] !== account || evidence.leadSeen[lead] === 0) continue;
    if (mayDisqualify && evidence.classOfLead(lead, version.index).disqualified !== 0) return false;
    if (leadCouldQualify(state, lead, version) && openGatesOf(state, lead, version.name, version) !== 0) return false;
  }
  if (version.compiled.accountGates.length === 0) return true;
  if (mayDisqualify && evidence.classOfAccount(account, version.index).disqualified !== 0) return false;
  return !accountCouldQualify(state, account, version);
}
