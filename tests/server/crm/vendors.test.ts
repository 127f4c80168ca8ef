// The vendors' own SDKs speak to the fakes that the connectors are tried on: what the fakes answer is what these libraries understand.
import { Client } from '@hubspot/api-client';
import { Connection } from 'jsforce';
import { expect, it } from 'vitest';
import { FakeHubSpot } from './fake-hubspot.ts';
import { FakeSalesforce } from './fake-salesforce.ts';

const NOW = Date.UTC(2026, 2, 2, 9);

it('HubSpot’s client searches, pages, reads histories and associations, and writes in batches', async () => {
  let now = NOW;
  const fake = await new FakeHubSpot(() => (now += 300)).start();
  fake.owners.push({ id: '1', email: 'a@a.example' }, { id: '2', email: 'b@b.example' });
  const ids = ['a', 'b', 'c'].map((name) =>
    fake.create('contacts', { email: `${name}@a.example`, hs_lead_status: 'NEW' }),
  );
  const [first = '', second = '', third = ''] = ids;
  const { crm } = new Client({ accessToken: 'token-1', basePath: fake.url, numberOfApiCallRetries: 0 });
  const search = (after?: string) =>
    crm.contacts.searchApi.doSearch({
      filterGroups: [{ filters: [{ propertyName: 'lastmodifieddate', operator: 'GTE' as never, value: String(NOW) }] }],
      sorts: ['lastmodifieddate'],
      properties: ['email'],
      limit: 2,
      ...(after === undefined ? {} : { after }),
    } as never);
  const page = await search();
  expect(page.results.map(({ id }) => id)).toEqual([first, second]);
  expect((await search(page.paging?.next?.after)).results.map(({ id }) => id)).toEqual([third]);
  fake.change('contacts', first, { hs_lead_status: 'OPEN_DEAL' });
  const read = await crm.contacts.batchApi.read({
    inputs: [{ id: first }],
    properties: ['email'],
    propertiesWithHistory: ['hs_lead_status'],
  });
  expect(read.results[0]?.propertiesWithHistory?.hs_lead_status?.map(({ value }) => value)).toEqual([
    'OPEN_DEAL',
    'NEW',
  ]);
  const written = await crm.contacts.batchApi.update({
    inputs: [{ id: second, properties: { hs_lead_status: 'CONNECTED' } }],
  });
  expect(written.results[0]?.id).toBe(second);
  expect(fake.get('contacts', second)?.properties.hs_lead_status).toBe('CONNECTED');
  const task = await crm.objects.tasks.basicApi.create({
    properties: { hs_task_body: 'x' },
    associations: [
      { to: { id: third }, types: [{ associationCategory: 'HUBSPOT_DEFINED' as never, associationTypeId: 204 }] },
    ],
  } as never);
  expect(fake.linked('contacts', third, 'tasks')).toEqual([task.id]);
  fake.merge('contacts', first, second);
  expect((await crm.contacts.basicApi.getById(second)).id).toBe(first);
  fake.archive('contacts', third);
  const archived = await crm.contacts.basicApi.getPage(10, undefined, ['email'], undefined, undefined, true);
  expect(archived.results.map(({ id }) => id)).toEqual([third]);
  const owners = await crm.owners.ownersApi.getPage(undefined, undefined, 1);
  expect([owners.results[0]?.email, owners.paging?.next?.after]).toEqual(['a@a.example', '1']);
  fake.token = 'another';
  await expect(crm.contacts.basicApi.getById(first)).rejects.toMatchObject({ code: 401 });
  await fake.stop();
});

it('jsforce queries page after page, sees the bin, and writes many records with partial success', async () => {
  let now = NOW;
  const fake = await new FakeSalesforce(() => (now += 300)).start();
  const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => fake.create('Lead', { Email: `${name}@a.example` }));
  const [first = '', second = '', third = ''] = ids;
  const connection = new Connection({ instanceUrl: fake.url, accessToken: 'session-1', version: '62.0' });
  const found = await connection.query('SELECT Id, Email FROM Lead ORDER BY Id', { autoFetch: true });
  expect(found.records.map(({ Id }) => Id)).toEqual(ids);
  fake.locked.add(second);
  const told = await connection.sobject('Lead').update(
    [first, second].map((Id) => ({ Id, Status: 'Working - Contacted' })),
    { allOrNone: false },
  );
  expect(told.map(({ success }) => success)).toEqual([true, false]);
  expect(fake.get('Lead', first)?.Status).toBe('Working - Contacted');
  fake.merge('Lead', first, third);
  const bin = await connection.query('SELECT Id, MasterRecordId FROM Lead WHERE IsDeleted = true', { scanAll: true });
  expect(bin.records.map(({ Id, MasterRecordId }) => [Id, MasterRecordId])).toEqual([[third, first]]);
  const made = await connection.sobject('Task').create({ WhoId: first, Subject: 'x' });
  expect(fake.get('Task', made.id ?? '')?.WhoId).toBe(first);
  const limits = (await connection.limits()) as unknown as Record<string, { readonly Remaining: number }>;
  expect(limits.DailyApiRequests?.Remaining).toBe(15_000);
  fake.token = 'another';
  await expect(connection.query('SELECT Id FROM Lead')).rejects.toMatchObject({ errorCode: 'INVALID_SESSION_ID' });
  await fake.stop();
});
