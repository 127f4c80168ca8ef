// Random histories against both CRMs: people work there and in Baton while calls are refused, cut, lost or expired. Once it is calm both sides say the same, nothing is there twice, and the rate limit was never passed.
import { createRandom, type Random } from '@baton/core/base/random';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bringIntoForce, type Caller, type RunningService, runService, writeKey } from '../running-service.ts';
import { FakeHubSpot } from './fake-hubspot.ts';
import { FakeSalesforce } from './fake-salesforce.ts';
import type { Fault, RateWatch } from './faults.ts';

const HISTORIES = process.env.BATON_PROOF === undefined ? 2 : Number(process.env.BATON_HISTORIES ?? 100);
const STEPS = 12;
const MINUTE = 60_000;
const FAULTS: readonly Fault[] = ['too-many', 'ill', 'cut', 'lost', 'expired', 'lost'];

/** What people do in a CRM, whichever it is. */
interface Side {
  readonly kind: string;
  readonly settings: object;
  readonly secrets: object;
  readonly faults: Fault[];
  readonly watches: readonly (readonly [RateWatch, number])[];
  person(email: string): string;
  status(id: string, working: boolean): void;
  merge(into: string, from: string): void;
  remove(id: string): void;
  deal(person: string): string;
  win(deal: string): void;
  /** What stands in the field of Baton's status; undefined where the person is gone. */
  told(id: string): string | undefined;
  tasks(): readonly string[];
  stop(): Promise<void>;
}

async function hubspotSide(clock: () => number): Promise<Side> {
  const fake = await new FakeHubSpot(clock).start();
  for (const field of ['baton_grade', 'baton_status', 'baton_why']) fake.fields.add(field);
  const there = (id: string) => {
    const held = fake.get('contacts', id);
    return held?.archivedAt === undefined ? held : undefined;
  };
  return {
    kind: 'hubspot',
    settings: { url: fake.url, fields: { grade: 'baton_grade', status: 'baton_status', whyNow: 'baton_why' } },
    secrets: { clientId: 'c', clientSecret: 's', refreshToken: 'refresh' },
    faults: fake.faults,
    watches: [
      [fake.calls, 10],
      [fake.searches, 5],
    ],
    person: (email) => fake.create('contacts', { email }),
    status: (id, working) =>
      there(id) &&
      fake.change('contacts', there(id)?.id ?? '', { hs_lead_status: working ? 'IN_PROGRESS' : 'UNQUALIFIED' }),
    merge: (into, from) => {
      const [a, b] = [there(into), there(from)];
      if (a !== undefined && b !== undefined && a !== b) fake.merge('contacts', a.id, b.id);
    },
    remove: (id) => fake.archive('contacts', there(id)?.id ?? ''),
    deal: (person) => {
      const deal = fake.create('deals', { dealname: 'd', dealstage: 'contractsent' });
      if (there(person) !== undefined) fake.associate('deals', deal, 'contacts', there(person)?.id ?? '');
      return deal;
    },
    win: (deal) =>
      fake.change('deals', deal, { dealstage: 'closedwon', hs_is_closed: 'true', hs_is_closed_won: 'true' }),
    told: (id) => (there(id) === undefined ? undefined : (there(id)?.properties.baton_status ?? '')),
    tasks: () => fake.all('tasks').map(({ properties }) => properties.hs_task_body?.split('\n').at(-1) ?? ''),
    stop: () => fake.stop(),
  };
}

async function salesforceSide(clock: () => number): Promise<Side> {
  const fake = await new FakeSalesforce(clock).start();
  for (const known of fake.fields.values()) for (const field of ['G__c', 'S__c', 'W__c']) known.add(field);
  const there = (id: string): string | undefined => {
    const row = fake.get('Lead', id);
    if (row?.IsDeleted !== true) return id;
    return typeof row.MasterRecordId === 'string' ? there(row.MasterRecordId) : undefined;
  };
  return {
    kind: 'salesforce',
    settings: { url: fake.url, fields: { grade: 'G__c', status: 'S__c', whyNow: 'W__c' } },
    secrets: { clientId: 'c', clientSecret: 'secret' },
    faults: fake.faults,
    watches: [[fake.calls, 10]],
    person: (email) => fake.create('Lead', { Email: email }),
    status: (id, working) => {
      const found = there(id);
      if (found !== undefined) fake.change('Lead', found, { Status: working ? 'Working - Contacted' : 'Unqualified' });
    },
    merge: (into, from) => {
      const [a, b] = [there(into), there(from)];
      if (a !== undefined && b !== undefined && a !== b) fake.merge('Lead', a, b);
    },
    remove: (id) => fake.remove('Lead', there(id) ?? ''),
    deal: () => fake.create('Opportunity', { Name: 'd', StageName: 'Prospecting' }),
    win: (deal) => fake.change('Opportunity', deal, { StageName: 'Closed Won' }),
    told: (id) => {
      const found = there(id);
      return found === undefined ? undefined : String(fake.get('Lead', found)?.S__c ?? '');
    },
    tasks: () => fake.all('Task').map(({ Description }) => String(Description).split('\n').at(-1) ?? ''),
    stop: () => fake.stop(),
  };
}

describe.each([
  ['HubSpot', hubspotSide],
  ['Salesforce', salesforceSide],
] as const)('[J12] random histories with %s', (_, sideOf) => {
  let running: RunningService;
  let admin: Caller;
  let rep: Caller;
  let key: string;
  beforeEach(async () => {
    running = await runService({
      environment: { BATON_OUTGOING_ALLOW: '127.0.0.1', BATON_URL: 'http://baton.example' },
    });
    admin = await running.signIn('admin');
    rep = await running.signIn('sales');
    await bringIntoForce(running, 'enterprise');
    key = await writeKey(running);
  });
  afterEach(() => running.stop());

  const journal = async () =>
    (await running.service.store.read.selectFrom('entries').select(['id', 'source', 'kind', 'body']).execute()).filter(
      ({ source }) => source === 'hubspot' || source === 'salesforce',
    );
  const asks = async (name: string): Promise<void> => {
    const headers = { authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` };
    const company = { name: 'Ltd', employees: 500, industry: 'Software', country: 'US' };
    const traits = { email: `${name}@${name}.example`, seniority: 'director', company };
    await running.call('POST', '/v1/identify', { messageId: `${name}-1`, userId: name, traits }, headers);
    await running.call('POST', '/v1/track', { messageId: `${name}-2`, userId: name, event: 'Demo Requested' }, headers);
  };

  async function play(seed: number): Promise<void> {
    const random = createRandom(seed);
    const side = await sideOf(running.now);
    const { kind, settings, secrets } = side;
    const made = await admin.call('POST', '/api/v1/connectors', { kind, label: 'x', settings, secrets });
    const id = made.body.id as string;
    await admin.call('POST', `/api/v1/connectors/${id}/start`);
    const people: { readonly name: string; readonly id: string }[] = [];
    const deals: string[] = [];
    const round = async (): Promise<void> => {
      running.tick(2 * MINUTE);
      await running.service.connectors.look();
    };
    for (let step = 0; step < STEPS; step++) await act(side, random, people, deals, `h${seed}x${step}`, round);
    side.faults.length = 0;
    running.tick(2 * 60 * MINUTE);
    for (let i = 0; i < 8; i++) await round();
    const before = await journal();
    const tasks = side.tasks();
    for (let i = 0; i < 3; i++) await round();
    expect((await journal()).length, `seed ${seed}: read again`).toBe(before.length);
    expect(new Set(tasks).size, `seed ${seed}: tasks twice`).toBe(tasks.length);
    expect(side.tasks(), `seed ${seed}: tasks later`).toEqual(tasks);
    const { body } = await admin.call('POST', `/api/v1/connectors/${id}/preview`, { limit: 50 });
    const mine = body.rows.filter(
      ({ lead, record }: { lead: string; record: string | null }) => /h\d+x|:/.test(lead) && record !== null,
    );
    for (const { lead, fields } of mine) expect(fields, `seed ${seed}: ${lead}`).toEqual([]);
    for (const { name, id: person } of people)
      if (side.told(person) !== undefined) expect(side.told(person), `seed ${seed}: ${name}`).not.toBe('');
    for (const [watch, limit] of side.watches) expect(watch.most, `seed ${seed}: rate`).toBeLessThanOrEqual(limit);
    const { connectors } = (await admin.call('GET', '/api/v1/connectors')).body;
    expect(
      connectors.find((each: { id: string }) => each.id === id),
      `seed ${seed}`,
    ).toMatchObject({ waiting: 0, dead: 0, unread: 0, problem: null });
    await admin.call('DELETE', `/api/v1/connectors/${id}`);
    await side.stop();
  }

  async function act(
    side: Side,
    random: Random,
    people: { name: string; id: string }[],
    deals: string[],
    name: string,
    round: () => Promise<void>,
  ): Promise<void> {
    const one = (): string => people[random.integer(0, people.length - 1)]?.id ?? '';
    const roll = people.length === 0 ? 0 : random.integer(0, 9);
    running.tick(1000);
    if (roll <= 2) {
      people.push({ name, id: side.person(`${name}@${name}.example`) });
      await asks(name);
    } else if (roll === 3) side.status(one(), random.integer(0, 1) === 1);
    else if (roll === 4) side.merge(one(), one());
    else if (roll === 5) side.remove(one());
    else if (roll === 6) deals.push(side.deal(one()));
    else if (roll === 7 && deals.length > 0) side.win(deals.at(-1) as string);
    else if (roll === 8) await answer(random);
    for (let i = random.integer(0, 6); i > 0; i--)
      side.faults.push(random.integer(0, 2) === 0 ? (FAULTS[random.integer(0, 5)] as Fault) : 'none');
    await round();
  }

  async function answer(random: Random): Promise<void> {
    const { handoffs } = (await rep.call('GET', '/api/v1/queue?rep=me&limit=200')).body;
    if (handoffs.length === 0) return;
    const open = handoffs[random.integer(0, handoffs.length - 1)];
    await rep.call('POST', `/api/v1/handoffs/${open.id}/answer`, { answer: 'accepted' });
  }

  it(`${HISTORIES} converge, with nothing twice`, { timeout: HISTORIES * 60_000 }, async () => {
    for (let seed = 1; seed <= HISTORIES; seed++) await play(seed);
  });
});
