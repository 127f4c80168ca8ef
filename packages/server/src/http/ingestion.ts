// The doors that trackers knock at, exactly as Segment's SDKs (and RudderStack's, Jitsu's, PostHog's) speak. An answer of 200 means durable (P1).

import { isObject } from '@baton/core/journal/field-reader';
import { callsOfBatch } from '@baton/core/journal/segment-shape';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { WriteKeys } from '../auth/write-keys.ts';
import { callsOfPosthog } from '../ingest/posthog-shape.ts';
import { LARGEST_BATCH, LARGEST_EVENT, MOST_EVENTS, readBody } from '../ingest/read-body.ts';
import { type Receipt, TRACKED, takeCalls } from '../ingest/take-calls.ts';
import { Refusal } from '../refusal.ts';
import type { AppContext } from './app-context.ts';

const KINDS: Readonly<Record<string, string>> = {
  track: 'track',
  t: 'track',
  page: 'page',
  p: 'page',
  screen: 'screen',
  s: 'screen',
  identify: 'identify',
  i: 'identify',
  group: 'group',
  g: 'group',
  alias: 'alias',
  a: 'alias',
};

/** Adds the doors. They parse bodies themselves: SDKs label JSON as all kinds of things. */
export function ingestionRoutes(context: AppContext) {
  const keys = new WriteKeys(context.store.read);
  const take = async (
    request: FastifyRequest,
    calls: readonly unknown[],
    bodyKey: string | undefined,
  ): Promise<Receipt[]> => {
    const receivedAt = context.clock();
    const key = await keys.find(keyOf(request) ?? bodyKey?.split(':')[0], receivedAt);
    checkOrigin(request, key.origins);
    context.keyUse.used(key.id, receivedAt);
    if (calls.length > MOST_EVENTS)
      throw new Refusal(413, 'http-too-many-events', `a batch may have ${MOST_EVENTS} events`);
    return takeCalls(context.intake, calls, {
      source: key.source ?? key.id,
      receivedAt,
      ...(key.kind === 'write' && { kinds: TRACKED }),
      newId: () => context.random(16).toString('hex'),
    });
  };

  return async (app: FastifyInstance): Promise<void> => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: LARGEST_BATCH }, (_request, body, done) =>
      done(null, body),
    );
    app.addHook('onRequest', async (request, reply) => allowOrigin(request, reply));
    app.options('/*', async (_request, reply) => reply.code(204).send());

    for (const [path, type] of Object.entries(KINDS)) {
      app.post(`/v1/${path}`, async (request) => single(request, type));
    }
    for (const type of new Set(Object.values(KINDS))) {
      for (const door of ['/api/s', '/api/s/s2s'])
        app.post(`${door}/${type}`, async (request) => single(request, type));
    }
    const single = async (request: FastifyRequest, type: string) => {
      const body = readBody(request.body, LARGEST_EVENT * 2);
      const call = isObject(body) ? { type, ...body } : body;
      return answerOf(await take(request, [call], keyInside(body)));
    };
    for (const path of ['/v1/batch', '/v1/b']) {
      app.post(path, async (request) => {
        const body = readBody(request.body, LARGEST_BATCH);
        const calls = callsOfBatch(body);
        if (calls === undefined) throw new Refusal(400, 'http-no-batch', 'the body has no list "batch"');
        return answerOf(await take(request, calls, keyInside(body)));
      });
    }
    for (const path of ['/batch', '/capture']) {
      app.post(path, async (request) => {
        const { calls, key } = callsOfPosthog(readBody(request.body, LARGEST_BATCH));
        return answerOf(await take(request, calls, key));
      });
    }
    app.get<{ Params: { key: string } }>('/v1/projects/:key/settings', async (request) => {
      await keys.find(request.params.key, context.clock());
      return settingsFor(
        request.params.key,
        new URL(context.config.BATON_URL ?? `${request.protocol}://${request.host}`),
      );
    });
  };
}

function answerOf(receipts: readonly Receipt[]) {
  return { success: true, receipts };
}

/** Basic authentication's user name, `x-write-key`, or a secret key as a bearer. */
function keyOf(request: FastifyRequest): string | undefined {
  const { authorization } = request.headers;
  const own = request.headers['x-write-key'];
  if (typeof own === 'string' && own !== '') return own.split(':')[0];
  if (authorization?.startsWith('Basic '))
    return Buffer.from(authorization.slice(6), 'base64').toString('utf8').split(':')[0];
  return authorization?.startsWith('Bearer ') ? authorization.slice(7) : undefined;
}

function keyInside(body: unknown): string | undefined {
  return isObject(body) && typeof body.writeKey === 'string' ? body.writeKey : undefined;
}

/** Trackers post from other people's sites: any origin may ask, the key decides. */
function allowOrigin(request: FastifyRequest, reply: FastifyReply): void {
  reply.header('access-control-allow-origin', request.headers.origin ?? '*');
  reply.header('vary', 'origin');
  // Beacons of pages that end cannot ask beforehand: their answers count as loaded by another site.
  reply.header('cross-origin-resource-policy', 'cross-origin');
  if (request.method !== 'OPTIONS') return;
  reply.header('access-control-allow-methods', 'GET, POST, OPTIONS');
  reply.header('access-control-allow-headers', 'authorization, content-type, content-encoding, x-write-key');
  reply.header('access-control-max-age', '86400');
}

function checkOrigin(request: FastifyRequest, origins: string): void {
  const allowed = JSON.parse(origins) as readonly string[];
  const { origin } = request.headers;
  if (allowed.length === 0 || origin === undefined || allowed.includes(origin)) return;
  throw new Refusal(403, 'http-origin-not-allowed', `this key may not be used from ${origin}`, {
    hint: 'add the site to the key in Settings',
  });
}

/** What Segment's browser SDK asks for before its first call: nothing but where to post. */
function settingsFor(key: string, { protocol, host, pathname }: URL) {
  return {
    integrations: {
      'Segment.io': {
        apiKey: key,
        apiHost: `${host}${pathname.replace(/\/$/, '')}/v1`,
        // The SDK takes https for granted.
        protocol: protocol.slice(0, -1),
        unbundledIntegrations: [],
      },
    },
    plan: { track: { __default: { enabled: true } }, identify: { __default: { enabled: true } }, group: {} },
    edgeFunction: {},
    analyticsNextEnabled: true,
    middlewareSettings: {},
    enabledMiddleware: {},
    metrics: { sampleRate: 0 },
    legacyVideoPluginsEnabled: false,
    remotePlugins: [],
  };
}
