// Salesforce as its REST API documents it, in memory: SOQL of the kind that connectors ask, histories, the bin, merges, conversions, partial success, sessions that expire. It can be made to fail.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Fault, RateWatch } from './faults.ts';

type Value = string | number | boolean | null;
type Fields = Record<string, Value>;
interface Reply {
  readonly status: number;
  readonly body: unknown;
}
// biome-ignore lint/suspicious/noExplicitAny: bodies of requests are what others send.
type Body = any;

const PREFIXES: Readonly<Record<string, string>> = {
  Account: '001',
  Contact: '003',
  User: '005',
  Opportunity: '006',
  Lead: '00Q',
  Task: '00T',
  Event: '00U',
  OpportunityContactRole: '00K',
};
const OWN_USER = '005000000000000BTN';
const PAGE = 5;
/** Ids are never used twice, in whatever organisation. */
let nextId = 1;

/** An organisation. */
export class FakeSalesforce {
  readonly records = new Map<string, Fields[]>();
  readonly fields = new Map<string, Set<string>>([
    ['Lead', new Set(['Id', 'Email', 'Status', 'OwnerId'])],
    ['Contact', new Set(['Id', 'Email', 'OwnerId'])],
  ]);
  readonly calls = new RateWatch(10, 1000);
  readonly faults: Fault[] = [];
  readonly asked: string[] = [];
  readonly cursors = new Map<string, Fields[]>();
  /** Records that somebody else is writing. */
  readonly locked = new Set<string>();
  remaining = 15_000;
  token = 'session-1';
  url = '';
  private server: Server | undefined;

  constructor(private readonly clock: () => number) {}

  async start(): Promise<this> {
    this.server = createServer((request, response) => void this.take(request, response));
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    for (const [ApiName, IsClosed, IsWon] of [
      ['Prospecting', false, false],
      ['Closed Won', true, true],
      ['Closed Lost', true, false],
    ] as const)
      this.of('OpportunityStage').push({
        Id: ApiName,
        ApiName,
        IsClosed,
        IsWon,
        SystemModstamp: this.now(),
        IsDeleted: false,
      });
    return this;
  }

  stop(): Promise<void> {
    this.server?.closeAllConnections();
    return new Promise((resolve) => this.server?.close(() => resolve()));
  }

  // What people do in the organisation.

  create(object: string, fields: Fields, by = 'somebody'): string {
    const id = `${PREFIXES[object]}${String(nextId++).padStart(12, '0')}AAA`;
    const now = this.now();
    const row: Fields = { Id: id, CreatedDate: now, SystemModstamp: now, IsDeleted: false, MasterRecordId: null };
    if (object === 'Lead') Object.assign(row, { IsConverted: false, Status: 'Open - Not Contacted' });
    if (object === 'Opportunity') Object.assign(row, { IsClosed: false, IsWon: false, StageName: 'Prospecting' });
    this.of(object).push(row);
    if (object === 'Opportunity') this.stage(id, String(fields.StageName ?? 'Prospecting'));
    this.set(object, row, fields, by);
    return id;
  }

  change(object: string, id: string, fields: Fields, by = 'somebody'): void {
    const row = this.get(object, id);
    if (row !== undefined) this.set(object, row, fields, by);
  }

  remove(object: string, id: string): void {
    this.change(object, id, { IsDeleted: true });
  }

  merge(object: string, into: string, from: string): void {
    this.change(object, from, { IsDeleted: true, MasterRecordId: into });
    this.change(object, into, {});
  }

  convert(lead: string): string {
    const row = this.get('Lead', lead) as Fields;
    const contact = this.create('Contact', { Email: row.Email ?? null });
    this.change('Lead', lead, {
      IsConverted: true,
      ConvertedContactId: contact,
      ConvertedDate: this.now().slice(0, 10),
    });
    return contact;
  }

  get(object: string, id: string): Fields | undefined {
    return this.of(object).find(({ Id }) => Id === id);
  }

  all(object: string): Fields[] {
    return this.of(object).filter(({ IsDeleted }) => IsDeleted !== true);
  }

  private set(object: string, row: Fields, fields: Fields, by: string): void {
    const now = this.now();
    if (object === 'Lead' && fields.Status !== undefined && fields.Status !== row.Status)
      this.of('LeadHistory').push({
        Id: `017${nextId++}`,
        LeadId: row.Id as string,
        Field: 'Status',
        OldValue: row.Status ?? null,
        NewValue: fields.Status,
        CreatedDate: now,
        CreatedById: by,
        IsDeleted: false,
      });
    if (object === 'Opportunity' && fields.StageName !== undefined && fields.StageName !== row.StageName) {
      this.stage(row.Id as string, String(fields.StageName));
      const stage = this.of('OpportunityStage').find(({ ApiName }) => ApiName === fields.StageName);
      Object.assign(row, { IsClosed: stage?.IsClosed ?? false, IsWon: stage?.IsWon ?? false });
    }
    Object.assign(row, fields, { SystemModstamp: now });
  }

  private stage(id: string, StageName: string): void {
    const row = { Id: `008${nextId++}`, OpportunityId: id, StageName, CreatedDate: this.now(), IsDeleted: false };
    this.of('OpportunityHistory').push(row);
  }

  private of(object: string): Fields[] {
    const found = this.records.get(object) ?? [];
    this.records.set(object, found);
    return found;
  }

  private now(): string {
    return new Date(this.clock()).toISOString().replace('Z', '+0000');
  }

  // The API.

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += chunk;
    const fault = this.faults.shift() ?? 'none';
    const url = new URL(request.url ?? '/', this.url);
    this.asked.push(`${request.method} ${url.pathname}`);
    const isTooMany = this.calls.isTooMany(this.clock());
    if (fault === 'cut') return void request.socket.destroy();
    if (fault === 'expired') this.token = `session-${nextId++}`;
    const reply =
      isTooMany || fault === 'too-many'
        ? problem(403, 'REQUEST_LIMIT_EXCEEDED', 'ConcurrentRequests limit exceeded')
        : fault === 'ill'
          ? problem(503, 'SERVER_UNAVAILABLE', 'try again')
          : this.answer(request, url, text);
    if (fault === 'lost') return void request.socket.destroy();
    response.writeHead(reply.status, { 'content-type': 'application/json' });
    response.end(reply.status === 204 ? '' : JSON.stringify(reply.body));
  }

  private answer(request: IncomingMessage, url: URL, text: string): Reply {
    if (url.pathname === '/services/oauth2/token')
      return new URLSearchParams(text).get('client_secret') === 'secret'
        ? ok({ access_token: this.token, instance_url: this.url })
        : { status: 400, body: { error: 'invalid_client', error_description: 'invalid client credentials' } };
    if (request.headers.authorization !== `Bearer ${this.token}`)
      return problem(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
    if (url.pathname === '/services/oauth2/userinfo') return ok({ user_id: OWN_USER });
    const body: Body = text === '' ? undefined : JSON.parse(text);
    const [, , , , first = '', second = '', third] = url.pathname.split('/');
    if (first === 'limits') return ok({ DailyApiRequests: { Max: 15_000, Remaining: this.remaining } });
    if (first === 'query' || first === 'queryAll') {
      if (second !== '') return this.queryPage(second);
      return this.query(url.searchParams.get('q') ?? '', first === 'queryAll');
    }
    if (first === 'composite' && second === 'sobjects')
      return ok(
        body.records.map((record: Body) => this.written(record.attributes.type, record.Id ?? record.id, record)),
      );
    if (first === 'sobjects' && third === 'describe')
      return ok({ name: second, fields: [...(this.fields.get(second) ?? [])].map((name) => ({ name })) });
    if (first === 'sobjects' && request.method === 'POST')
      return { status: 201, body: { id: this.create(second, body, OWN_USER), success: true, errors: [] } };
    return problem(404, 'NOT_FOUND', `nothing at ${url.pathname}`);
  }

  private written(object: string, id: string, { attributes: _, Id: _id, id: _other, ...fields }: Body): object {
    const failed = (statusCode: string, message: string) => ({
      id,
      success: false,
      errors: [{ statusCode, message, fields: [] }],
    });
    const row = this.get(object, id);
    if (row === undefined || row.IsDeleted === true) return failed('ENTITY_IS_DELETED', 'entity is deleted');
    if (row.IsConverted === true) return failed('CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead');
    if (this.locked.has(id)) return failed('UNABLE_TO_LOCK_ROW', 'unable to obtain exclusive access');
    const unknown = Object.keys(fields).find((name) => !this.fields.get(object)?.has(name));
    if (unknown !== undefined) return failed('INVALID_FIELD', `No such column ${unknown}`);
    this.set(object, row, fields, OWN_USER);
    return { id, success: true, errors: [] };
  }

  private query(soql: string, deleted: boolean): Reply {
    const parsed = /^SELECT (.+?) FROM (\w+)(?: WHERE (.+?))?(?: ORDER BY (.+?))?(?: LIMIT (\d+))?$/i.exec(soql.trim());
    if (parsed === null) return problem(400, 'MALFORMED_QUERY', soql);
    const [, select = '', object = '', where, order, limit] = parsed;
    const conditions = (where ?? '').split(/ AND /i).filter((each) => each !== '');
    const orders = (order ?? 'Id').split(',').map((each) => each.trim().split(' ')[0] as string);
    const rows = this.of(object)
      .filter((row) => (deleted || row.IsDeleted !== true) && conditions.every((each) => holds(row, each)))
      .sort((a, b) => orders.reduce((so, name) => so || compare(a[name] ?? null, b[name] ?? null), 0))
      .slice(0, limit === undefined ? undefined : Number(limit));
    const names = select.split(',').map((name) => name.trim());
    const shown = rows.map((row) => ({
      attributes: { type: object },
      ...Object.fromEntries(names.map((name) => [name, row[name] ?? null])),
    }));
    const locator = `01g${nextId++}`;
    this.cursors.set(`${locator}-0`, shown as unknown as Fields[]);
    return this.queryPage(`${locator}-0`);
  }

  private queryPage(cursor: string): Reply {
    const [locator = '', from = '0'] = cursor.split('-');
    const all = this.cursors.get(`${locator}-0`);
    if (all === undefined) return problem(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
    const next = Number(from) + PAGE;
    const done = next >= all.length;
    const more = done ? {} : { nextRecordsUrl: `/services/data/v62.0/query/${locator}-${next}` };
    return ok({ totalSize: all.length, done, records: all.slice(Number(from), next), ...more });
  }
}

function holds(row: Fields, condition: string): boolean {
  const inside = /^(\w+) IN \((.*)\)$/i.exec(condition.trim());
  if (inside !== null) {
    const list = [...(inside[2] ?? '').matchAll(/'((?:[^'\\]|\\.)*)'/g)].map(([, text = '']) =>
      plain(text).toLowerCase(),
    );
    return list.includes(String(row[inside[1] ?? ''] ?? '').toLowerCase());
  }
  const [, name = '', sign = '', written = ''] = /^(\w+) (=|>=|>) (.+)$/.exec(condition.trim()) ?? [];
  const held = row[name] ?? null;
  if (sign !== '=') return Date.parse(String(held)) >= Date.parse(written);
  if (/^(true|false)$/.test(written)) return held === (written === 'true');
  return String(held) === plain(written.replace(/^'|'$/g, ''));
}

function plain(text: string): string {
  return text.replace(/\\(.)/g, '$1');
}

function compare(a: Value, b: Value): number {
  return a === b ? 0 : String(a) < String(b) ? -1 : 1;
}

function ok(body: unknown): Reply {
  return { status: 200, body };
}

function problem(status: number, errorCode: string, message: string): Reply {
  return { status, body: [{ errorCode, message }] };
}
