// A card cut at different totals, each played through the journal, to find the cut that sales can work.
import type { Problem } from '../../base/problem.ts';
import type { Definition } from '../../definition/definition.ts';
import { parseDefinition } from '../../definition/parse-definition.ts';
import type { Entry } from '../../journal/entry.ts';
import { tryThresholds } from '../../replay/backtest/thresholds.ts';
import { Backtest } from '../../replay/backtest.ts';
import type { HistoryCalibration } from '../calibrate-history.ts';
import { type CalibrationReport, withThresholds } from '../told/calibration-report.ts';
import { draftOfHistory } from './draft-of-history.ts';

/** Takes the whole journal in once more, then tries every total of a recommended card. */
export class CapacityFit {
  private readonly backtest: Backtest;
  private readonly totals: readonly number[];

  /** Use {@link capacityFit}, which knows where there is nothing to fit. `capacity` is hand-offs a working day. */
  constructor(
    private readonly found: HistoryCalibration,
    private readonly report: CalibrationReport,
    private readonly capacity: number,
    most: number,
  ) {
    this.totals = Array.from({ length: most }, (_, i) => i + 1);
    this.backtest = new Backtest({
      candidate: this.definitionAt(this.totals[0] ?? 1),
      start: report.from,
      until: report.until,
    });
  }

  add(entry: Entry): void {
    this.backtest.add(entry);
  }

  /** Why the period cannot be replayed; empty where it can. To be asked before `finish`. */
  problems(): readonly Problem[] {
    return this.backtest.periodProblems();
  }

  /** The report with the totals that were tried; `tell` is told before each. */
  finish(tell: (step: string) => void): CalibrationReport {
    tell('the draft');
    this.backtest.finish();
    const told = (total: number): Definition => {
      tell(`from ${total} points on`);
      return this.definitionAt(total);
    };
    return withThresholds(this.report, this.found, tryThresholds(this.backtest, this.totals, told, this.capacity));
  }

  /** A draft of our own has no problems: one that has is a fault of the program. */
  private definitionAt(total: number): Definition {
    const { cutOffs } = this.report;
    const cut = cutOffs === undefined ? this.report : { ...this.report, cutOffs: { ...cutOffs, total } };
    const parsed = parseDefinition(draftOfHistory(this.found, cut, 'draft')?.['definition.yaml'] ?? '');
    if (!parsed.ok) throw new Error(`a draft cannot be read: ${JSON.stringify(parsed.problems)}`);
    return parsed.value;
  }
}

/** What fits a recommended card to a capacity; undefined where there is no card to fit. */
export function capacityFit(
  found: HistoryCalibration,
  report: CalibrationReport,
  capacity: number,
): CapacityFit | undefined {
  const { card } = found.chosen.calibration;
  if (card === undefined || report.cutOffs === undefined || report.verdict.kind !== 'card') return undefined;
  const most = card.criteria.reduce((sum, { points }) => sum + Math.max(0, points), 0);
  return new CapacityFit(found, report, capacity, most);
}
