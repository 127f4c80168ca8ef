// Which of data health's findings are faults of conduct and of recording, and what a diagnosis makes of each.
import type { Finding, FindingKind } from '../../health/finding.ts';
import type { DiagnosisCase } from '../diagnosis-case.ts';
import type { DiagnosisFinding, NotJudged } from '../diagnosis-finding.ts';
import { acceptsEverything, isExplained, rejectsForConvenience, slowResponse } from './answering-faults.ts';
import { inconsistentReps } from './inconsistent-reps.ts';
import { darkWins, floodingSource, lateStages, thresholdEdited } from './recording-faults.ts';

const MADE: Partial<Record<FindingKind, (from: DiagnosisCase, finding: Finding) => DiagnosisFinding>> = {
  'slow-response': slowResponse,
  'accepts-everything': acceptsEverything,
  'rejects-alike': rejectsForConvenience,
  'late-stages': lateStages,
  'dark-wins': darkWins,
  'junk-campaign': floodingSource,
  'threshold-gamed': thresholdEdited,
};

/** All distortions of the period. Of a replayed definition its own threshold was never lowered: what the rule of before did says nothing of it. */
export function distortionsOf(from: DiagnosisCase): readonly [DiagnosisFinding[], NotJudged[]] {
  const { report, read, definitions } = from;
  const first = new Date(report.from).toISOString().slice(0, 7);
  const told = read.health.findings
    .filter(({ month }) => month === undefined || month >= first)
    .filter(
      ({ kind, place }) =>
        kind !== 'threshold-gamed' || (definitions.length === 0 && report.definitions.includes(place)),
    )
    .filter(({ kind }) => kind in MADE);
  const excused = told.filter((finding) => finding.kind === 'accepts-everything' && isExplained(from, finding));
  const made = told
    .filter((finding) => !excused.includes(finding))
    .flatMap((finding) => MADE[finding.kind]?.(from, finding) ?? []);
  const reps = new Set(made.map(({ place }) => place));
  return [
    [...made, ...inconsistentReps(from, reps)],
    excused.map(({ place }) => ({
      what: `${place} accepts everything`,
      why: 'nobody was turned away, but among leads of one source and one kind of company that may be chance: others were given other leads',
    })),
  ];
}
