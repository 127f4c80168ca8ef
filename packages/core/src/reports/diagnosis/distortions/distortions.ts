// Which of data health's findings are faults of conduct and of recording, and what a diagnosis makes of each.
import type { Finding, FindingKind } from '../../health/finding.ts';
import type { DiagnosisCase } from '../diagnosis-case.ts';
import type { DiagnosisFinding } from '../diagnosis-finding.ts';
import { acceptsEverything, rejectsForConvenience, slowResponse } from './answering-faults.ts';
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
export function distortionsOf(from: DiagnosisCase): DiagnosisFinding[] {
  const { report, read, definitions } = from;
  const first = new Date(report.from).toISOString().slice(0, 7);
  const told = read.health.findings
    .filter(({ month }) => month === undefined || month >= first)
    .filter(
      ({ kind, place }) =>
        kind !== 'threshold-gamed' || (definitions.length === 0 && report.definitions.includes(place)),
    )
    .flatMap((finding) => MADE[finding.kind]?.(from, finding) ?? []);
  const reps = new Set(told.map(({ place }) => place));
  return [...told, ...inconsistentReps(from, reps)];
}
