// A job at work, in a thread of its own, so that the service answers meanwhile. Reads the store, changes nothing.
import { parentPort, workerData } from 'node:worker_threads';
import { DAY } from '@baton/core/base/duration';
import type { Definition } from '@baton/core/definition/definition';
import type { GivenHandoff } from '@baton/core/funnel/handoffs/given-handoff';
import type { Entry } from '@baton/core/journal/entry';
import { Backtest } from '@baton/core/replay/backtest';
import { labelsOf } from '@baton/core/replay/words';
import { auditOf } from '@baton/core/reports/audit/audit';
import { FunnelReading } from '@baton/core/reports/funnel/funnel-reading';
import { funnelReport } from '@baton/core/reports/funnel/funnel-report';
import { ReplayedHandoffs } from '@baton/core/reports/funnel/replayed-handoffs';
import { renderAuditPage } from '@baton/figures/audit-page';
import { renderBacktestReport } from '@baton/figures/backtest-report';
import { renderFunnelPage } from '@baton/figures/funnel-page';
import { erasedHandoffs } from '../keeping/erased-handoffs.ts';
import { storedDefinition } from '../live/stored-definition.ts';
import { extentOfJournal } from '../store/counts.ts';
import { journalPages } from '../store/journal-rows.ts';
import { openReader } from '../store/open-reader.ts';
import type { Reading } from '../store/store.ts';
import { activatedVersions, versionOf } from '../store/version-rows.ts';
import { JOB_KINDS, type JobNews, type JobTask } from './job-kinds.ts';

interface Finished {
  readonly result: unknown;
  readonly page: string;
}

/** Entries of so long are only a warm-up (R27). */
const WARM_UP = 90 * DAY;
/** What a backtest says where nothing has come in yet: that it says nothing. */
const NO_HISTORY: Finished = {
  result: { version: 1, noHistory: true },
  page: '<!doctype html><title>Backtest</title><p>Nothing has come in yet, so that there is no history to replay.</p>',
};

const tell = (news: JobNews): void => parentPort?.postMessage(news);

async function work({ kind, params, store }: JobTask): Promise<Finished> {
  const reader = openReader(store);
  try {
    if (kind === 'backtest') return await backtest(reader.read, JOB_KINDS.backtest.parse(params));
    return kind === 'report' ? await report(reader.read) : await audit(reader.read);
  } finally {
    await reader.close();
  }
}

async function backtest(read: Reading, asked: ReturnType<typeof JOB_KINDS.backtest.parse>): Promise<Finished> {
  const candidate = await definitionOf(read, asked);
  const incumbent = asked.against && (await definitionOf(read, asked.against));
  const { first, last } = await extentOfJournal(read);
  if (first === undefined || last === undefined) return NO_HISTORY;
  const run = new Backtest({
    // A short history has a short warm-up.
    start: first + Math.min(WARM_UP, (last - first) / 4),
    candidate,
    ...(incumbent !== undefined && { incumbent }),
    ...(incumbent?.name === candidate.name && {
      called: { candidate: `version ${asked.version}`, incumbent: `version ${asked.against?.version}` },
    }),
    ...(asked.reps !== undefined && { reps: asked.reps }),
    progress: (_, done, of) => tell({ doing: 'Replaying', progress: 400 + Math.round((600 * done) / Math.max(1, of)) }),
  });
  await each(read, 0, 400, (entry) => run.add(entry));
  const impossible = run.periodProblems();
  if (impossible.length > 0) throw new RangeError(impossible.map(({ message }) => message).join('; '));
  const result = run.finish();
  return { result, page: renderBacktestReport(result, labelsOf(candidate), incumbent && labelsOf(incumbent)) };
}

async function report(read: Reading): Promise<Finished> {
  const activations = (await activatedVersions(read)).map((row) => ({
    definition: storedDefinition(row),
    effectiveAt: row.effective_at ?? 0,
  }));
  const definitions = [...new Map(activations.map((each) => [each.definition.name, each.definition])).values()];
  const replayed = activations.length === 0 ? undefined : new ReplayedHandoffs(activations);
  const erased = await erasedHandoffs(read);
  const given = (): GivenHandoff[] => [
    ...(replayed?.handoffs() ?? []).filter((handoff) => !erased.isLate(handoff)),
    ...erased.handoffs,
  ];
  const reads = new FunnelReading(replayed === undefined ? {} : { handoffs: given });
  for (const entry of erased.entries) reads.readSales(entry);
  await each(read, 0, 400, (entry) => {
    reads.readSales(entry);
    replayed?.add(entry);
  });
  for (const entry of erased.entries) reads.readBehaviour(entry);
  await each(read, 400, 900, (entry) => reads.readBehaviour(entry));
  const result = funnelReport(reads.finish(), { definitions, confidence: 'assumed' });
  return { result, page: renderFunnelPage(result) };
}

async function audit(read: Reading): Promise<Finished> {
  const reads = new FunnelReading({});
  await each(read, 0, 500, (entry) => reads.readSales(entry));
  await each(read, 500, 950, (entry) => reads.readBehaviour(entry));
  const result = auditOf(reads.finish(), { confidence: 'assumed' });
  return { result, page: renderAuditPage(result) };
}

/** Reads the whole journal; progress goes from `from` to `to` thousandths. */
async function each(read: Reading, from: number, to: number, take: (entry: Entry) => void): Promise<void> {
  const { count } = await extentOfJournal(read);
  let done = 0;
  for await (const page of journalPages(read)) {
    for (const entry of page) take(entry);
    done += page.length;
    tell({
      doing: 'Reading the journal',
      progress: from + Math.round(((to - from) * done) / Math.max(1, count)),
    });
  }
}

async function definitionOf(
  read: Reading,
  asked: { readonly name: string; readonly version: number },
): Promise<Definition> {
  const row = await versionOf(read, asked.name, asked.version);
  if (row === undefined) throw new RangeError(`there is no version ${asked.version} of ${asked.name}`);
  return storedDefinition(row);
}

work(workerData as JobTask).then(
  ({ result, page }) => tell({ result: JSON.stringify(result), page }),
  (error: unknown) => tell({ problem: error instanceof Error ? error.message : String(error) }),
);
