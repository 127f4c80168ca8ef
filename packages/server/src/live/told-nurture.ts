// A decision of a programme at its instant, with all that is known then and not later: whose enrolment it is, where a mail goes and what its template reads.

import { canonicalJson } from '@baton/core/base/canonical-json';
import { sha256Hex, shortDigestOf } from '@baton/core/base/digest';
import type { Json } from '@baton/core/journal/entry';
import { attributeOf, zoneOf } from '@baton/core/nurture/moving/kernel-view';
import { decisionId, type NurtureDecision } from '@baton/core/nurture/moving/nurture-decision';
import type { NurtureUnit } from '@baton/core/nurture/moving/nurture-unit';
import type { Enrolment } from '@baton/core/nurture/moving/person';
import { mentionsOf, type ProgrammesInForce, type StoredProgramme } from './programmes-in-force.ts';

/** A mail that is to go. */
export interface MailDecided {
  readonly address: string;
  readonly zone: string;
  readonly variables: Readonly<Record<string, Json>>;
}

/** A decision as it was told. */
export interface ToldNurture {
  readonly id: string;
  readonly decision: NurtureDecision;
  readonly version: number;
  /** Position in the book. */
  readonly position: number;
  /** Absent for somebody who was passed over. */
  readonly enrolment: string | null;
  readonly mail?: MailDecided;
}

/** The name of an enrolment for ever. */
export function enrolmentId({ lead, number }: Pick<Enrolment, 'lead' | 'number'>, programme: string): string {
  return shortDigestOf(canonicalJson({ enrolment: lead, number, programme }), sha256Hex);
}

/** Takes a decision down. */
export function toldNurture(
  { versions }: ProgrammesInForce,
  decision: NurtureDecision,
  unit: NurtureUnit,
  atom: number,
): ToldNurture {
  const lead = unit.state.evidence.leadOf[atom] as number;
  const enrolment = decision.kind === 'passed-over' ? undefined : enrolmentOf(unit, lead, decision);
  const position =
    enrolment?.programme ?? versions.findLastIndex(({ programme }) => programme.name === decision.programme);
  const stored = versions[position] as StoredProgramme;
  return {
    id: decisionId(decision),
    decision,
    version: stored.version,
    position,
    enrolment: enrolment === undefined ? null : enrolmentId(enrolment, decision.programme),
    ...(decision.kind === 'send' && { mail: mailOf(stored, decision.mail, unit, lead) }),
  };
}

function enrolmentOf(unit: NurtureUnit, lead: number, decision: NurtureDecision): Enrolment | undefined {
  const own = unit
    .personOf(lead)
    .person.enrolments.filter(({ programme }) => unit.nameOf(programme) === decision.programme);
  const ended = own.find(
    ({ endedAt, endedBy }) => decision.kind === 'stopped' && endedAt === decision.at && endedBy === decision.reason,
  );
  return ended ?? own.at(-1);
}

function mailOf(
  { programme, reads }: StoredProgramme,
  mail: string,
  { state }: NurtureUnit,
  lead: number,
): MailDecided {
  const variables: Record<string, Json> = {};
  for (const mention of mentionsOf(reads[mail] ?? [])) {
    const value = attributeOf(state, lead, mention);
    if (value !== undefined) variables[`${mention.root}.${mention.path.join('.')}`] = value;
  }
  const names = [...state.atomsOf(lead)].map((atom) => state.evidence.unit.atoms[atom] as string);
  const own = state.evidence.leadId(lead);
  const [address = ''] = [own, ...names.sort()].filter((name) => name.startsWith('email:'));
  return { address: address.slice('email:'.length), zone: zoneOf(state, lead, programme), variables };
}
