// `npm start`: the service on a made-up company with a year behind it, a colleague of each role, and arrivals as you watch.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom } from '@baton/core/base/random';
import { systemClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { checkFolder } from '../contract/contract.ts';
import { JOB_KINDS } from '../jobs/job-kinds.ts';
import { systemRandom } from '../random.ts';
import { runProgram } from '../run-program.ts';
import { type Service, startService } from '../start-service.ts';
import { latestJobs } from '../store/job-rows.ts';
import { arrivals } from './arrivals.ts';
import { addColleagues, COLLEAGUES, emailOf } from './demo-people.ts';
import { liveThrough, makeHistory } from './live-a-year.ts';
import { signAtOnce } from './signed-at-once.ts';

const LEADS = Number(process.env.BATON_DEMO_LEADS ?? 4000);
const SEED = 'demo';
const definition = process.argv[2] ?? 'examples/definitions/enterprise';

async function start(): Promise<() => Promise<void>> {
  const config = readConfig({ BATON_LOG: 'warn', ...process.env, BATON_DATA: process.env.BATON_DATA ?? 'out/demo' });
  const secret = join(config.BATON_DATA, 'password.txt');
  const isNew = !existsSync(secret);
  const now = systemClock();
  let simulated: number | undefined = isNew ? now : undefined;
  const service = await startService(config, { clock: () => simulated ?? systemClock() });
  const history = makeHistory(SEED, LEADS, now);
  if (isNew) {
    const password = systemRandom(9).toString('base64url');
    simulated = history.from;
    await setUp(service, password, history.from);
    const reasons = checkFolder(readFolder()).definition.handoff.reject.reasons.map(({ name }) => name);
    await liveThrough(history, now, {
      store: service.store,
      intake: service.intake,
      random: createRandom(1),
      setClock: (at) => {
        simulated = at;
      },
      tell: tellShare,
      reasons,
    });
    simulated = undefined;
    mkdirSync(config.BATON_DATA, { recursive: true });
    writeFileSync(secret, password, { mode: 0o600 });
  }
  // The first page tells of the funnel as soon as this is done.
  if ((await latestJobs(service.store.read, 1)).length === 0) {
    await service.jobs.ask('report', JOB_KINDS.report.parse({}), 'demo-marketing');
    await service.jobs.ask('diagnose', JOB_KINDS.diagnose.parse({}), 'demo-marketing');
  }
  const stop = arrivals(service.intake, history.toCome, systemClock);
  tellWhere(service.address, readFileSync(secret, 'utf8'));
  return async () => {
    stop();
    await service.stop();
  };
}

let told = -1;

/** A line for every tenth: it may be a log that reads this. */
function tellShare(share: number): void {
  const tenth = Math.floor(share * 10);
  if (tenth > told) process.stderr.write(`Living through a year: ${tenth * 10} %\n`);
  told = Math.max(told, tenth);
}

function readFolder() {
  const read = (file: string): string => readFileSync(join(definition, file), 'utf8');
  return { text: read('definition.yaml'), tests: read('tests.yaml'), readme: read('README.md') };
}

/** People, and a definition that both sides have signed on the company's first day. */
async function setUp({ store }: Service, password: string, at: number): Promise<void> {
  await store.change(async (tx) => {
    await addColleagues(tx, password, systemRandom, at);
    await signAtOnce(tx, readFolder(), at, { marketing: 'demo-marketing', sales: 'demo-sales' });
  });
}

function tellWhere(address: string, password: string): void {
  const people = COLLEAGUES.map(({ id, role }) => `  ${emailOf(id).padEnd(24)} ${role}`);
  process.stdout.write(`
Baton runs at ${address} on a made-up company: a year of history, and somebody new every few seconds.

Sign in as any of
${people.join('\n')}
with the password ${password}

Ctrl-C stops it; the next start goes on where this one ended. Delete out/demo to begin anew.
`);
}

await runProgram(start);
