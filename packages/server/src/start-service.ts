// The service put together: store, intake, the wake loop and the HTTP door. Started and stopped as one.
import { resolveTxt } from 'node:dns/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KeyUse } from './auth/key-use.ts';
import { type Clock, systemClock } from './clock.ts';
import { type Config, ledgerFileOf, placeOf } from './config.ts';
import { Connectors } from './connectors/connectors.ts';
import { CrmSender } from './connectors/crm-http.ts';
import { CrmShelf } from './connectors/crm-of.ts';
import { noteForCrms } from './connectors/note-leads.ts';
import type { Sleep } from './connectors/pace.ts';
import { buildApp } from './http/app.ts';
import { newSetupToken } from './http/setup-link.ts';
import { Intake } from './ingest/intake.ts';
import { DailyLists } from './jobs/daily-lists.ts';
import { Jobs } from './jobs/jobs.ts';
import { WhatIfs } from './jobs/what-ifs.ts';
import type { DailyList } from './jobs/work/daily-list.ts';
import { dailyRound, ROUND_EVERY } from './keeping/daily-round.ts';
import { RulebookInForce } from './live/in-force.ts';
import { News } from './live/news.ts';
import { BATON } from './live/router.ts';
import { Loop } from './loop.ts';
import { MailOffice } from './mail/mail-office.ts';
import type { ResolveTxt } from './mail/sender-records.ts';
import { announceDecisions, remindReps } from './outgoing/announce.ts';
import { readAllowed } from './outgoing/checked-address.ts';
import { Delivery } from './outgoing/delivery.ts';
import { WebhookSender } from './outgoing/send-webhook.ts';
import { routeByDefinition } from './queue/route-by-definition.ts';
import { type RandomBytes, systemRandom } from './random.ts';
import { keepErasureKey } from './store/erasure-rows.ts';
import { releaseJobs } from './store/job-rows.ts';
import { CannotStart } from './store/migrate.ts';
import { openPostgres } from './store/open-postgres.ts';
import { openSqlite } from './store/open-sqlite.ts';
import { isUnfinished } from './store/setup-rows.ts';
import type { Store } from './store/store.ts';
import { changeVersion } from './store/version-rows.ts';
import { bringInUpload } from './uploads/bring-in.ts';
import { removeOld } from './uploads/old-uploads.ts';

/** A running service. */
export interface Service {
  readonly app: Awaited<ReturnType<typeof buildApp>>;
  readonly store: Store;
  readonly intake: Intake;
  readonly delivery: Delivery;
  readonly mail: MailOffice;
  readonly connectors: Connectors;
  readonly jobs: Jobs;
  readonly address: string;
  /** Where the first person is made, once, while there is nobody. */
  readonly setupLink: string | undefined;
  /** Plays deadlines that are due and reminds of those to come. Done every second. */
  watchClocks(): Promise<void>;
  /** Takes no more requests, finishes what it has, lets the database go. */
  stop(): Promise<void>;
}

/** What tests replace. */
export interface Surroundings {
  readonly clock?: Clock;
  readonly random?: RandomBytes;
  /** Work of a password's hash; less makes tests fast. */
  readonly passwordCost?: number;
  /** How calls to CRMs wait for their turn. */
  readonly sleep?: Sleep;
  /** The program of a job's thread, built. */
  readonly jobProgram?: URL;
  /** Where the web app was built. */
  readonly webFolder?: URL;
  /** Asks name servers for texts. */
  readonly resolveTxt?: ResolveTxt;
  /** Milliseconds between two looks at clocks and outbox. */
  readonly lookEvery?: number;
}

/** Milliseconds between two looks into the mailbox. */
const MAILBOX_EVERY = 60_000;

/** Opens the store, migrates it, and listens. Throws CannotStart where it cannot. */
export async function startService(config: Config, surroundings: Surroundings = {}): Promise<Service> {
  const { clock = systemClock, random = systemRandom } = surroundings;
  const store = await openStore(config);
  const inForce = new RulebookInForce();
  const news = new News();
  const base = config.BATON_URL;
  const toWebhooks = announceDecisions(base);
  const announce: typeof toWebhooks = async (tx, decisions, now) => {
    await toWebhooks(tx, decisions, now);
    await noteForCrms(tx, decisions, now);
  };
  const intake = new Intake(store, clock, inForce, routeByDefinition, (done) => news.tell(done), announce);
  const allowed = readAllowed(config.BATON_OUTGOING_ALLOW);
  const sender = new WebhookSender(allowed);
  const crmSender = new CrmSender(allowed);
  const crms = new CrmShelf({ send: crmSender.send, clock, sleep: surroundings.sleep ?? wait });
  const connectors = new Connectors({ store, intake, inForce, clock, base, crms });
  const delivery = new Delivery(
    (work) => intake.aside(work),
    clock,
    (sending, at) => sender.send(sending, at),
  );
  const uploads = join(config.BATON_DATA, 'uploads');
  const dailyLists = new DailyLists(store, intake, inForce, clock);
  const jobProgram = surroundings.jobProgram ?? new URL('job.mjs', import.meta.url);
  const whatIfs = new WhatIfs(placeOf(config), new URL('what-if.mjs', jobProgram), clock);
  const jobs = new Jobs(
    intake,
    clock,
    random,
    { store: placeOf(config), uploads },
    jobProgram,
    { 'bring-in': bringInUpload(uploads, { intake, clock, newId: () => random(16).toString('hex') }) },
    {
      'daily-list': (params, result) => dailyLists.take(params, result as DailyList),
      // A backtest of a version is what its signers look at.
      backtest: ({ name, version }, _, id) =>
        intake.aside((tx) => changeVersion(tx, { name, version }, { backtest: id })),
    },
  );
  if (store.kind === 'sqlite') await intake.aside(releaseJobs);
  await removeOld({ store, intake, path: uploads }, BATON, clock());
  await intake.aside((tx) => keepErasureKey(tx, random(32).toString('base64url')));
  const mail = new MailOffice({ config, store, intake, inForce, clock });
  await mail.keepKey(random(32).toString('base64url'));
  const keeping = { store, intake, inForce, clock, ledgerFile: ledgerFileOf(config), uploads };
  const app = await buildApp({
    config,
    keeping,
    store,
    intake,
    inForce,
    clock,
    random,
    news,
    jobs,
    whatIfs,
    delivery,
    mail,
    resolveTxt: surroundings.resolveTxt ?? resolveTxt,
    crms,
    keyUse: new KeyUse(intake),
    webFolder: fileURLToPath(surroundings.webFolder ?? new URL('../../web/dist/', import.meta.url)),
    snippetFile: fileURLToPath(new URL('../../snippet/dist/baton.js', import.meta.url)),
    passwordCost: surroundings.passwordCost,
  });
  const address = await app.listen({ host: config.BATON_HOST, port: config.BATON_PORT });
  const token = await newSetupToken(store, random);
  const report = (error: unknown): void => app.log.error(error);
  const watchClocks = async (): Promise<void> => {
    await intake.wake();
    news.touched(await intake.aside((tx) => remindReps(tx, base, clock())));
    await dailyLists.look(jobs);
  };
  const loop = (work: () => Promise<unknown>): Loop => new Loop(work, report, surroundings.lookEvery).start();
  const round = new Loop(() => dailyRound(keeping).finally(() => whatIfs.forget()), report, ROUND_EVERY).start();
  const mailbox = new Loop(() => mail.readMailbox(), report, MAILBOX_EVERY).start();
  const loops = [
    mailbox,
    loop(watchClocks),
    loop(() => delivery.deliver()),
    loop(async () => mail.delivery?.deliver()),
    loop(() => connectors.look()),
    loop(() => jobs.look()),
    round,
  ];
  return {
    app,
    store,
    intake,
    delivery,
    mail,
    connectors,
    jobs,
    address,
    watchClocks,
    setupLink: token === undefined ? undefined : `${config.BATON_URL ?? address}/setup#${token}`,
    async stop() {
      await app.close();
      await jobs.stop();
      await whatIfs.forget();
      for (const loop of loops) await loop.stop();
      await sender.close();
      await crmSender.close();
      await intake.drain();
      await store.close();
    },
  };
}

async function openStore(config: Config): Promise<Store> {
  const place = placeOf(config);
  const store = await ('sqlite' in place ? openSqlite(place.sqlite) : openPostgres(place.postgres));
  if (!(await isUnfinished(store.read))) return store;
  await store.close();
  throw new CannotStart('A restore into this database did not finish. Run baton restore again, with --replace.', 1);
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
