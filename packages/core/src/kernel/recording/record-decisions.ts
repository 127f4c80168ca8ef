// The recorder that keeps full records: every decision with its lines, its cause and its id (R4, R22). What is made here often has its keys in code-point order, so that its canonical
// bytes are written as they come.
import { type Sha256, sha256Hex, shortDigestOf } from '../../base/digest.ts';
import { ENGAGEMENT, USAGE } from '../../definition/compile.ts';
import { GRADES } from '../../definition/definition.ts';
import type { Handoff } from '../../handoff/handoff.ts';
import type { Cause, DeadlineKind, Decision, HandoffEventKind } from '../decision.ts';
import { counterfactuals } from '../judging/counterfactual.ts';
import { explainFit, explainTogether, explainTrack } from '../judging/explain.ts';
import { scoreLead } from '../judging/lead-view.ts';
import { disqualifiedNames, openNames } from '../judging/verdict-names.ts';
import { gatesAndReady, type Version } from '../rulebook.ts';
import { DEADLINE_KINDS } from '../unit/deadlines.ts';
import type { Candidate, EventDetails, Recorder, UnitState } from '../unit/unit-state.ts';
import { canonicalRecord, type WithoutId } from './canonical-record.ts';

/** Hands every decision to `keep`, in the order they are made. `sha256` may stand in for our own where many are made. */
export function recordDecisions(keep: (decision: Decision) => void, sha256: Sha256 = sha256Hex): Recorder {
  const decide = (content: WithoutId<Decision>): string => {
    const id = shortDigestOf(canonicalRecord(content), sha256);
    keep({ id, ...content } as Decision);
    return id;
  };
  return {
    verdict: (state, account, lead, definition, open, disqualified) => {
      decide(verdictOf(state, account, lead, definition, open, disqualified));
    },
    nurture: (state, account, candidate) => {
      decide({
        kind: 'nurture',
        ...about(state, account),
        ...leadOf(state, candidate.lead),
        definition: versionOf(state, candidate).ref,
        gate: gateName(state, candidate),
      });
    },
    handoff: (state, account, chosen, contact, because, also) =>
      decide(handoffOf(state, account, chosen, contact, because, also)),
    heldBack: (state, account, chosen, contact) => {
      decide({
        kind: 'held-back',
        ...about(state, account),
        lead: state.evidence.leadId(contact),
        definition: versionOf(state, chosen).ref,
        gate: gateName(state, chosen),
      });
    },
    event: (state, handoff, kind, details) => decide(eventOf(state, handoff, kind, details)),
    unbound: (state, account, lead) => {
      decide({ kind: 'unbound', ...about(state, account), lead: state.evidence.leadId(lead) });
    },
  };
}

function verdictOf(
  state: UnitState,
  account: number,
  lead: number,
  definition: number,
  open: number,
  disqualified: number,
): WithoutId<Decision> {
  const version = state.version(definition) as Version;
  const standings = lead < 0 ? state.commitments.accounts : state.commitments.leads;
  const atom = lead < 0 ? state.accountName(account) : state.leadName(lead);
  const at = atom * state.rulebook.names.length + definition;
  const before = state.rulebook.versions[standings.version[at] as number];
  const engagement =
    lead < 0 ? explainTogether(state, account, version) : explainTrack(state, lead, version, ENGAGEMENT);
  const usage = lead < 0 ? undefined : explainTrack(state, lead, version, USAGE);
  const fit = explainFit(state, account, lead, version);
  return {
    ...about(state, account),
    counterfactual: lead < 0 ? [] : counterfactuals(state, lead, definition, version, open),
    definition: version.ref,
    disqualified: disqualifiedNames(version, disqualified),
    ...(engagement && { engagement }),
    ...(fit && { fit }),
    kind: 'verdict',
    ...leadOf(state, lead),
    open: openNames(version, open),
    ...(usage && { usage }),
    was: before === undefined ? [] : openNames(before, standings.open[at] as number),
  };
}

function handoffOf(
  state: UnitState,
  account: number,
  chosen: Candidate,
  contact: number,
  because: number,
  also: readonly Candidate[],
): WithoutId<Decision> {
  const version = versionOf(state, chosen);
  const score = scoreLead(state, contact, chosen.definition, version);
  const { account: id, ...when } = about(state, account);
  return {
    account: id,
    alsoQualified: also.map((other) => ({
      definition: state.rulebook.names[other.definition] as string,
      gate: gateName(state, other),
      ...leadOf(state, other.lead),
    })),
    at: when.at,
    ...(because >= 0 && { because: state.columns.refOf(because) }),
    cause: when.cause,
    definition: version.ref,
    engagement: score.axes[ENGAGEMENT].score,
    gate: gateName(state, chosen),
    grade: GRADES[state.evidence.classOfLead(contact, version.index).grade] as string,
    kind: 'hand-off',
    lead: state.evidence.leadId(contact),
    usage: score.axes[USAGE].score,
  };
}

function eventOf(
  state: UnitState,
  handoff: Handoff,
  kind: HandoffEventKind,
  details: EventDetails,
): WithoutId<Decision> {
  const { evidence } = state;
  const account = evidence.accountOf[handoff.leadAtom] as number;
  const lead = evidence.leadOf[handoff.leadAtom] as number;
  return {
    kind,
    ...about(state, account),
    handoff: handoff.id,
    lead: lead < 0 ? (evidence.unit.atoms[handoff.leadAtom] as string) : evidence.leadId(lead),
    definition: state.rulebook.versions[handoff.version]?.ref.name as string,
    ...present(details),
  };
}

function present(details: EventDetails): Partial<Record<keyof EventDetails, never>> {
  return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));
}

function about(state: UnitState, account: number) {
  return {
    account: account < 0 ? '' : state.evidence.accountIdOf(account),
    at: state.now,
    cause: causeOf(state, account),
  };
}

/** The entry of this step, or the first deadline by kind of those that concern the account. */
function causeOf(state: UnitState, account: number): Cause {
  if (state.causeRow >= 0) return { entry: state.columns.refOf(state.causeRow) };
  if (typeof state.phase === 'number') return { deadline: DEADLINE_KINDS[state.phase] as DeadlineKind };
  const { accountOf } = state.evidence;
  const kinds = state.byDeadline.filter(({ atom }) => accountOf[atom] === account).map(({ kind }) => kind);
  return { deadline: DEADLINE_KINDS[Math.min(...kinds)] as DeadlineKind };
}

function leadOf(state: UnitState, lead: number): { readonly lead?: string } {
  return lead < 0 ? {} : { lead: state.evidence.leadId(lead) };
}

function versionOf(state: UnitState, candidate: Candidate): Version {
  return state.version(candidate.definition) as Version;
}

function gateName(state: UnitState, candidate: Candidate): string {
  if (candidate.gate < 0) return 'continuous';
  return gatesAndReady(versionOf(state, candidate).compiled)[candidate.gate]?.name as string;
}
