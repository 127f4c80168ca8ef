// Plays a card cut at different totals through the journal, to find the cut that sales can work.
import type { Draft } from '@baton/core/calibration/draft/draft-definition';
import type { Definition } from '@baton/core/definition/definition';
import { parseDefinition } from '@baton/core/definition/parse-definition';
import { Backtest } from '@baton/core/replay/backtest';
import { type ThresholdChoice, tryThresholds } from '@baton/core/replay/backtest/thresholds';
import { Failure } from '../failure.ts';
import { startSteps } from '../print/progress.ts';
import { readJournal } from '../read/journal.ts';

/** Reads the journal once more and tries all totals. `draftAt` gives the draft cut at a total; instants in milliseconds. */
export async function fitToCapacity(
  journals: readonly string[],
  period: { readonly from: number; readonly until: number },
  totals: readonly number[],
  draftAt: (total: number) => Draft,
  capacity: number,
): Promise<ThresholdChoice> {
  const definitionAt = (total: number): Definition => definitionOf(draftAt(total)['definition.yaml']);
  const backtest = new Backtest({ candidate: definitionAt(totals[0] ?? 1), start: period.from, until: period.until });
  await readJournal(journals, {}, (entry) => backtest.add(entry));
  const impossible = backtest.periodProblems();
  if (impossible.length > 0) throw new Failure(impossible);
  const steps = startSteps('Replaying');
  steps.tell('the draft');
  backtest.finish();
  const choice = tryThresholds(
    backtest,
    totals,
    (total) => {
      steps.tell(`from ${total} points on`);
      return definitionAt(total);
    },
    capacity,
  );
  steps.done();
  return choice;
}

/** A draft of our own has no problems: one that has is a fault of the program. */
function definitionOf(text: string): Definition {
  const parsed = parseDefinition(text);
  if (!parsed.ok) throw new Error(`a draft cannot be read: ${JSON.stringify(parsed.problems)}`);
  return parsed.value;
}
