// Folders of exports sent to the service: planned with the importer's questions, brought in with receipts, and nothing of a hostile file done harm.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, finished, type RunningService, runService } from './running-service.ts';

const CONTACTS = `Id,Email,First Name,Last Name,Job Title,Created Date
c1,ada@engines.example,Ada,Lovelace,CTO,2025-11-02T09:00:00Z
c2,bea@works.example,Bea,Baker,Intern,2025-11-03T09:00:00Z
c3,not an address,Cleo,Carter,VP Sales,2025-11-04T09:00:00Z
`;
const DEALS = `Deal ID,Company,Created Date,Close Date,Stage,Amount
d1,Engines,2025-12-01,2026-01-10,Closed Won,9000
d2,Works,2025-12-02,2026-01-11,Closed Lost,4000
`;

describe('an upload', () => {
  let running: RunningService;
  let marketing: Caller;
  const put = (id: string, name: string, bytes: string | Buffer) =>
    marketing.call('PUT', `/api/v1/uploads/${id}/files/${encodeURIComponent(name)}`, Buffer.from(bytes), {
      'content-type': 'application/octet-stream',
    });
  const begin = async (): Promise<string> => (await marketing.call('POST', '/api/v1/uploads')).body.id;
  const upload = async (id: string) => (await marketing.call('GET', `/api/v1/uploads/${id}`)).body;
  const plan = async (id: string, answers: unknown = []) => {
    const asked = await marketing.call('POST', `/api/v1/uploads/${id}/plan`, { answers });
    expect(asked.status).toBe(202);
    await finished(marketing, asked.body.id);
    return (await upload(id)).plan;
  };
  const ANSWERS = [
    { flag: '--currency', words: 'EUR' },
    { flag: '--zone', words: 'Europe/Berlin' },
    { flag: '--exported-at', words: '2026-02-28' },
    { flag: '--new-business', words: 'all' },
  ];

  beforeAll(async () => {
    running = await runService({ environment: { BATON_UPLOAD_MEGABYTES: '1' } });
    marketing = await running.signIn('marketing');
  });
  afterAll(() => running?.stop());

  it('says what its files are, asks what nothing in them shows, and brings in what it showed, with receipts', async () => {
    const id = await begin();
    expect((await put(id, 'contacts.csv', CONTACTS)).body).toEqual({ name: 'contacts.csv', bytes: CONTACTS.length });
    await put(id, 'deals.csv', DEALS);
    const first = await plan(id);
    expect(first.files.map(({ file, rows }: { file: string; rows: string }) => [file, rows])).toEqual([
      ['contacts.csv', 'leads'],
      ['deals.csv', 'deals'],
    ]);
    expect(first.questions.map(({ flag }: { flag: string }) => flag)).toContain('--currency');
    expect(first.counts).toBeNull();
    expect((await marketing.call('POST', `/api/v1/uploads/${id}/bring-in`)).body.code).toBe('upload-not-planned');

    const second = await plan(id, ANSWERS);
    expect(second).toMatchObject({ questions: [], problems: [] });
    expect(second.files[0].samples[0]).toMatchObject({ line: 2, verdict: 'imported' });
    expect(second.files[0].samples[0].entries[0]).toContain('identify user:c1');
    expect(second.counts).toMatchObject({ rows: 5, coverage: { won: 1 } });
    const made = second.counts.entries.accepted;
    expect(made).toBeGreaterThan(4);

    const before = await ledger();
    const job = await marketing.call('POST', `/api/v1/uploads/${id}/bring-in`);
    await finished(marketing, job.body.id);
    const after = await upload(id);
    expect(after).toMatchObject({ state: 'brought-in', files: [], received: { received: made, accepted: made } });
    expect((await ledger()) - before).toBe(made);
    expect((await put(id, 'more.csv', CONTACTS)).body.code).toBe('upload-over');
  });

  it('brings the same folder in again without effect', async () => {
    const id = await begin();
    await put(id, 'contacts.csv', CONTACTS);
    await put(id, 'deals.csv', DEALS);
    await plan(id, ANSWERS);
    const job = await marketing.call('POST', `/api/v1/uploads/${id}/bring-in`);
    await finished(marketing, job.body.id);
    const { received } = await upload(id);
    expect(received.duplicate).toBe(received.received);
  });

  it('keeps rows that are refused with their place and reasons, for a download', async () => {
    const id = await begin();
    await put(
      id,
      'contacts.csv',
      `${CONTACTS}c4,dora@works.example,Dora,"broken\nc5,eve@works.example,Eve,E,CFO,2025-11-05T09:00:00Z\n`,
    );
    const found = await plan(id, ANSWERS);
    expect(found.counts.refused + found.counts.refusedCells).toBeGreaterThan(0);
    const refused = await marketing.call('GET', `/api/v1/uploads/${id}/refused`);
    expect(refused.headers.get('content-disposition')).toContain('refused.ndjson');
    const lines = (refused.body as string)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ file }) => file)).toContain('contacts.csv');
    for (const { problems } of lines) expect(problems[0].message.length).toBeGreaterThan(5);
    expect(JSON.stringify(found)).not.toContain(running.folder);
  });

  it.each([
    '../../baton.db',
    '..',
    '.hidden.csv',
    'a/b.csv',
    'a\\b.csv',
    'C:x.csv',
    'x\u0001.csv',
    `${'a'.repeat(200)}.csv`,
    '-rf.csv',
    'x.csv\u202e',
  ])('takes no file called %j', async (name) => {
    const id = await begin();
    const { status, body } = await put(id, name, CONTACTS);
    expect([400, 404, 414]).toContain(status);
    expect(['upload-name', 'http-not-found', 'http-invalid']).toContain(body.code);
    expect(filesUnder(running.folder).filter((path) => path.includes(id))).toEqual([]);
  });

  it.each([
    ['shell.sh', 'echo', 415],
    ['page.html', '<script>', 415],
    ['packed.csv', Buffer.from([0x1f, 0x8b, 8, 0, 0]), 415],
    ['book.csv', Buffer.from('PK\u0003\u0004'), 415],
  ])('takes nothing but tables and journals: %s', async (name, bytes, status) => {
    const id = await begin();
    const answer = await put(id, name, bytes);
    expect(answer).toMatchObject({ status, body: { code: 'upload-kind' } });
    expect((await upload(id)).files).toEqual([]);
  });

  it('takes no more than it may, and keeps nothing of what was too much', async () => {
    const id = await begin();
    await put(id, 'a.csv', 'x'.repeat(600_000));
    expect(await put(id, 'b.csv', 'x'.repeat(600_000))).toMatchObject({
      status: 413,
      body: { code: 'upload-too-large' },
    });
    expect((await upload(id)).files).toEqual([{ name: 'a.csv', bytes: 600_000 }]);
    expect(filesUnder(join(running.folder, 'uploads', id)).length).toBe(1);
  });

  it.each([
    ['zeros', Buffer.alloc(5000)],
    ['quotes that never close', Buffer.from(`Email,Name\n"${'x,'.repeat(2000)}\n`.repeat(50))],
    ['a thousand columns', Buffer.from(`${Array.from({ length: 1000 }, (_, i) => `c${i}`).join(',')}\n`)],
    ['own names of objects', Buffer.from('__proto__,constructor,Email\nx,y,ada@a.example\n')],
    ['nothing', Buffer.alloc(0)],
  ])('tells what is wrong with a broken table, and goes on: %s', async (_, bytes) => {
    const id = await begin();
    await put(id, 'contacts.csv', bytes);
    const found = await plan(id, ANSWERS);
    expect(found.problems.length + found.questions.length + (found.counts?.rows ?? 0)).toBeGreaterThan(0);
    expect((await running.call('GET', '/readyz')).status).toBe(200);
  });

  it('goes on after it was stopped, and has everything once', async () => {
    const id = await begin();
    const at = '2026-01-05T10:00:00Z';
    const lines = Array.from({ length: 3000 }, (_, i) =>
      JSON.stringify({ kind: 'track', source: 'app', id: `a${i}`, occurredAt: at, userId: `u${i % 50}`, name: 'Used' }),
    );
    await put(id, 'app.ndjson', `${lines.join('\n')}\n`);
    await plan(id);
    const first = (await marketing.call('POST', `/api/v1/uploads/${id}/bring-in`)).body;
    expect((await marketing.call('POST', `/api/v1/uploads/${id}/bring-in`)).body.code).toBe('upload-busy');
    expect((await put(id, 'more.ndjson', lines[0] as string)).body.code).toBe('upload-busy');
    expect((await marketing.call('DELETE', `/api/v1/jobs/${first.id}`)).body.state).toBe('cancelled');
    expect((await upload(id)).state).toBe('open');
    const again = (await marketing.call('POST', `/api/v1/uploads/${id}/bring-in`)).body;
    await finished(marketing, again.id);
    const { received } = await upload(id);
    expect(received).toMatchObject({ received: 3000, conflict: 0, refused: 0 });
    const { hours } = (await marketing.call('GET', '/api/v1/ledger')).body;
    const app = hours.filter(({ source }: { source: string }) => source === 'app');
    expect(app.reduce((sum: number, { accepted }: { accepted: number }) => sum + accepted, 0)).toBe(3000);
    expect(received.accepted + received.duplicate).toBe(3000);
  });

  it('lets no file speak in Baton’s own name', async () => {
    const id = await begin();
    const track = {
      kind: 'track',
      source: 'site',
      id: 't1',
      occurredAt: '2026-01-01T00:00:00Z',
      userId: 'u',
      name: 'Signed Up',
    };
    const line = { ...track, source: 'baton', id: 'forged' };
    await put(id, 'journal.ndjson', `${JSON.stringify(line)}\n${JSON.stringify(track)}\n`);
    await plan(id);
    const job = await marketing.call('POST', `/api/v1/uploads/${id}/bring-in`);
    await finished(marketing, job.body.id);
    expect((await upload(id)).received).toMatchObject({ accepted: 1, refused: 1 });
    const { refused } = (await marketing.call('GET', '/api/v1/refused')).body;
    expect(refused[0].problems[0].code).toBe('http-own-source');
    expect(refused[0].source).not.toBe('baton');
  });

  it('says which answer cannot be read', async () => {
    const id = await begin();
    await put(id, 'contacts.csv', CONTACTS);
    const answer = await marketing.call('POST', `/api/v1/uploads/${id}/plan`, {
      answers: [{ flag: '--zone', words: 'Mars/Base' }],
    });
    expect(answer).toMatchObject({ status: 400, body: { code: 'upload-answer' } });
    expect(answer.body.problems[0].hint).toContain('Europe/Berlin');
    const unknown = await marketing.call('POST', `/api/v1/uploads/${id}/plan`, {
      answers: [{ flag: '--out', words: '/etc/x' }],
    });
    expect(unknown).toMatchObject({ status: 400, body: { code: 'upload-answer' } });
  });

  it('is removed with its files, by hand or after thirty days', async () => {
    const id = await begin();
    await put(id, 'contacts.csv', CONTACTS);
    expect(existsSync(join(running.folder, 'uploads', id))).toBe(true);
    expect((await marketing.call('DELETE', `/api/v1/uploads/${id}`)).status).toBe(204);
    expect(existsSync(join(running.folder, 'uploads', id))).toBe(false);
    const old = await begin();
    await put(old, 'contacts.csv', CONTACTS);
    const admin = await running.signIn('admin');
    const { key } = (await admin.call('POST', '/api/v1/keys', { kind: 'secret', label: 'x', scopes: ['import'] })).body;
    const bearer = { authorization: `Bearer ${key}` };
    running.tick(31 * 86_400_000);
    expect((await running.call('POST', '/api/v1/uploads', undefined, bearer)).status).toBe(201);
    expect((await running.call('GET', `/api/v1/uploads/${old}`, undefined, bearer)).status).toBe(404);
    expect(existsSync(join(running.folder, 'uploads', old))).toBe(false);
  });

  async function ledger(): Promise<number> {
    const { hours } = (await marketing.call('GET', '/api/v1/ledger')).body;
    return hours.reduce((sum: number, { accepted }: { accepted: number }) => sum + accepted, 0);
  }
});

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name));
}
