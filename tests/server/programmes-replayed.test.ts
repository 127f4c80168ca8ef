// What the service stores of programmes is what a replay of its journal decides, on both stores: however entries are batched, whenever the clock wakes it, while programmes come into force, pause, go on, are replaced and end.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalJson } from '@baton/core/base/canonical-json';
import { createRandom, type Random } from '@baton/core/base/random';
import type { Entry } from '@baton/core/journal/entry';
import type { NurtureDecision } from '@baton/core/nurture/moving/nurture-decision';
import { ProgrammeWriter, replayProgrammes } from '@baton/core/nurture/replaying/replay-programmes';
import { Intake } from '@baton/server/ingest/intake';
import { RulebookInForce } from '@baton/server/live/in-force';
import { checkProgrammeTexts, type ProgrammeTexts } from '@baton/server/nurture/programme-folder';
import {
  activateProgramme,
  draftProgramme,
  endProgramme,
  pauseProgramme,
  resumeProgramme,
} from '@baton/server/nurture/programme-life';
import { programmeDecisionBodies } from '@baton/server/store/enrolment-rows';
import { journalPages } from '@baton/server/store/journal-rows';
import { openPostgres } from '@baton/server/store/open-postgres';
import { openSqlite } from '@baton/server/store/open-sqlite';
import { allProgrammes } from '@baton/server/store/programme-rows';
import type { Store } from '@baton/server/store/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nurtureHistory, WELCOME } from '../nurture/nurture-cases.ts';
import { activate, all, firstDifference } from './activated.ts';
import { startPostgres, type TemporaryPostgres } from './temporary-postgres.ts';

const HOUR = 3_600_000;
const HISTORIES = process.env.BATON_PROOF ? 100 : 4;
const guide = readFileSync(new URL('../../examples/programmes/pricing-guide/programme.yaml', import.meta.url), 'utf8')
  .replace('again: 180d', 'again: 5d')
  .replace('  only: \'lead.seniority != "intern"\'\n', '');
const BODY = '{{ lead.firstName }} {{ account.name }} {{ offer.url }} {{ unsubscribe }}';
const PROGRAMMES: readonly ProgrammeTexts[] = [
  { text: guide, tests: '', templates: { guide: BODY, reminder: BODY, story: BODY } },
  {
    text: WELCOME,
    tests: '',
    templates: { one: '{{ unsubscribe }}', two: '{{ unsubscribe }}', three: '{{ unsubscribe }}' },
  },
];

describe.each(['sqlite', 'postgres'] as const)('[N3] programmes as stored on %s', (kind) => {
  let folder: string;
  let postgres: TemporaryPostgres | undefined;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'baton-programmes-'));
    if (kind === 'postgres') postgres = startPostgres();
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
    postgres?.stop();
  });
  const open = async (name: string): Promise<Store> =>
    postgres === undefined ? openSqlite(join(folder, name)) : openPostgres(await postgres.database(name));

  it(`are those of a replay, in ${HISTORIES} histories`, async () => {
    const kinds = new Map<string, number>();
    for (let seed = 1; seed <= HISTORIES; seed++) {
      const store = await open(`history-${seed}`);
      for (const each of await live(store, seed)) {
        kinds.set(each.kind, (kinds.get(each.kind) ?? 0) + 1);
      }
      await store.close();
    }
    const often = ['branched', 'enrolled', 'finished', 'postponed', 'send', 'stopped', 'withheld'];
    expect([...kinds.keys()]).toEqual(expect.arrayContaining(often));
  });

  /** Lives a history in a store, and compares. */
  async function live(store: Store, seed: number): Promise<readonly NurtureDecision[]> {
    const random = createRandom(seed);
    let now = 0;
    const inForce = new RulebookInForce();
    const intake = new Intake(
      store,
      () => now,
      inForce,
      () => async () => 'rep-1',
    );
    const entries: Entry[] = nurtureHistory(random, random.integer(40, 160));
    now = Math.min(...entries.map(({ knownAt }) => knownAt));
    await activate(store, 0);
    for (const texts of PROGRAMMES) await bringIn(store, texts, now);
    let isEnded = false;
    for (let from = 0; from < entries.length; ) {
      if (!isEnded && from > entries.length * 0.7) {
        isEnded = true;
        await endIfGoing(store, 'welcome', now);
      }
      const batch = entries.slice(from, from + random.integer(1, 8));
      from += batch.length;
      now =
        Math.max(now, ...batch.map(({ knownAt }) => knownAt)) + (random.chance(0.2) ? random.integer(0, 48) * HOUR : 0);
      if (random.chance(0.3)) await intake.wake();
      if (random.chance(0.15)) await changeSomething(store, random, now);
      await intake.offer({ entries: batch, refused: [] });
    }
    now += 4000 * HOUR;
    await intake.wake();
    await compare(store, inForce, now, seed);
    const bodies = await programmeDecisionBodies(store.read);
    return bodies.map((body) => JSON.parse(body) as NurtureDecision);
  }
});

async function compare(store: Store, inForce: RulebookInForce, until: number, seed: number): Promise<void> {
  const { programmes } = await inForce.load(store.read);
  if (programmes === undefined) throw new Error('no programme is in force');
  const writer = new ProgrammeWriter(programmes.book, 'exact');
  for (const entry of await all(journalPages(store.read))) writer.add(entry);
  const told = new Set<string>();
  const since = Number.NEGATIVE_INFINITY;
  replayProgrammes(programmes.book, writer.finish(), (decision) => told.add(canonicalJson(decision as never)), {
    mode: 'exact',
    since,
    until,
  });
  const stored = await programmeDecisionBodies(store.read);
  expect(firstDifference(stored, [...told]), `seed ${seed}`).toBeUndefined();
  const rows = await store.read.selectFrom('enrolments').selectAll().execute();
  const count = (kind: string) => stored.filter((body) => JSON.parse(body).kind === kind).length;
  expect(rows.length, `seed ${seed}`).toBe(count('enrolled'));
  expect(rows.filter(({ ended_at }) => ended_at !== null).length).toBe(count('finished') + count('stopped'));
  const mails = await store.read.selectFrom('mails').select('state').execute();
  expect(mails.length).toBe(count('send'));
}

async function bringIn(store: Store, texts: ProgrammeTexts, now: number): Promise<void> {
  const { source } = await new RulebookInForce().load(store.read);
  const checked = checkProgrammeTexts(
    texts,
    (name) => source.activations.find(({ definition }) => definition.name === name)?.definition,
  );
  await store.change(async (tx) => {
    const row = await draftProgramme(tx, texts, checked, { person: 'marketing', now });
    await activateProgramme(tx, row, { person: 'marketing', now });
  });
}

async function endIfGoing(store: Store, name: string, now: number): Promise<void> {
  const rows = await allProgrammes(store.read);
  if (rows.some((row) => row.name === name && row.state !== 'ended' && row.state !== 'draft'))
    await store.change((tx) => endProgramme(tx, name, { person: 'marketing', now }));
}

/** A person pauses a programme, lets it go on, ends it, or brings in a new version. */
async function changeSomething(store: Store, random: Random, now: number): Promise<void> {
  const by = { person: 'marketing', now };
  const texts = random.pick(PROGRAMMES);
  const name = /^programme: (\S+)/m.exec(texts.text)?.[1] as string;
  const states = (await allProgrammes(store.read)).filter((row) => row.name === name).map(({ state }) => state);
  if (states.includes('paused')) await store.change((tx) => resumeProgramme(tx, name, by));
  else if (!states.includes('active')) await bringIn(store, texts, now);
  else if (random.chance(0.2)) await store.change((tx) => endProgramme(tx, name, by));
  else if (random.chance(0.5)) await store.change((tx) => pauseProgramme(tx, name, by));
  else await bringIn(store, texts, now);
}
