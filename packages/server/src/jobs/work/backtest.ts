// What a version would have done: a replay of the journal, against another version where one is named.
import { Backtest } from '@baton/core/replay/backtest';
import { labelsOf } from '@baton/core/replay/words';
import { renderBacktestReport } from '@baton/figures/backtest-report';
import { extentOfJournal } from '../../store/counts.ts';
import { startOfHistory } from '../history-start.ts';
import type { JobParams } from '../job-kinds.ts';
import { type Desk, definitionOf, eachEntry, type Finished } from './desk.ts';

/** What a backtest says where nothing has come in yet: that it says nothing. */
const NO_HISTORY: Finished = {
  result: { version: 1, noHistory: true },
  page: '<!doctype html><title>Backtest</title><p>Nothing has come in yet, so that there is no history to replay.</p>',
};

/** Replays it. Throws where the period cannot be replayed. */
export async function backtest(desk: Desk, asked: JobParams['backtest']): Promise<Finished> {
  const candidate = await definitionOf(desk, asked);
  const incumbent = asked.against && (await definitionOf(desk, asked.against));
  const { first, last } = await extentOfJournal(desk.read);
  if (first === undefined || last === undefined) return NO_HISTORY;
  const run = new Backtest({
    start: startOfHistory(first, last),
    candidate,
    ...(incumbent !== undefined && { incumbent }),
    ...(incumbent?.name === candidate.name && {
      called: { candidate: `version ${asked.version}`, incumbent: `version ${asked.against?.version}` },
    }),
    ...(asked.reps !== undefined && { reps: asked.reps }),
    progress: (_, done, of) => desk.tell('Replaying', 400 + Math.round((600 * done) / Math.max(1, of))),
  });
  await eachEntry(desk, 0, 400, (entry) => run.add(entry));
  const impossible = run.periodProblems();
  if (impossible.length > 0) throw new RangeError(impossible.map(({ message }) => message).join('; '));
  const result = run.finish();
  return { result, page: renderBacktestReport(result, labelsOf(candidate), incumbent && labelsOf(incumbent)) };
}
