// The draft that a whole history's calibration comes to, with the story of where it comes from.
import type { HistoryCalibration } from '../calibrate-history.ts';
import type { CalibrationReport } from '../told/calibration-report.ts';
import { type Draft, draftDefinition } from './draft-definition.ts';

/** The draft, where there is a card; also one that is not recommended may be looked at. `name` is a name of the language, see {@link draftName}. */
export function draftOfHistory(found: HistoryCalibration, report: CalibrationReport, name: string): Draft | undefined {
  const { card } = found.chosen.calibration;
  if (card === undefined || card.criteria.length === 0 || report.cutOffs === undefined) return undefined;
  const handRaises = found.sample.features.flatMap(({ meaning }) =>
    meaning.of === 'behaviour' && meaning.days === found.chosen.days && found.handRaises.includes(meaning.kind.label)
      ? [{ label: meaning.kind.label, when: meaning.kind.when }]
      : [],
  );
  return draftDefinition({
    name,
    card,
    features: found.chosen.features,
    cutOffs: report.cutOffs,
    handRaises,
    story: [
      `Learnt from ${report.cases} buying cycles, ${report.outcomes.won} of them won, that ended by ${new Date(report.until).toISOString().slice(0, 10)}.`,
      report.verdict.sentence,
    ],
  });
}

/** What a text becomes as a name of the language. */
export function draftName(text: string): string {
  return text.replace(/[^A-Za-z0-9-]+/g, '-').replace(/^[^A-Za-z]+/, '') || 'draft';
}
