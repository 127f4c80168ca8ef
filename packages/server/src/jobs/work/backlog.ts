// Who stands over a gate and is not handed over, because nothing new has come from them (R17): those whom an activation leaves where they are, before it and after.
import type { Grade } from '@baton/core/definition/definition';
import { comparePlaces } from '@baton/core/kernel/handing-over/daily-list';
import { standingOf } from '@baton/core/kernel/judging/standing';
import { RANK_OF_GRADE, type UnitState } from '@baton/core/kernel/unit/unit-state';
import { type InForce, inForceOf, RulebookInForce } from '../../live/in-force.ts';
import { playedUnits } from '../../live/played-units.ts';
import { storedDefinition } from '../../live/stored-definition.ts';
import { labelsOfLeads } from '../../store/standing-rows.ts';
import { pagesOfUnits } from '../../store/unit-rows.ts';
import { versionOf } from '../../store/version-rows.ts';
import type { JobParams } from '../job-kinds.ts';
import type { Desk, Finished } from './desk.ts';

/** So many are named, the best first. */
const MOST_NAMED = 500;

/** A lead of the backlog. Scores in tenths. */
export interface StandingLead {
  readonly lead: string;
  readonly label: string;
  readonly company: string | null;
  readonly grade: string;
  readonly engagement: number;
  readonly usage: number;
  readonly gates: readonly string[];
}

/** What is found. `standing` counts them all; `leads` names the best. */
export interface Backlog {
  readonly definition: string;
  readonly version: number;
  readonly at: number;
  readonly standing: number;
  readonly gates: readonly { readonly gate: string; readonly leads: number }[];
  readonly leads: readonly StandingLead[];
}

/** Looks at everybody as the version would see them, as if it came into force now where it has not yet. */
export async function backlog(desk: Desk, asked: JobParams['backlog']): Promise<Finished> {
  const inForce = await inForceWith(desk, asked);
  const rank = inForce.rulebook.names.indexOf(asked.name);
  const found: Omit<StandingLead, 'label' | 'company'>[] = [];
  for await (const { units, share } of pagesOfUnits(desk.read)) {
    for (const state of await playedUnits(desk.read, inForce, units, desk.now)) found.push(...standingIn(state, rank));
    desk.tell('Looking at every account', Math.round(1000 * share));
  }
  found.sort((a, b) => comparePlaces(placeOf(a), placeOf(b)));
  const byGate = new Map<string, number>();
  for (const gate of found.flatMap(({ gates }) => gates)) byGate.set(gate, (byGate.get(gate) ?? 0) + 1);
  const named = found.slice(0, MOST_NAMED);
  const labels = await labelsOfLeads(
    desk.read,
    named.map(({ lead }) => lead),
  );
  const result: Backlog = {
    definition: asked.name,
    version: asked.version,
    at: desk.now,
    standing: found.length,
    gates: [...byGate].map(([gate, leads]) => ({ gate, leads })),
    leads: named.map((each) => ({
      ...each,
      label: labels.get(each.lead)?.label ?? each.lead,
      company: labels.get(each.lead)?.company ?? null,
    })),
  };
  return { result, page: '' };
}

/** Its place among all, as on a daily list (R18). */
function placeOf({ lead, grade, engagement, usage }: Pick<StandingLead, 'lead' | 'grade' | 'engagement' | 'usage'>) {
  return { id: lead, grade: RANK_OF_GRADE[grade as Grade], score: Math.max(engagement, usage) };
}

async function inForceWith(desk: Desk, { name, version }: JobParams['backlog']): Promise<InForce> {
  const { source } = await new RulebookInForce().load(desk.read);
  const row = await versionOf(desk.read, name, version);
  if (row === undefined) throw new RangeError(`there is no version ${version} of ${name}`);
  if (row.effective_at !== null && row.effective_at <= desk.now) return inForceOf(source);
  const candidate = { definition: storedDefinition(row), version, digest: row.digest, effectiveAt: desk.now };
  return inForceOf({
    order: [...new Set([...source.order, name])],
    activations: [...source.activations.filter(({ effectiveAt }) => effectiveAt <= desk.now), candidate],
  });
}

/** Leads with an open gate and nothing that suppresses them: all they lack is something new. */
function standingIn(state: UnitState, rank: number): Omit<StandingLead, 'label' | 'company'>[] {
  return Array.from({ length: state.evidence.leads }, (_, lead) => lead).flatMap((lead) => {
    if (state.evidence.leadSeen[lead] !== 1) return [];
    const standing = standingOf(state, lead, rank);
    if (standing === undefined || standing.open.length === 0 || standing.suppressedBy.length > 0) return [];
    const { grade, engagement, usage } = standing;
    return [{ lead: standing.lead, grade, engagement, usage, gates: standing.open }];
  });
}
