// HubSpot end to end: a connector made as a draft, tried dry, switched on; what Baton decides stands in HubSpot's fields and tasks, and what people do there comes back into the journal.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bringIntoForce, type Caller, type RunningService, runService, writeKey } from '../running-service.ts';
import { startPostgres, type TemporaryPostgres } from '../temporary-postgres.ts';
import { FakeHubSpot } from './fake-hubspot.ts';

const MINUTE = 60_000;
const FIELDS = {
  grade: 'baton_grade',
  engagement: 'baton_engagement',
  whyNow: 'baton_why_now',
  due: 'baton_due',
  status: 'baton_status',
  link: 'baton_link',
};
const SETTINGS = {
  fields: FIELDS,
  stage: { field: 'hs_lead_status', values: { open: 'NEW', accepted: 'IN_PROGRESS' }, over: ['OPEN'] },
};

describe.each(['sqlite', 'postgres'] as const)('[L7] HubSpot on %s', (kind) => {
  let postgres: TemporaryPostgres | undefined;
  let running: RunningService;
  let admin: Caller;
  let rep: Caller;
  let hubspot: FakeHubSpot;
  let id: string;
  let asked = 0;

  const lead = async (): Promise<{ person: string; contact: string }> => {
    asked += 1;
    const person = `lead${asked}`;
    const email = `${person}@${person}.example`;
    const contact = hubspot.create('contacts', { email, hs_lead_status: 'OPEN' });
    const headers = { authorization: `Basic ${Buffer.from(`${await writeKey(running)}:`).toString('base64')}` };
    const company = { name: 'Ltd', employees: 500, industry: 'Software', country: 'US' };
    const traits = { email, seniority: 'director', company };
    await running.call('POST', '/v1/identify', { messageId: `${person}-1`, userId: person, traits }, headers);
    const event = { messageId: `${person}-2`, userId: person, event: 'Demo Requested' };
    await running.call('POST', '/v1/track', event, headers);
    return { person, contact };
  };
  const round = async (after = MINUTE): Promise<void> => {
    running.tick(after);
    await running.service.connectors.look();
  };
  const fieldsOf = (contact: string) => hubspot.get('contacts', contact)?.properties ?? {};
  const shown = async () =>
    (await admin.call('GET', '/api/v1/connectors')).body.connectors.find((each: { id: string }) => each.id === id);
  const entries = async (source = 'hubspot') =>
    (
      await running.service.store.read
        .selectFrom('entries')
        .select(['id', 'kind', 'body'])
        .where('source', '=', source)
        .orderBy('position')
        .execute()
    ).map((row) => ({ ...row, body: JSON.parse(row.body) }));

  beforeAll(async () => {
    if (kind === 'postgres') postgres = startPostgres();
    const database = await postgres?.database('hubspot');
    running = await runService({
      environment: { BATON_OUTGOING_ALLOW: '127.0.0.1', BATON_URL: 'http://baton.example' },
      ...(database === undefined ? {} : { database }),
    });
    admin = await running.signIn('admin');
    rep = await running.signIn('sales');
    await bringIntoForce(running, 'enterprise');
  });
  afterAll(async () => {
    await running.stop();
    postgres?.stop();
  });
  beforeEach(async () => {
    hubspot = await new FakeHubSpot(running.now).start();
    hubspot.owners.push({ id: '77', email: 'sales@company.example' }, { id: '78', email: 'other@company.example' });
    for (const field of Object.values(FIELDS)) hubspot.fields.add(field);
    const settings = { ...SETTINGS, url: hubspot.url };
    const body = { kind: 'hubspot', label: 'ours', settings, secrets: { token: 'token-1' } };
    const made = await admin.call('POST', '/api/v1/connectors', body);
    expect(made.status).toBe(201);
    id = made.body.id;
    return async () => {
      await admin.call('DELETE', `/api/v1/connectors/${id}`);
      await hubspot.stop();
    };
  });
  const start = () => admin.call('POST', `/api/v1/connectors/${id}/start`);

  it('shows what it would write before anything is written, and which fields are missing', async () => {
    const { contact } = await lead();
    hubspot.fields.delete('baton_link');
    const { status, body } = await admin.call('POST', `/api/v1/connectors/${id}/preview`, { limit: 1 });
    expect([status, body.missing]).toEqual([200, ['baton_link']]);
    expect(body.rows[0]).toMatchObject({ record: `contacts:${contact}`, task: { rep: 'sales@company.example' } });
    expect(body.rows[0].fields).toContainEqual({ field: 'baton_grade', from: '', to: 'A' });
    expect(body.rows[0].fields).toContainEqual({ field: 'hs_lead_status', from: 'OPEN', to: 'NEW' });
    await round();
    expect(fieldsOf(contact).baton_grade).toBeUndefined();
    expect(hubspot.all('tasks')).toEqual([]);
  });

  it('writes the lead, and one task for the rep; again only what changed', async () => {
    await start();
    const { person, contact } = await lead();
    await round();
    expect(fieldsOf(contact)).toMatchObject({
      baton_grade: 'A',
      baton_status: 'open',
      baton_link: `http://baton.example/leads/${encodeURIComponent(`user:${person}`)}`,
      hs_lead_status: 'NEW',
    });
    expect(fieldsOf(contact).baton_why_now).toMatch(/fit A, engagement/);
    const [task] = hubspot.all('tasks');
    expect(task?.properties).toMatchObject({ hubspot_owner_id: '77', hs_task_status: 'NOT_STARTED' });
    expect(hubspot.linked('contacts', contact, 'tasks')).toEqual([task?.id]);
    const writes = () => hubspot.asked.filter((path) => path.endsWith('batch/update')).length;
    const before = writes();
    await round();
    await round();
    expect([writes(), hubspot.all('tasks').length]).toEqual([before, 1]);
    const handoff = (await rep.call('GET', '/api/v1/queue?rep=me&limit=200')).body.handoffs.find(
      (each: { lead: string }) => each.lead === `user:${person}`,
    );
    await rep.call('POST', `/api/v1/handoffs/${handoff.id}/answer`, { answer: 'accepted' });
    await round();
    expect(fieldsOf(contact)).toMatchObject({
      baton_status: 'accepted',
      baton_due: null,
      hs_lead_status: 'IN_PROGRESS',
    });
    // Its own stage is no answer of a rep.
    await round();
    expect((await entries()).filter(({ kind: what }) => what === 'disposition')).toEqual([]);
  });

  it('reads what the rep answered there, and does not write over it', async () => {
    await start();
    const { person, contact } = await lead();
    await round();
    running.tick(MINUTE);
    hubspot.change('contacts', contact, { hs_lead_status: 'UNQUALIFIED' });
    await round();
    const answers = (await entries()).filter(
      ({ kind: what, body }) => what === 'disposition' && body.userId === `hubspot:${contact}`,
    );
    expect(answers.map(({ body }) => body.answer)).toEqual(['rejected']);
    const found = await admin.call('GET', `/api/v1/leads/${encodeURIComponent(`user:${person}`)}`);
    expect(found.status).toBe(200);
    await round();
    expect(fieldsOf(contact)).toMatchObject({ baton_status: 'rejected', hs_lead_status: 'UNQUALIFIED' });
    const count = (await entries()).length;
    for (let i = 0; i < 3; i++) await round();
    expect((await entries()).length).toBe(count);
  });

  it('reads calls, meetings, deals, merges and deletions by the rules K, each once', async () => {
    const { contact } = await lead();
    const other = hubspot.create('contacts', { email: `other${asked}@lead${asked}.example` });
    running.tick(1000);
    await start();
    await round();
    const at = () => new Date(running.now()).toISOString();
    const call = hubspot.create('calls', {
      hs_timestamp: at(),
      hs_call_disposition: 'f240bbac-87c9-4f6e-bf70-924b57d47db7',
      hs_call_duration: '240000',
      hubspot_owner_id: '77',
    });
    hubspot.associate('calls', call, 'contacts', contact);
    const deals = ['one', 'two'].map((dealname) => {
      const deal = hubspot.create('deals', { dealname, dealstage: 'appointmentscheduled', amount: '1000' });
      hubspot.associate('deals', deal, 'contacts', contact);
      return deal;
    });
    await round();
    const of = async (what: string) => (await entries()).filter(({ kind: each }) => each === what);
    expect((await of('touch')).map(({ body }) => body.owner)).toEqual(['sales@company.example']);
    expect(await of('conversation')).toHaveLength(1);
    expect((await of('opportunity')).map(({ body }) => body.deal).sort()).toEqual(deals.toSorted());
    running.tick(MINUTE);
    const merged = hubspot.merge('deals', deals[0] as string, deals[1] as string);
    running.tick(MINUTE);
    hubspot.change('deals', merged, {
      dealstage: 'closedwon',
      hs_is_closed: 'true',
      hs_is_closed_won: 'true',
      closedate: at(),
    });
    await round();
    expect((await of('won')).map(({ body }) => body.deal)).toEqual([deals[0]]);
    running.tick(MINUTE);
    hubspot.merge('contacts', contact, other);
    await round();
    expect((await of('merge')).map(({ body }) => [body.userId, body.from.userId])).toEqual([
      [`hubspot:${contact}`, `hubspot:${other}`],
    ]);
    hubspot.archive('deals', merged);
    await round(61 * MINUTE);
    expect((await of('lost')).map(({ body }) => [body.deal, body.reason])).toEqual([[deals[0], 'Deleted in the CRM']]);
    const count = (await entries()).length;
    await round();
    expect((await entries()).length).toBe(count);
  });

  it('says what is behind and why; a pause keeps it, and nothing shows the secret', async () => {
    await start();
    // Leads that sales has are written first.
    const waiting = (await shown()).waiting + 1;
    hubspot.token = 'another';
    const { contact } = await lead();
    await round();
    expect(await shown()).toMatchObject({ waiting, problem: expect.stringMatching(/401/), state: 'on' });
    await admin.call('POST', `/api/v1/connectors/${id}/pause`);
    hubspot.token = 'token-1';
    await round(60 * MINUTE);
    expect(fieldsOf(contact).baton_grade).toBeUndefined();
    expect(await shown()).toMatchObject({ waiting, state: 'paused' });
    await start();
    await round();
    // What was read is news of the lead, and written by the next round.
    await round();
    expect(await shown()).toMatchObject({ waiting: 0, problem: null, dead: 0 });
    expect(fieldsOf(contact).baton_grade).toBe('A');
    expect(JSON.stringify(await admin.call('GET', '/api/v1/connectors'))).not.toContain('token-1');
    expect((await rep.call('GET', '/api/v1/connectors')).status).toBe(403);
  });
});
