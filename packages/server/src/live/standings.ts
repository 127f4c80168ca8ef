// How leads stand after a transaction: one row a lead and definition, for lists. Read from the units that were just advanced; nothing is decided here (R22).
import { ENGAGEMENT, USAGE } from '@baton/core/definition/compile';
import type { ScoreLine } from '@baton/core/kernel/decision';
import { explainTrack } from '@baton/core/kernel/judging/explain';
import { standingOf } from '@baton/core/kernel/judging/standing';
import type { Version } from '@baton/core/kernel/rulebook';
import type { UnitState } from '@baton/core/kernel/unit/unit-state';
import { atomsOf } from '@baton/core/replay/score-table';
import { type Labels, labelsOf, reasonsOf } from '@baton/core/replay/words';
import type { StandingsTable } from '../store/tables.ts';
import type { InForce, Working } from './working-units.ts';

const labels = new WeakMap<Version, Labels>();

/** Rows of every lead that an entry of the transaction is about; of units that were only woken, of all their leads. */
export function standingsOf(units: Iterable<Working>, { rulebook }: InForce, now: number): StandingsTable[] {
  const rows: StandingsTable[] = [];
  for (const unit of units) {
    if (unit.live.stuck !== undefined) continue;
    const { state } = unit.live;
    for (const lead of leadsConcerned(unit, state)) {
      for (let definition = 0; definition < rulebook.names.length; definition++) {
        const row = rowOf(unit, state, lead, definition, now);
        if (row !== undefined) rows.push(row);
      }
    }
  }
  return rows;
}

function leadsConcerned({ fresh, live }: Working, { evidence }: UnitState): Set<number> {
  const atoms = fresh.length > 0 ? fresh.map((entry) => live.subjectOf(entry)) : evidence.leadOf.keys();
  const leads = new Set<number>();
  for (const atom of atoms) {
    const lead = evidence.leadOf[atom] ?? -1;
    if (lead >= 0 && lead < evidence.leads && evidence.leadSeen[lead] === 1) leads.add(lead);
  }
  return leads;
}

function rowOf(
  { directory }: Working,
  state: UnitState,
  lead: number,
  definition: number,
  now: number,
): StandingsTable | undefined {
  const version = state.version(definition);
  const standing = standingOf(state, lead, definition);
  if (version === undefined || standing === undefined) return undefined;
  const atoms = atomsOf(state, lead);
  const lines: ScoreLine[] = [
    ...(explainTrack(state, lead, version, ENGAGEMENT)?.lines ?? []),
    ...(explainTrack(state, lead, version, USAGE)?.lines ?? []),
  ];
  return {
    lead: standing.lead,
    definition: standing.definition,
    account: standing.account,
    label: directory.labelOf(atoms),
    company: directory.companyOf(standing.account, atoms) ?? null,
    grade: standing.grade,
    engagement: standing.engagement,
    usage: standing.usage,
    open: JSON.stringify(standing.open),
    suppressed: JSON.stringify(standing.suppressedBy),
    reasons: JSON.stringify(reasonsOf(lines, labelsFor(version))),
    source: directory.sourceOf(atoms),
    as_of: now,
  };
}

/** The words of a version of a definition. */
export function labelsFor(version: Version): Labels {
  let found = labels.get(version);
  if (found === undefined) {
    found = labelsOf(version.compiled.definition);
    labels.set(version, found);
  }
  return found;
}
