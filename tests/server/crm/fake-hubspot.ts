// HubSpot as its API documents it, in memory: objects with histories and associations, searches, batches, archived and merged records, owners, tokens that expire. It answers as the real one does, and can be made to fail.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Fault, RateWatch } from './faults.ts';

interface Version {
  readonly value: string;
  readonly timestamp: string;
  readonly sourceType: string;
}
interface Held {
  readonly id: string;
  readonly properties: Record<string, string | null>;
  readonly history: Record<string, Version[]>;
  archivedAt: string | undefined;
  mergedInto: string | undefined;
  modifiedAt: number;
}
// biome-ignore lint/suspicious/noExplicitAny: bodies of requests are what others send.
type Body = any;
interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Record<string, string>;
}

/** HubSpot's limits: 10 calls a second for a private app (100 in ten seconds), 5 searches. */
const CALLS = { limit: 10, span: 1000 };
const SEARCHES = { limit: 5, span: 1000 };
const MOST_FOUND = 10_000;

/** Ids are never used twice, in whatever portal. */
let nextId = 1000;

/** A portal. */
export class FakeHubSpot {
  readonly objects = new Map<string, Map<string, Held>>();
  /** `contacts>tasks`: of one record to others. */
  private readonly links = new Map<string, Map<string, Set<string>>>();
  readonly owners: { id: string; email: string }[] = [];
  readonly fields = new Set(['email', 'hs_lead_status', 'lifecyclestage', 'hubspot_owner_id']);
  readonly calls = new RateWatch(CALLS.limit, CALLS.span);
  readonly searches = new RateWatch(SEARCHES.limit, SEARCHES.span);
  /** Next faults, one a call; none once they are used up. */
  readonly faults: Fault[] = [];
  /** Paths of the calls that came. */
  readonly asked: string[] = [];
  token = 'token-1';
  private server: Server | undefined;
  url = '';

  constructor(private readonly clock: () => number) {}

  async start(): Promise<this> {
    this.server = createServer((request, response) => void this.take(request, response));
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this;
  }

  stop(): Promise<void> {
    this.server?.closeAllConnections();
    return new Promise((resolve) => this.server?.close(() => resolve()));
  }

  // What people do in the portal.

  create(object: string, properties: Record<string, string>, source = 'CRM_UI'): string {
    const id = String(nextId++);
    const now = this.clock();
    const held: Held = {
      id,
      properties: {},
      history: {},
      archivedAt: undefined,
      mergedInto: undefined,
      modifiedAt: now,
    };
    held.properties.createdate = new Date(now).toISOString();
    this.of(object).set(id, held);
    this.set(object, held, properties, source);
    return id;
  }

  change(object: string, id: string, properties: Record<string, string>, source = 'CRM_UI'): void {
    const held = this.of(object).get(id);
    if (held !== undefined) this.set(object, held, properties, source);
  }

  associate(from: string, id: string, to: string, other: string): void {
    this.linksOf(from, to, id).add(other);
    this.linksOf(to, from, other).add(id);
    for (const [object, one] of [
      [from, id],
      [to, other],
    ] as const)
      this.change(object, one, {});
  }

  archive(object: string, id: string): void {
    const held = this.of(object).get(id);
    if (held !== undefined && held.archivedAt === undefined) held.archivedAt = new Date(this.clock()).toISOString();
  }

  /** As HubSpot merges: contacts into one of the two, deals into a new record; the ids that went lead to it. */
  merge(object: string, into: string, from: string): string {
    const [winner, loser] = [this.of(object).get(into) as Held, this.of(object).get(from) as Held];
    const target =
      object === 'deals' ? (this.of(object).get(this.create(object, plain(winner.properties))) as Held) : winner;
    const gone = object === 'deals' ? [winner, loser] : [loser];
    for (const each of gone) each.mergedInto = target.id;
    const ids = [target, ...gone].flatMap(({ properties }) => (properties.hs_merged_object_ids ?? '').split(';'));
    const merged = [...new Set([...ids, ...gone.map(({ id }) => id)])].filter((id) => id !== '');
    for (const { id } of gone)
      for (const to of ['contacts', 'companies', 'tasks', 'deals', 'calls', 'meetings'])
        for (const other of this.linksOf(object, to, id)) {
          this.linksOf(object, to, target.id).add(other);
          this.linksOf(to, object, other).add(target.id);
          this.linksOf(to, object, other).delete(id);
        }
    this.set(object, target, { hs_merged_object_ids: merged.join(';') }, 'MERGE');
    return target.id;
  }

  get(object: string, id: string): Held | undefined {
    const held = this.of(object).get(id);
    return held?.mergedInto === undefined ? held : this.get(object, held.mergedInto);
  }

  /** Records that are there. */
  all(object: string): Held[] {
    return [...this.of(object).values()].filter(
      (each) => each.archivedAt === undefined && each.mergedInto === undefined,
    );
  }

  linked(from: string, id: string, to: string): string[] {
    return [...this.linksOf(from, to, id)];
  }

  private set(object: string, held: Held, properties: Record<string, string>, sourceType: string): void {
    const now = this.clock();
    const timestamp = new Date(now).toISOString();
    for (const [name, value] of Object.entries(properties)) {
      if ((held.properties[name] ?? '') === value) continue;
      held.properties[name] = value === '' ? null : value;
      held.history[name] ??= [];
      held.history[name].push({ value, timestamp, sourceType });
    }
    held.modifiedAt = now;
    held.properties[object === 'contacts' ? 'lastmodifieddate' : 'hs_lastmodifieddate'] = timestamp;
  }

  private of(object: string): Map<string, Held> {
    const found = this.objects.get(object) ?? new Map<string, Held>();
    this.objects.set(object, found);
    return found;
  }

  private linksOf(from: string, to: string, id: string): Set<string> {
    const kind = this.links.get(`${from}>${to}`) ?? new Map<string, Set<string>>();
    this.links.set(`${from}>${to}`, kind);
    const found = kind.get(id) ?? new Set<string>();
    kind.set(id, found);
    return found;
  }

  // The API.

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += chunk;
    const fault = this.faults.shift() ?? 'none';
    const url = new URL(request.url ?? '/', this.url);
    this.asked.push(`${request.method} ${url.pathname}`);
    const now = this.clock();
    const isTooMany = this.calls.isTooMany(now) || (url.pathname.endsWith('/search') && this.searches.isTooMany(now));
    if (fault === 'cut') return void request.socket.destroy();
    if (fault === 'expired') this.token = `token-${nextId++}`;
    const reply =
      isTooMany || fault === 'too-many'
        ? problem(429, 'RATE_LIMITS', 'You have reached your secondly limit.', { 'retry-after': '1' })
        : fault === 'ill'
          ? problem(502, 'INTERNAL', 'bad gateway')
          : this.answer(request, url, text);
    if (fault === 'lost') return void request.socket.destroy();
    response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
    response.end(reply.status === 204 ? '' : JSON.stringify(reply.body));
  }

  private answer(request: IncomingMessage, url: URL, text: string): Reply {
    if (url.pathname === '/oauth/v1/token') {
      const form = new URLSearchParams(text);
      if (form.get('refresh_token') !== 'refresh')
        return problem(400, 'BAD_REFRESH_TOKEN', 'missing or invalid refresh token');
      return ok({ access_token: this.token, expires_in: 1800, refresh_token: 'refresh', token_type: 'bearer' });
    }
    if (request.headers.authorization !== `Bearer ${this.token}`)
      return problem(401, 'EXPIRED_AUTHENTICATION', 'the OAuth token used is expired');
    const body: Body = text === '' ? undefined : JSON.parse(text);
    const [, , version, ...rest] = url.pathname.split('/');
    if (version === 'v3' && rest[0] === 'owners') return this.page(url, this.owners, (each) => each);
    if (version === 'v3' && rest[0] === 'pipelines') return ok({ results: PIPELINES });
    if (version === 'v3' && rest[0] === 'properties')
      return ok({ results: [...this.fields].map((name) => ({ name })) });
    if (version === 'v3' && rest[0] === 'objects')
      return this.objectCall(request.method ?? 'GET', url, rest.slice(1), body);
    if (version === 'v4' && rest[0] === 'associations') return this.associations(rest, body);
    if (version === 'v4' && rest[0] === 'objects') {
      const [, from = '', id = '', , to = ''] = rest;
      return this.page(url, this.linked(from, id, to), (toObjectId) => ({ toObjectId, associationTypes: [] }));
    }
    return problem(404, 'OBJECT_NOT_FOUND', `nothing at ${url.pathname}`);
  }

  private objectCall(method: string, url: URL, [object = '', first, second]: readonly string[], body: Body): Reply {
    if (method === 'POST' && first === undefined) {
      const id = this.create(object, body.properties, 'INTEGRATION');
      for (const { to, types } of body.associations ?? [])
        if (types[0]?.associationTypeId === 204) this.associate(object, id, 'contacts', to.id);
      return { status: 201, body: this.shown(this.get(object, id) as Held, Object.keys(body.properties)) };
    }
    if (first === 'search') return this.search(object, body);
    if (first === 'batch' && second === 'read') return this.batchRead(object, body);
    if (first === 'batch' && second === 'update') return this.batchUpdate(object, body);
    if (method === 'GET' && first === undefined) {
      const isArchived = url.searchParams.get('archived') === 'true';
      const properties = (url.searchParams.get('properties') ?? '').split(',');
      const records = [...this.of(object).values()].filter(
        (each) => each.mergedInto === undefined && (each.archivedAt !== undefined) === isArchived,
      );
      return this.page(url, records, (held) => this.shown(held, properties));
    }
    const held = this.get(object, first ?? '');
    if (held === undefined || held.archivedAt !== undefined)
      return problem(404, 'OBJECT_NOT_FOUND', 'resource not found');
    if (method === 'PATCH') this.set(object, held, body.properties, 'INTEGRATION');
    return ok(this.shown(held, (url.searchParams.get('properties') ?? '').split(',')));
  }

  private search(object: string, body: Body): Reply {
    const [{ propertyName, operator, value }] = body.filterGroups[0].filters;
    const at = (held: Held): number => Date.parse(held.properties[propertyName] ?? '');
    const found = this.all(object)
      .filter((held) => (operator === 'GTE' ? at(held) >= Number(value) : held.properties[propertyName] === value))
      .sort((a, b) => at(a) - at(b));
    const from = Number(body.after ?? 0);
    if (from + body.limit > MOST_FOUND) return problem(400, 'VALIDATION_ERROR', 'paging beyond 10,000 results');
    const results = found.slice(from, from + body.limit).map((held) => this.shown(held, body.properties));
    const after = String(from + body.limit);
    return ok({
      total: found.length,
      results,
      ...(found.length > from + body.limit ? { paging: { next: { after } } } : {}),
    });
  }

  private batchRead(object: string, body: Body): Reply {
    if (body.inputs.length > (body.propertiesWithHistory === undefined ? 100 : 50))
      return problem(400, 'VALIDATION_ERROR', 'too many inputs');
    const results = body.inputs.flatMap(({ id }: { id: string }) => {
      const held =
        body.idProperty === undefined
          ? this.get(object, id)
          : this.all(object).find(({ properties }) => properties[body.idProperty] === id);
      if (held === undefined || held.archivedAt !== undefined) return [];
      return this.shown(held, body.properties ?? [], body.propertiesWithHistory);
    });
    return { status: results.length === body.inputs.length ? 200 : 207, body: { status: 'COMPLETE', results } };
  }

  private batchUpdate(object: string, body: Body): Reply {
    const ids = body.inputs.map(({ id }: { id: string }) => id);
    if (new Set(ids).size < ids.length) return problem(400, 'VALIDATION_ERROR', 'duplicate IDs found in batch input');
    for (const { id, properties } of body.inputs) {
      const held = this.get(object, id);
      if (held === undefined || held.archivedAt !== undefined)
        return problem(404, 'OBJECT_NOT_FOUND', `no ${object} ${id}`);
      const unknown = Object.keys(properties).find((name) => !this.fields.has(name));
      if (unknown !== undefined) return problem(400, 'VALIDATION_ERROR', `Property "${unknown}" does not exist`);
    }
    const results = body.inputs.map(({ id, properties }: { id: string; properties: Record<string, string> }) => {
      const held = this.get(object, id) as Held;
      this.set(object, held, properties, 'INTEGRATION');
      return this.shown(held, Object.keys(properties));
    });
    return ok({ status: 'COMPLETE', results });
  }

  private associations([, from = '', to = '']: readonly string[], body: Body): Reply {
    const results = body.inputs.flatMap(({ id }: { id: string }) => {
      const others = this.linked(from, id, to);
      return others.length === 0
        ? []
        : { from: { id }, to: others.map((toObjectId) => ({ toObjectId: Number(toObjectId), associationTypes: [] })) };
    });
    return ok({ status: 'COMPLETE', results });
  }

  private page<T>(url: URL, all: readonly T[], shown: (each: T) => unknown): Reply {
    const limit = Number(url.searchParams.get('limit') ?? 10);
    const from = Number(url.searchParams.get('after') ?? 0);
    const next = from + limit < all.length ? { paging: { next: { after: String(from + limit) } } } : {};
    return ok({ results: all.slice(from, from + limit).map(shown), ...next });
  }

  private shown(
    { id, properties, history, archivedAt, modifiedAt }: Held,
    wanted: readonly string[],
    withHistory?: readonly string[],
  ) {
    const names = [...new Set([...wanted, 'createdate'])].filter((name) => name !== '');
    return {
      id,
      properties: Object.fromEntries(names.map((name) => [name, properties[name] ?? null])),
      ...(withHistory === undefined
        ? {}
        : {
            propertiesWithHistory: Object.fromEntries(
              withHistory.map((name) => [name, (history[name] ?? []).toReversed()]),
            ),
          }),
      createdAt: properties.createdate,
      updatedAt: new Date(modifiedAt).toISOString(),
      archived: archivedAt !== undefined,
      ...(archivedAt === undefined ? {} : { archivedAt }),
    };
  }
}

const PIPELINES = [
  {
    id: 'default',
    label: 'Sales Pipeline',
    stages: [
      ['appointmentscheduled', 'false', '0.2'],
      ['contractsent', 'false', '0.9'],
      ['closedwon', 'true', '1.0'],
      ['closedlost', 'true', '0.0'],
    ].map(([id, isClosed, probability]) => ({ id, label: id, metadata: { isClosed, probability } })),
  },
];

function plain(properties: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}

function ok(body: unknown): Reply {
  return { status: 200, body };
}

function problem(status: number, category: string, message: string, headers?: Record<string, string>): Reply {
  return { status, body: { status: 'error', message, correlationId: 'c', category }, ...(headers && { headers }) };
}
