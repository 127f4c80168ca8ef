// Learns from closed-won which behaviour told winners from the rest; the card comes as the texts of a draft definition too.
import { monthsBefore } from '@baton/core/base/months-before';
import { calibrateHistory, type HistoryCalibration } from '@baton/core/calibration/calibrate-history';
import { capacityFit } from '@baton/core/calibration/draft/capacity-fit';
import { draftOfHistory } from '@baton/core/calibration/draft/draft-of-history';
import { LearningHistory } from '@baton/core/calibration/history/learning-history';
import { type CalibrationReport, reportOf } from '@baton/core/calibration/told/calibration-report';
import { renderCalibrationReport } from '@baton/figures/calibration-report';
import type { JobParams } from '../job-kinds.ts';
import { type Desk, eachEntry, type Finished } from './desk.ts';

/** Learns. The result is the report, and under `texts` the draft where there is a card. */
export async function calibrate(desk: Desk, asked: JobParams['calibrate']): Promise<Finished> {
  const history = new LearningHistory();
  await eachEntry(desk, 0, 200, (entry) => history.take(entry));
  const until = history.newest;
  const from = monthsBefore(until, asked.months);
  let progress = 200;
  const found = calibrateHistory(history.finish(from, until), {
    most: asked.most,
    tell: (step) => {
      desk.tell(`Learning from ${step}`, progress);
      progress += 100;
    },
  });
  const report = await fitted(desk, found, reportOf(found, from, until, asked.keep / 100), asked.capacity);
  const draft = draftOfHistory(found, report, asked.name);
  const texts = draft && { text: draft['definition.yaml'], tests: draft['tests.yaml'], readme: draft['README.md'] };
  return { result: { ...report, ...(texts && { texts }) }, page: renderCalibrationReport(report) };
}

/** The report, cut at what sales can work where a capacity is stated. */
async function fitted(
  desk: Desk,
  found: HistoryCalibration,
  report: CalibrationReport,
  capacity: number | undefined,
): Promise<CalibrationReport> {
  const fit = capacity === undefined ? undefined : capacityFit(found, report, capacity);
  if (fit === undefined) return report;
  await eachEntry(desk, 750, 800, (entry) => fit.add(entry));
  const impossible = fit.problems();
  if (impossible.length > 0) throw new RangeError(impossible.map(({ message }) => message).join('; '));
  let progress = 800;
  return fit.finish((step) => {
    progress = Math.min(990, progress + 20);
    desk.tell(`Replaying ${step}`, progress);
  });
}
