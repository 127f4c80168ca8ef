// `npm start`: the service on a made-up company with a year behind it, a colleague of each role, and arrivals as you watch.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom } from '@baton/core/base/random';
import { definitionDigest } from '@baton/core/definition/canonical';
import { systemClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { checkFolder } from '../contract/contract.ts';
import { systemRandom } from '../random.ts';
import { type Service, startService } from '../start-service.ts';
import { CannotStart } from '../store/migrate.ts';
import { addSignature, addVersion } from '../store/version-rows.ts';
import { arrivals } from './arrivals.ts';
import { addColleagues, COLLEAGUES, emailOf } from './demo-people.ts';
import { liveThrough, makeHistory } from './live-a-year.ts';

const LEADS = Number(process.env.BATON_DEMO_LEADS ?? 2000);
const SEED = 'demo';
const definition = process.argv[2] ?? 'examples/definitions/enterprise';

async function main(): Promise<void> {
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
  const stop = arrivals(service.intake, history.toCome, systemClock);
  tellWhere(service.address, readFileSync(secret, 'utf8'));
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(130);
      stopping = true;
      stop();
      void service.stop().then(() => process.exit(0));
    });
  }
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
  const texts = readFolder();
  const { definition: parsed } = checkFolder(texts);
  const digest = definitionDigest(parsed);
  const { name } = parsed;
  await store.change(async (tx) => {
    await addColleagues(tx, password, systemRandom, at);
    for (const side of ['marketing', 'sales'])
      await addSignature(tx, { name, version: 1, digest, person: `demo-${side}`, function: side, signed_at: at });
    const times = { made_at: at, edited_at: at, effective_at: at };
    const row = { name, version: 1, digest, state: 'in-force', author: 'demo-marketing', backtest: null, rank: 0 };
    await addVersion(tx, { ...row, ...texts, ...times });
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

try {
  await main();
} catch (error) {
  if (!(error instanceof CannotStart)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(error.exit);
}
