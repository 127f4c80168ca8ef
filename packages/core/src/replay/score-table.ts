// Every lead as it stands at an instant under the definitions in force: the table that `baton score` writes.
import { ENGAGEMENT, USAGE } from '../definition/compile.ts';
import type { Journal } from '../kernel/columns/columns-writer.ts';
import { listPlaces } from '../kernel/handing-over/daily-list.ts';
import { explainTrack } from '../kernel/judging/explain.ts';
import { type Standing, standingOf } from '../kernel/judging/standing.ts';
import type { Rulebook } from '../kernel/rulebook.ts';
import type { UnitState } from '../kernel/unit/unit-state.ts';
import type { LeadDirectory } from './lead-directory.ts';
import { type ReplayOptions, replayJournal, SILENT } from './replay.ts';
import { type Labels, reasonsOf } from './words.ts';

/** One lead under one definition. Scores in tenths; `handedOverAt` is the lead's last hand-off by that definition, if any. */
export interface ScoreRow extends Standing {
  readonly label: string;
  readonly company: string | undefined;
  readonly source: string;
  readonly reasons: readonly string[];
  readonly handedOverAt: number | undefined;
  readonly handedOverBy: string | undefined;
  /** Whether a daily list of the definition would hold the lead now (R28); of definitions with gates never. */
  readonly isListed: boolean;
}

/** Scores every lead at `options.until`, unit after unit; `emit` receives its rows, one a definition in order of rank. `labels` are the definitions' in the same order. */
export function scoreTable(
  rulebook: Rulebook,
  journal: Journal,
  directory: LeadDirectory,
  labels: readonly Labels[],
  options: ReplayOptions,
  emit: (row: ScoreRow) => void,
): void {
  replayJournal(rulebook, journal, SILENT, {
    ...options,
    visit: (state, unit) => {
      const listed = labels.map((_, definition) => new Set(listPlaces(state, definition).map((place) => place.lead)));
      for (let lead = 0; lead < state.evidence.leads; lead++) {
        if (state.evidence.leadSeen[lead] !== 1) continue;
        for (const [definition, words] of labels.entries()) {
          const row = rowOf(state, lead, definition, directory, words);
          if (row !== undefined) emit({ ...row, isListed: listed[definition]?.has(lead) === true });
        }
      }
      options.visit?.(state, unit);
    },
  });
}

function rowOf(
  state: UnitState,
  lead: number,
  definition: number,
  directory: LeadDirectory,
  labels: Labels,
): Omit<ScoreRow, 'isListed'> | undefined {
  const standing = standingOf(state, lead, definition);
  const version = state.version(definition);
  if (standing === undefined || version === undefined) return undefined;
  const atoms = atomsOf(state, lead);
  const handoff = state.commitments.handoffs.findLast(
    (each) =>
      state.evidence.leadOf[each.leadAtom] === lead && state.rulebook.versions[each.version]?.name === definition,
  );
  const lines = [
    ...(explainTrack(state, lead, version, ENGAGEMENT)?.lines ?? []),
    ...(explainTrack(state, lead, version, USAGE)?.lines ?? []),
  ];
  return {
    ...standing,
    label: directory.labelOf(atoms),
    company: directory.companyOf(standing.account, atoms),
    source: directory.sourceOf(atoms),
    reasons: reasonsOf(lines, labels),
    handedOverAt: handoff?.openedAt,
    handedOverBy:
      handoff && (version.compiled.gates[handoff.gate]?.name ?? (handoff.gate < 0 ? 'continuous' : 'ready')),
  };
}

/** A lead's identifiers as texts, its id first. */
export function atomsOf(state: UnitState, lead: number): string[] {
  const id = state.evidence.leadId(lead);
  return [
    id,
    ...[...state.atomsOf(lead)].map((atom) => state.evidence.unit.atoms[atom] as string).filter((atom) => atom !== id),
  ];
}
