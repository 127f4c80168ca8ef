// Salesforce end to end: leads and contacts written with partial failures, statuses, conversions, merges, roles, deals and calls read back.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bringIntoForce, type Caller, type RunningService, runService, writeKey } from '../running-service.ts';
import { FakeSalesforce } from './fake-salesforce.ts';

const MINUTE = 60_000;
const FIELDS = {
  grade: 'Baton_Grade__c',
  engagement: 'Baton_Engagement__c',
  status: 'Baton_Status__c',
  due: 'Baton_Due__c',
};

describe('[L7] Salesforce', () => {
  let running: RunningService;
  let admin: Caller;
  let salesforce: FakeSalesforce;
  let id: string;
  const ask = async (person: string, email: string): Promise<void> => {
    const headers = { authorization: `Basic ${Buffer.from(`${await writeKey(running)}:`).toString('base64')}` };
    const company = { name: 'Ltd', employees: 500, industry: 'Software', country: 'US' };
    const traits = { email, seniority: 'director', company };
    await running.call('POST', '/v1/identify', { messageId: `${person}-1`, userId: person, traits }, headers);
    const event = { messageId: `${person}-2`, userId: person, event: 'Demo Requested' };
    await running.call('POST', '/v1/track', event, headers);
  };
  const round = async (after = MINUTE): Promise<void> => {
    running.tick(after);
    await running.service.connectors.look();
  };
  const entries = async (kind: string) =>
    (
      await running.service.store.read
        .selectFrom('entries')
        .select(['id', 'body'])
        .where('source', '=', 'salesforce')
        .where('kind', '=', kind)
        .orderBy('position')
        .execute()
    ).map(({ body }) => JSON.parse(body));
  const shown = async () => (await admin.call('GET', '/api/v1/connectors')).body.connectors[0];

  beforeEach(async () => {
    running = await runService({
      environment: { BATON_OUTGOING_ALLOW: '127.0.0.1', BATON_URL: 'http://baton.example' },
    });
    admin = await running.signIn('admin');
    await running.signIn('sales');
    await bringIntoForce(running, 'enterprise');
    salesforce = await new FakeSalesforce(running.now).start();
    salesforce.create('User', { Email: 'sales@company.example', IsActive: true });
    for (const known of salesforce.fields.values()) for (const field of Object.values(FIELDS)) known.add(field);
    const settings = {
      url: salesforce.url,
      fields: FIELDS,
      stage: { field: 'Status', values: { open: 'MQL' }, over: ['Open - Not Contacted'] },
    };
    const body = { kind: 'salesforce', label: 'ours', settings, secrets: { clientId: 'id', clientSecret: 'secret' } };
    const made = await admin.call('POST', '/api/v1/connectors', body);
    expect(made.status).toBe(201);
    id = made.body.id;
  });
  afterEach(async () => {
    await running.stop();
    await salesforce.stop();
  });

  it('writes leads with a task, again where the lead became a contact, and tells what cannot be written', async () => {
    const lead = salesforce.create('Lead', { Email: 'a@a.example' });
    const gone = salesforce.create('Lead', { Email: 'b@b.example' });
    await ask('a', 'a@a.example');
    const dry = await admin.call('POST', `/api/v1/connectors/${id}/preview`, {});
    expect(dry.body).toMatchObject({ missing: [], rows: [{ record: `Lead:${lead}` }] });
    expect(salesforce.get('Lead', lead)?.Baton_Grade__c).toBeUndefined();
    await admin.call('POST', `/api/v1/connectors/${id}/start`);
    await ask('a2', 'a@a.example');
    await ask('b', 'b@b.example');
    await round();
    expect(salesforce.get('Lead', lead)).toMatchObject({ Baton_Grade__c: 'A', Baton_Status__c: 'open', Status: 'MQL' });
    expect(
      salesforce
        .all('Task')
        .map(({ WhoId }) => WhoId)
        .sort(),
    ).toEqual([lead, gone].sort());
    await round();
    expect(await entries('disposition')).toEqual([]);
    running.tick(MINUTE);
    salesforce.change('Lead', lead, { Status: 'Working - Contacted' });
    const contact = salesforce.convert(lead);
    await round();
    await round();
    expect((await entries('disposition')).map(({ answer }) => answer)).toEqual(['accepted']);
    expect((await entries('merge')).map(({ userId, from }) => [userId, from.userId])).toEqual([[contact, lead]]);
    expect(salesforce.get('Contact', contact)).toMatchObject({ Baton_Status__c: 'accepted' });
    expect(salesforce.all('Task')).toHaveLength(2);
    expect(await shown()).toMatchObject({ waiting: 0, dead: 0, problem: null });
  });

  it('reads deals with their people, calls, merges and deletions, each once, and leaves the last calls of a day to others', async () => {
    await admin.call('POST', `/api/v1/connectors/${id}/start`);
    const account = salesforce.create('Account', { Name: 'Ltd', Website: 'https://a.example' });
    const contacts = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) =>
      salesforce.create('Contact', { Email: `${name}@a.example`, AccountId: account }),
    );
    const [first = '', second = ''] = contacts;
    const deal = salesforce.create('Opportunity', {
      Name: 'One',
      AccountId: account,
      Amount: 100,
      CloseDate: '2026-03-20',
    });
    salesforce.create('OpportunityContactRole', { OpportunityId: deal, ContactId: first });
    salesforce.create('Task', {
      ...{ WhoId: first, TaskSubtype: 'Call', Status: 'Completed', CallDurationInSeconds: 300 },
      ...{ CompletedDateTime: new Date(running.now()).toISOString() },
    });
    await round();
    expect((await entries('identify')).map(({ userId }) => userId)).toEqual(expect.arrayContaining(contacts));
    expect((await entries('opportunity')).map(({ deal: of, people }) => [of, people.length])).toEqual([[deal, 1]]);
    expect(await entries('touch')).toHaveLength(1);
    running.tick(MINUTE);
    salesforce.change('Opportunity', deal, { StageName: 'Closed Won' });
    salesforce.merge('Contact', first, second);
    await round(61 * MINUTE);
    expect(await entries('won')).toHaveLength(1);
    expect((await entries('merge')).map(({ userId, from }) => [userId, from.userId])).toEqual([[first, second]]);
    salesforce.remove('Opportunity', deal);
    await round(61 * MINUTE);
    expect((await entries('lost')).map(({ reason }) => reason)).toEqual(['Deleted in the CRM']);
    const asked = salesforce.asked.length;
    salesforce.remaining = 100;
    await round(16 * MINUTE);
    expect(await shown()).toMatchObject({ problem: expect.stringMatching(/100 of the 15000 API calls/) });
    expect(salesforce.asked.slice(asked)).toEqual(['GET /services/data/v62.0/limits']);
  });

  it('goes on where its session has expired, and where one record of many cannot be written', async () => {
    await admin.call('POST', `/api/v1/connectors/${id}/start`);
    const lead = salesforce.create('Lead', { Email: 'a@a.example' });
    const locked = salesforce.create('Lead', { Email: 'b@b.example' });
    await round();
    salesforce.token = 'session-2';
    await ask('a', 'a@a.example');
    await ask('b', 'b@b.example');
    salesforce.locked.add(locked);
    await round();
    expect(await shown()).toMatchObject({ waiting: 1, dead: 0 });
    const { leads } = (await admin.call('GET', `/api/v1/connectors/${id}/leads?state=waiting`)).body;
    expect(leads[0]).toMatchObject({ attempts: 1, problem: expect.stringMatching(/UNABLE_TO_LOCK_ROW/) });
    salesforce.locked.clear();
    await round();
    await round();
    expect([lead, locked].map((each) => salesforce.get('Lead', each)?.Baton_Grade__c)).toEqual(['A', 'A']);
  });
});
