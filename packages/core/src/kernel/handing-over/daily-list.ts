// Continuous mode (R28): who stands on the list of a working day, in which order, and the hand-over of those whom the router takes from it.
import { ENGAGEMENT, USAGE } from '../../definition/compile.ts';
import { GRADES, type Grade } from '../../definition/definition.ts';
import { explainTrack } from '../judging/explain.ts';
import { leadView } from '../judging/lead-view.ts';
import type { Version } from '../rulebook.ts';
import { RANK_OF_GRADE, type UnitState } from '../unit/unit-state.ts';
import { isLeadCooling } from './cool-down.ts';
import { isSuppressed, open } from './hand-over.ts';

/** A lead's place on the list: lower grades of rank first, then higher scores, then lower ids (R18). */
export interface ListPlace {
  readonly lead: number;
  readonly id: string;
  readonly grade: number;
  /** The greater of engagement and usage, in tenths. */
  readonly score: number;
}

/** Negative where `a` goes before `b`. */
export function comparePlaces(a: Omit<ListPlace, 'lead'>, b: Omit<ListPlace, 'lead'>): number {
  return a.grade - b.grade || b.score - a.score || (a.id < b.id ? -1 : 1);
}

/** The leads of the unit that stand on the list of a definition at the state's instant, in no order: of the asked fit, not suppressed, with something to show since the mark. */
export function listPlaces(state: UnitState, definition: number): ListPlace[] {
  const version = state.version(definition);
  const { continuous } = version?.compiled.definition.handoff ?? {};
  if (version === undefined || continuous === undefined) return [];
  const places: ListPlace[] = [];
  state.evaluation += 1;
  for (let lead = 0; lead < state.evidence.leads; lead++) {
    if (state.evidence.leadSeen[lead] === 0 || !mayBeHandedOver(state, lead, definition, version)) continue;
    const { fit, engagement, usage } = leadView(state, lead, definition, version);
    const grade = GRADES[fit.grade] as Grade;
    if (!continuous.fit.includes(grade) || !hasNews(state, lead, version)) continue;
    places.push({
      lead,
      id: state.evidence.leadId(lead),
      grade: RANK_OF_GRADE[grade],
      score: Math.max(engagement, usage),
    });
  }
  return places;
}

/** Hands a lead over whom the router took from the list, unless it or its account is suppressed. */
export function handOverFromList(state: UnitState, lead: number, definition: number): void {
  const version = state.version(definition);
  if (version?.compiled.definition.handoff.continuous === undefined || lead < 0) return;
  if (!mayBeHandedOver(state, lead, definition, version)) return;
  open(state, state.evidence.accountOfLead[lead] as number, { definition, gate: -1, lead, because: -1 }, lead, []);
}

function mayBeHandedOver(state: UnitState, lead: number, definition: number, version: Version): boolean {
  const account = state.evidence.accountOfLead[lead] as number;
  if (isSuppressed(state, account) || isLeadCooling(state, lead)) return false;
  const { disqualified } = leadView(state, lead, definition, version).fit;
  return disqualified === 0 && state.evidence.facts.labels(account).length === 0;
}

/** A positive contribution of either track that happened after the account's mark; how long ago does not matter here. */
function hasNews(state: UnitState, lead: number, version: Version): boolean {
  const mark = state.commitments.marks.of(state.accountName(state.evidence.accountOfLead[lead] as number));
  return ([ENGAGEMENT, USAGE] as const).some((track) =>
    explainTrack(state, lead, version, track)?.lines.some(
      (line) => 'occurredAt' in line && line.tenths > 0 && line.occurredAt > mark,
    ),
  );
}
