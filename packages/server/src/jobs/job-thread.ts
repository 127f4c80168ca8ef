// A job at work, in a thread of its own, so that the service answers meanwhile. Reads the store, changes nothing.
import { parentPort, workerData } from 'node:worker_threads';
import { openReader } from '../store/open-reader.ts';
import { JOB_KINDS, type JobNews, type JobTask } from './job-kinds.ts';
import { backlog } from './work/backlog.ts';
import { backtest } from './work/backtest.ts';
import { calibrate } from './work/calibrate.ts';
import { dailyList } from './work/daily-list.ts';
import type { Desk, Finished } from './work/desk.ts';
import { audit, diagnosis, report } from './work/funnel.ts';
import { plan } from './work/plan.ts';
import { review, watch } from './work/review.ts';

const tell = (news: JobNews): void => parentPort?.postMessage(news);

async function work({ kind, params, now, store, uploads }: JobTask): Promise<Finished> {
  const reader = openReader(store);
  try {
    const desk: Desk = { read: reader.read, now, uploads, tell: (doing, progress) => tell({ doing, progress }) };
    if (kind === 'bring-in') throw new RangeError('what is brought in is brought in by the process itself');
    return await WORK[kind](desk, params);
  } finally {
    await reader.close();
  }
}

const WORK: Readonly<Record<Exclude<JobTask['kind'], 'bring-in'>, (desk: Desk, params: unknown) => Promise<Finished>>> =
  {
    backtest: (desk, params) => backtest(desk, JOB_KINDS.backtest.parse(params)),
    backlog: (desk, params) => backlog(desk, JOB_KINDS.backlog.parse(params)),
    report: (desk, params) => report(desk, JOB_KINDS.report.parse(params)),
    audit: (desk) => audit(desk),
    diagnose: (desk, params) => diagnosis(desk, JOB_KINDS.diagnose.parse(params)),
    watch: (desk, params) => watch(desk, JOB_KINDS.watch.parse(params)),
    review: (desk, params) => review(desk, JOB_KINDS.review.parse(params)),
    'daily-list': (desk, params) => dailyList(desk, JOB_KINDS['daily-list'].parse(params)),
    calibrate: (desk, params) => calibrate(desk, JOB_KINDS.calibrate.parse(params)),
    'plan-upload': (desk, params) => plan(desk, JOB_KINDS['plan-upload'].parse(params).upload),
  };

work(workerData as JobTask).then(
  ({ result, page, rows }) =>
    tell({ result: JSON.stringify(result), page, rows: rows === undefined ? null : JSON.stringify(rows) }),
  (error: unknown) => tell({ problem: error instanceof Error ? error.message : String(error) }),
);
