// A service in this process with a big made-up company: so many leads, whose days are told by the simulator, and page views that nobody scores up to so many entries.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Entry } from '../../packages/core/src/journal/entry.ts';
import { simulate } from '../../packages/core/src/simulate/simulate.ts';
import { readConfig } from '../../packages/server/src/config.ts';
import { addColleagues, emailOf } from '../../packages/server/src/demo/demo-people.ts';
import { signAtOnce } from '../../packages/server/src/demo/signed-at-once.ts';
import { systemRandom } from '../../packages/server/src/random.ts';
import { type Service, startService } from '../../packages/server/src/start-service.ts';
import { appendEntries } from '../../packages/server/src/store/journal-rows.ts';

const AT_ONCE = 2000;
export const PASSWORD = 'a long enough password';
export const MARKETING = emailOf('demo-marketing');

export interface BigCompany {
  readonly service: Service;
  readonly entries: number;
  stop(): Promise<void>;
}

/** Starts it. Built programs and pages have to be there. */
export async function startBigCompany(
  leads: number,
  entries: number,
  tell: (line: string) => void,
): Promise<BigCompany> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-web-bench-'));
  const dist = (path: string): URL => pathToFileURL(join(process.cwd(), path));
  const service = await startService(readConfig({ BATON_PORT: '0', BATON_DATA: folder, BATON_LOG: 'warn' }), {
    jobProgram: dist('packages/server/dist/job.mjs'),
    webFolder: dist('packages/web/dist/'),
  });
  const until = Date.now();
  const company = simulate({ seed: 'web', leads, years: 1, until: until - (until % 86_400_000) });
  const told = [...company.companyEntries, ...[...company.accounts].flatMap((account) => account.entries)];
  const text = readFileSync('examples/definitions/enterprise/definition.yaml', 'utf8');
  await service.store.change(async (tx) => {
    await addColleagues(tx, PASSWORD, systemRandom, until - 400 * 86_400_000);
    const texts = { text, tests: '', readme: '' };
    await signAtOnce(tx, texts, until - 400 * 86_400_000, { marketing: 'demo-marketing', sales: 'demo-sales' });
  });
  for (let from = 0; from < told.length; from += AT_ONCE) {
    await service.intake.offer({ entries: told.slice(from, from + AT_ONCE), refused: [] });
    if (from % (AT_ONCE * 10) === 0)
      tell(`brought in ${from.toLocaleString('en')} of ${told.length.toLocaleString('en')}`);
  }
  await pad(service, entries - told.length);
  return {
    service,
    entries: Math.max(entries, told.length),
    stop: async () => {
      await service.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Page views of the same people on the blog, at times around those that they were seen at. */
async function pad({ store }: Service, missing: number): Promise<void> {
  const seen = await store.read
    .selectFrom('entries')
    .select(['subject', 'body', 'admitted_at'])
    .where('kind', '=', 'page')
    .where('subject', 'is not', null)
    .limit(50_000)
    .execute();
  for (let from = 0; from < missing && seen.length > 0; from += AT_ONCE) {
    const size = Math.min(AT_ONCE, missing - from);
    const views = Array.from({ length: size }, (_, i) => {
      const number = from + i;
      const like = seen[(number * 7919) % seen.length] as (typeof seen)[number];
      const entry = JSON.parse(like.body) as Entry;
      const at = entry.occurredAt + ((number * 104_729) % 3_600_000);
      const more = { id: `pad-${number}`, path: '/blog/post', occurredAt: at, knownAt: at };
      const admitted = { ...entry, ...more, admittedAt: like.admitted_at, seq: 10_000_000 + number };
      return { entry: admitted as never, payload: `pad-${number}`, subject: like.subject };
    });
    await store.change((tx) => appendEntries(tx, views));
  }
}
