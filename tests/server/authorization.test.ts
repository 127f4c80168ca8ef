// Who may do what: every operation of the API against every role and every scope of keys, both ways. The description it is made of is the one that is published.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PERMISSIONS, type Permission, ROLES, type Role, SCOPES } from '@baton/server/auth/policy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, type RunningService, runService } from './running-service.ts';

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly permission: Permission | 'anybody';
}

const published = fileURLToPath(new URL('../../docs/openapi.json', import.meta.url));

describe('the API', () => {
  let running: RunningService;
  let callers: Map<Role, Caller>;
  let keys: Map<string, string>;
  let operations: readonly Operation[];
  beforeAll(async () => {
    running = await runService();
    callers = new Map();
    for (const role of ROLES) callers.set(role, await running.signIn(role));
    keys = new Map();
    for (const scope of SCOPES) {
      const body = { kind: 'secret', label: scope, scopes: [scope] };
      keys.set(scope, (await callers.get('admin')?.call('POST', '/api/v1/keys', body))?.body.key);
    }
    operations = operationsOf((await running.call('GET', '/api/v1/openapi.json')).body);
  });
  afterAll(() => running.stop());

  it('is published as it is', async () => {
    const { body } = await running.call('GET', '/api/v1/openapi.json');
    const text = `${JSON.stringify(body, null, 2)}\n`;
    if (process.env.BATON_WRITE_OPENAPI !== undefined) writeFileSync(published, text);
    expect(readFileSync(published, 'utf8') === text, 'write it anew with BATON_WRITE_OPENAPI=1').toBe(true);
  });

  it('lets each role do what the policy says, and nothing else', async () => {
    const wrong: string[] = [];
    for (const { method, path, permission } of operations) {
      if (permission === 'anybody' || isStream(path) || path.endsWith('/session')) continue;
      for (const [role, caller] of callers) {
        const { status, body } = await caller.call(method, path, method === 'GET' ? undefined : {});
        const isRefused = status === 403 && body.code === 'http-not-allowed';
        const should = (PERMISSIONS[permission].roles as readonly Role[]).includes(role);
        if (isRefused === should || status >= 500) wrong.push(`${role} ${method} ${path}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(operations.length * ROLES.length).toBeGreaterThan(100);
  });

  it('lets each scope of a key do what the policy says, and nothing else', async () => {
    const wrong: string[] = [];
    for (const { method, path, permission } of operations) {
      if (permission === 'anybody' || isStream(path)) continue;
      for (const [scope, key] of keys) {
        const { status, body } = await running.call(method, path, method === 'GET' ? undefined : {}, {
          authorization: `Bearer ${key}`,
        });
        const isRefused = status === 403 && ['http-not-allowed', 'http-person-needed'].includes(body.code);
        const should = (PERMISSIONS[permission].scopes as readonly string[]).includes(scope);
        if (should ? isRefused && body.code === 'http-not-allowed' : !isRefused)
          wrong.push(`${scope} ${method} ${path}: ${status}`);
        if (status >= 500) wrong.push(`${scope} ${method} ${path}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('answers nobody who is not signed in, and no write key', async () => {
    const { body } =
      (await callers.get('admin')?.call('POST', '/api/v1/keys', { kind: 'write', label: 'w', source: 'w' })) ?? {};
    for (const { method, path, permission } of operations) {
      if (permission === 'anybody') continue;
      for (const headers of [{}, { authorization: `Bearer ${body.key}` }]) {
        const answer = await running.call(method, path, method === 'GET' ? undefined : {}, headers);
        expect([method, path, answer.status]).toEqual([method, path, 401]);
      }
    }
  });

  it('changes nothing for another site’s page, whoever is signed in', async () => {
    const admin = callers.get('admin') as Caller;
    for (const { method, path } of operations) {
      if (method === 'GET') continue;
      const { status, body } = await admin.call(
        method,
        path,
        {},
        { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      );
      expect([method, path, status, body.code]).toEqual([method, path, 403, 'http-cross-site']);
    }
  });
});

/** A stream is never done answering. */
function isStream(path: string): boolean {
  return path.endsWith('/changes');
}

function operationsOf(description: {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly 'x-permission'?: Permission | 'anybody' }>>>
  >;
}): Operation[] {
  return Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) => {
      const permission = operation['x-permission'];
      return permission === undefined
        ? []
        : { method: method.toUpperCase(), path: path.replaceAll(/\{[^}]+\}/g, '1'), permission };
    }),
  );
}
