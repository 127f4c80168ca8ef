// What the job of a calibration found. Shapes only.
import type { CalibrationReport } from '@baton/core/calibration/told/calibration-report';

/** The report, and the texts of its draft where there is a card. */
export type CalibrationResult = CalibrationReport & {
  readonly texts?: { readonly text: string; readonly tests: string; readonly readme: string };
};
