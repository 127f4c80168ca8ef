// Everybody of a company tries, at random and at once, to bring definitions into force: drafts, edits there and back, proposals, signatures on texts old and new, activations, ways back. Says where a version came into force that two people of two sides had not signed as it
// stands, and where an edit left a signature standing.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom, type Random } from '@baton/core/base/random';
import { hashPassword, newToken, tokenDigest } from '@baton/server/auth/secrets';
import { openSqlite } from '@baton/server/store/open-sqlite';
import { addPerson, addSession } from '@baton/server/store/people-rows';
import type { Store } from '@baton/server/store/store';
import { PROGRAM, startProgram } from './program.ts';
import { exampleFolder, PASSWORD } from './running-service.ts';

/** What was found. */
export interface Collusion {
  readonly problems: readonly string[];
  /** Versions that came into force. */
  readonly inForce: number;
  readonly signatures: number;
  /** How many commands were taken, by name. */
  readonly taken: Readonly<Record<string, number>>;
}

const PEOPLE = [
  ['marketing-1', 'marketing'],
  ['marketing-2', 'marketing'],
  ['sales-1', 'sales'],
  ['sales-2', 'sales'],
  ['admin', 'admin'],
  ['viewer', 'viewer'],
] as const;
const TOKENS: Readonly<Record<string, string>> = Object.fromEntries(
  PEOPLE.map(([id], i) => [id, newToken('bs', (size) => Buffer.alloc(size, i + 1))]),
);
const COMMANDS = ['draft', 'edit', 'edit', 'propose', 'backtest', 'sign', 'sign', 'activate', 'go-back'] as const;
type Command = (typeof COMMANDS)[number];
const folderOfTexts = exampleFolder('enterprise');
/** Three texts that differ in one number. */
const TEXTS = ['2', '3', '4'].map((hours) => ({
  ...folderOfTexts,
  tests: '',
  text: folderOfTexts.text.replace('respondWithin: 2 business hours', `respondWithin: ${hours} business hours`),
}));

interface Version {
  readonly version: number;
  readonly state: string;
  readonly hasBacktest: boolean;
  readonly effectiveAt: number | null;
  readonly digest: string;
  readonly signatures: readonly { readonly voidedAt: number | null; readonly digest: string }[];
}

/** Lets them try. */
export async function collude(steps: number, seed: number, program = PROGRAM): Promise<Collusion> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-collude-'));
  const running = await startProgram(program, folder, undefined, { BATON_TRUST_PROXY: 'true' });
  await running.kill('SIGTERM');
  const store = await openSqlite(join(folder, 'baton.db'));
  await makePeople(store);
  await store.close();
  const service = await startProgram(program, folder, undefined, { BATON_TRUST_PROXY: 'true' });
  try {
    const problems: string[] = [];
    const taken: Record<string, number> = {};
    const random = createRandom(seed);
    const digests = new Set<string>();
    let calls = 0;
    const call = async (person: string, method: string, path: string, body?: object) => {
      calls += 1;
      const response = await fetch(`${service.address}/api/v1${path}`, {
        method,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          cookie: `baton=${TOKENS[person]}`,
          'x-baton': '1',
          // Limits are for each address; this is not what is tried here.
          'x-forwarded-for': `10.0.${calls >> 8}.${calls & 255}`,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    };
    const versions = async (): Promise<readonly Version[]> =>
      (await call('admin', 'GET', '/definitions')).body.versions as Version[];
    const oneStep = async (known: readonly Version[]): Promise<void> => {
      const [person] = PEOPLE[random.integer(0, PEOPLE.length - 1)] as (typeof PEOPLE)[number];
      // Mostly what brings the newest version on its way, else anything with any of the latest.
      const [newest] = known;
      const isPlotting = random.chance(0.6);
      const recent = isPlotting ? known.slice(0, 1) : known.slice(0, 3);
      const command = isPlotting
        ? nextFor(newest, random)
        : (COMMANDS[random.integer(0, COMMANDS.length - 1)] as Command);
      const chosen = recent[random.integer(0, Math.max(0, recent.length - 1))];
      const texts = TEXTS[random.integer(0, TEXTS.length - 1)] as (typeof TEXTS)[number];
      const path = `/definitions/enterprise/${chosen?.version ?? 1}`;
      const stale = [...digests][random.integer(0, Math.max(0, digests.size - 1))];
      const digest = random.chance(0.9) ? chosen?.digest : stale;
      const answer = await {
        draft: () => call(person, 'POST', '/definitions', texts),
        edit: () => call(person, 'PUT', path, texts),
        propose: () => call(person, 'POST', `${path}/propose`),
        backtest: () => backtest(person, chosen?.version ?? 1),
        sign: () => call(person, 'POST', `${path}/sign`, { digest: digest ?? '0'.repeat(64), password: PASSWORD }),
        activate: () => call(person, 'POST', `${path}/activate`),
        'go-back': () => call(person, 'POST', `${path}/go-back`, { password: PASSWORD }),
      }[command]();
      if (answer.status >= 500) problems.push(`${command} was answered with ${answer.status}`);
      if (answer.status < 300) taken[command] = (taken[command] ?? 0) + 1;
    };
    const backtest = async (person: string, version: number) => {
      const asked = await call(person, 'POST', '/jobs', { kind: 'backtest', params: { name: 'enterprise', version } });
      for (let id = asked.body.id; asked.status === 202; ) {
        const { body } = await call('admin', 'GET', `/jobs/${String(id)}`);
        if (body.endedAt !== null) break;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return asked;
    };
    for (let step = 0; step < steps; step++) {
      const known = await versions();
      for (const { digest } of known) digests.add(digest);
      // One after the other, or several at once.
      const atOnce = random.chance(0.3) ? random.integer(2, 4) : 1;
      await Promise.all(Array.from({ length: atOnce }, () => oneStep(known)));
      problems.push(...(await standing(call, await versions(), known)));
      if (problems.length > 0) break;
    }
    await service.kill('SIGTERM');
    const after = await openSqlite(join(folder, 'baton.db'));
    const found = await examine(after);
    await after.close();
    return { problems: [...problems, ...found.problems], inForce: found.inForce, signatures: found.signatures, taken };
  } finally {
    await service.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the newest version needs next. */
function nextFor(newest: Version | undefined, random: Random): Command {
  if (newest === undefined || newest.effectiveAt !== null) return 'draft';
  if (!newest.hasBacktest) return 'backtest';
  if (newest.state === 'draft') return 'propose';
  return random.chance(0.75) ? 'sign' : 'activate';
}

async function makePeople(store: Store): Promise<void> {
  const password = await hashPassword(PASSWORD, (size) => Buffer.alloc(size, 7), 2 ** 10);
  await store.change(async (tx) => {
    for (const [id, role] of PEOPLE) {
      const more = { team: null, weight: 1, away_until: null, made_at: 0, disabled_at: null };
      await addPerson(tx, { id, email: `${id}@company.example`, name: id, role, password, ...more });
      const now = Date.now();
      const session = { made_at: now, expires_at: now + 3_600_000, confirmed_at: now, fresh_at: null };
      await addSession(tx, { token: tokenDigest(TOKENS[id] as string), person: id, ...session });
    }
  });
}

/** Signatures that an edit should have voided. */
async function standing(
  call: (person: string, method: string, path: string) => Promise<{ readonly body: Record<string, unknown> }>,
  now: readonly Version[],
  before: readonly Version[],
): Promise<string[]> {
  const problems: string[] = [];
  for (const { version, digest } of now) {
    const was = before.find((each) => each.version === version);
    if (was === undefined || was.digest === digest) continue;
    const { body } = await call('admin', 'GET', `/definitions/enterprise/${version}`);
    const left = (body as unknown as Version).signatures.filter(
      (each) => each.voidedAt === null && each.digest !== digest,
    );
    if (left.length > 0) problems.push(`an edit of version ${version} left ${left.length} signatures standing`);
  }
  return problems;
}

async function examine(store: Store): Promise<Pick<Collusion, 'problems' | 'inForce' | 'signatures'>> {
  const versions = await store.read.selectFrom('versions').selectAll().orderBy('version').execute();
  const signatures = await store.read.selectFrom('signatures').selectAll().execute();
  const good = new Set<string>();
  const problems: string[] = [];
  for (const row of versions.filter(({ effective_at }) => effective_at !== null)) {
    const valid = signatures.filter(
      (each) => each.version === row.version && each.digest === row.digest && each.voided_at === null,
    );
    const sides = (side: string) => valid.filter((each) => each.function === side && each.person.startsWith(side));
    const isSigned = sides('marketing').some((one) => sides('sales').some((other) => other.person !== one.person));
    if (!isSigned && !good.has(row.digest)) problems.push(`version ${row.version} came into force unsigned`);
    good.add(row.digest);
  }
  return { problems, inForce: good.size, signatures: signatures.length };
}
