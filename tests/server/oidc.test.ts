// Signing in by an identity provider: who is let in, and every way to lie about who one is.
import { readConfig } from '@baton/server/config';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { environmentFor, type Provider, startProvider, Visitor, type Words } from './identity-provider.ts';
import { type Caller, exampleFolder, finished, PASSWORD, type RunningService, runService } from './running-service.ts';

const seconds = (): number => Math.floor(Date.now() / 1000);
const ada: Words = { sub: 'sub-ada', email: 'Ada@company.example', email_verified: true, name: 'Ada' };
const START = '/api/v1/session/provider';

describe('signing in by an identity provider', () => {
  let provider: Provider;
  let running: RunningService;
  let admin: Caller;
  beforeAll(async () => {
    provider = await startProvider();
    const environment = await environmentFor(provider.issuer, { BATON_OIDC_DOMAINS: 'company.example, other.example' });
    running = await runService({ isRealTime: true, environment });
    admin = await running.signIn('admin');
    for (const [name, role] of [
      ['ada', 'sales'],
      ['bea', 'marketing'],
      ['cleo', 'viewer'],
    ])
      await admin.call('POST', '/api/v1/people', { name, email: `${name}@company.example`, role });
    await running.service.store.change((tx) =>
      tx.updateTable('people').set({ disabled_at: 1 }).where('name', '=', 'cleo').execute(),
    );
  });
  afterEach(() => {
    provider.bends(undefined);
    provider.sendsBack(undefined);
  });
  afterAll(async () => {
    await running?.stop();
    await provider?.stop();
  });

  const signIn = async (words: Words, path = START): Promise<{ readonly visitor: Visitor; readonly at: string }> => {
    provider.says(words);
    const visitor = new Visitor(running);
    return { visitor, at: await visitor.go(path) };
  };
  const isIn = async (visitor: Visitor) => (await visitor.call('GET', '/api/v1/me')).status === 200;

  it('lets in who is there, by a verified e-mail, and leads to the page that was wanted', async () => {
    const { visitor, at } = await signIn(ada, `${START}?to=${encodeURIComponent('/leads?search=x')}`);
    expect(at).toBe('/leads?search=x');
    expect((await visitor.call('GET', '/api/v1/me')).body).toMatchObject({
      email: 'ada@company.example',
      role: 'sales',
      signsBy: 'provider',
      freshUntil: null,
    });
    const asked = new URL(visitor.sentTo[0] ?? '').searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      client_id: 'baton',
      code_challenge_method: 'S256',
      scope: 'openid email profile',
    });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)?.length).toBeGreaterThan(40);
    await visitor.call('DELETE', '/api/v1/session');
    expect(await isIn(visitor)).toBe(false);
  });

  it('knows people by the provider’s name for them: a new e-mail changes nothing, and an e-mail given to another opens nothing', async () => {
    const renamed = await signIn({ ...ada, email: 'ada@new.example', email_verified: false });
    expect((await renamed.visitor.call('GET', '/api/v1/me')).body.email).toBe('ada@company.example');
    const other = await signIn({ ...ada, sub: 'sub-somebody-else' });
    expect([other.at, await isIn(other.visitor)]).toEqual(['/sign-in?problem=http-nobody-here', false]);
  });

  const bea: Words = { sub: 'sub-bea', email: 'bea@company.example', email_verified: true };
  const payload = (token: string, change: Words): string => {
    const [head = '', body = '', signature = ''] = token.split('.');
    const words = { ...JSON.parse(Buffer.from(body, 'base64url').toString('utf8')), ...change };
    return [head, Buffer.from(JSON.stringify(words)).toString('base64url'), signature].join('.');
  };
  it.each<[string, Words, string]>([
    ['another nonce', { nonce: 'of another sign-in' }, 'http-provider-refused'],
    ['no nonce', { nonce: undefined }, 'http-provider-refused'],
    ['another audience', { aud: 'another program' }, 'http-provider-refused'],
    ['another issuer', { iss: 'https://evil.example' }, 'http-provider-refused'],
    ['a token that expired', { exp: seconds() - 3600, iat: seconds() - 7200 }, 'http-provider-refused'],
    ['a token of tomorrow', { nbf: seconds() + 86_400 }, 'http-provider-refused'],
    ['no subject', { sub: undefined }, 'http-provider-refused'],
    ['an unverified e-mail', { email_verified: false }, 'http-email-unverified'],
    ['an e-mail of which nothing is said', { email_verified: undefined }, 'http-email-unverified'],
    ['"true" for true', { email_verified: 'true' }, 'http-email-unverified'],
    ['no e-mail', { email: undefined }, 'http-email-unverified'],
    ['somebody of another domain', { email: 'bea@evil.example' }, 'http-nobody-here'],
    ['a domain that only ends like ours', { email: 'bea@not-company.example' }, 'http-nobody-here'],
    ['two domains in one e-mail', { email: 'bea@company.example@evil.example' }, 'http-nobody-here'],
    ['somebody who is not there', { email: 'nobody@company.example' }, 'http-nobody-here'],
    ['somebody who is disabled', { sub: 'sub-cleo', email: 'cleo@company.example' }, 'http-nobody-here'],
  ])('refuses %s', async (_, bent, problem) => {
    const { visitor, at } = await signIn({ ...bea, ...bent });
    expect([at, await isIn(visitor)]).toEqual([`/sign-in?problem=${problem}`, false]);
  });

  it.each<[string, (token: string) => string]>([
    ['a token whose words were changed', (token) => payload(token, { email: 'admin@company.example' })],
    [
      'a token that nobody signed',
      (token) => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${token.split('.')[1]}.`,
    ],
    ['no token but a text', () => 'a.b.c'],
  ])('refuses %s', async (_, bend) => {
    provider.bends(bend);
    const { visitor, at } = await signIn(bea);
    expect([at, await isIn(visitor)]).toEqual(['/sign-in?problem=http-provider-refused', false]);
  });

  it.each<[string, (url: URL) => void]>([
    ['another state', (url) => url.searchParams.set('state', 'of another sign-in')],
    ['no state', (url) => url.searchParams.delete('state')],
    ['two states', (url) => url.searchParams.append('state', 'x')],
    ['another code', (url) => url.searchParams.set('code', 'guessed')],
    ['no code', (url) => url.searchParams.delete('code')],
    ['an answer of another provider', (url) => url.searchParams.set('iss', 'https://evil.example')],
    [
      'a person who was refused there',
      (url) => {
        url.searchParams.delete('code');
        url.searchParams.set('error', 'access_denied');
      },
    ],
  ])('refuses %s', async (_, change) => {
    provider.sendsBack(change);
    const { visitor, at } = await signIn(bea);
    expect([at, await isIn(visitor)]).toEqual(['/sign-in?problem=http-provider-refused', false]);
  });

  it('refuses a way back that another browser began, a code of somebody else’s, and both a second time', async () => {
    provider.says(bea);
    const victim = new Visitor(running);
    const isBack = (url: string) => url.includes('/session/provider/back');
    const back = await victim.go(START, isBack);
    const stranger = new Visitor(running);
    expect(await stranger.go(back)).toBe('/sign-in?problem=http-provider-refused');

    const attacker = new Visitor(running);
    const theirs = new URL(await attacker.go(START, isBack), running.address).searchParams.get('code') ?? '';
    const mixed = new URL(back, running.address);
    mixed.searchParams.set('code', theirs);
    expect(await victim.go(mixed.href)).toBe('/sign-in?problem=http-provider-refused');

    const honest = new Visitor(running);
    const once = await honest.go(START, isBack);
    expect(await honest.go(once)).toBe('/');
    expect(await isIn(honest)).toBe(true);
    expect(await honest.go(once)).toBe('/sign-in?problem=http-provider-refused');
  });

  it('leads nowhere but to its own pages', async () => {
    for (const to of [
      '//evil.example',
      'https://evil.example/x',
      '/\\evil.example',
      'javascript:alert(1)',
      '\t//evil.example',
    ]) {
      const { at } = await signIn(ada, `${START}?to=${encodeURIComponent(to)}`);
      expect([to, at]).toEqual([to, '/']);
    }
  });

  it('ends the session of somebody who is disabled, and lets them in no more', async () => {
    const { visitor } = await signIn(ada);
    const set = (at: number | null) =>
      running.service.store.change((tx) =>
        tx.updateTable('people').set({ disabled_at: at }).where('name', '=', 'ada').execute(),
      );
    await set(1);
    expect(await isIn(visitor)).toBe(false);
    expect((await signIn(ada)).at).toBe('/sign-in?problem=http-nobody-here');
    await set(null);
  });

  it('needs a fresh sign-in for a signature: of the same person, just now, and once', async () => {
    const marketing = await running.signIn('marketing');
    const draft = (await marketing.call('POST', '/api/v1/definitions', exampleFolder('enterprise'))).body;
    const path = `/api/v1/definitions/${draft.name}/${draft.version}`;
    const params = { name: draft.name, version: draft.version };
    await finished(marketing, (await marketing.call('POST', '/api/v1/jobs', { kind: 'backtest', params })).body.id);
    await marketing.call('POST', `${path}/propose`);

    const { visitor } = await signIn({ ...ada, auth_time: seconds() });
    const sign = async (words: object = {}) => {
      const { status, body } = await visitor.call('POST', `${path}/sign`, { digest: draft.digest, ...words });
      return status === 200 ? 'signed' : body.code;
    };
    expect(await sign()).toBe('http-not-fresh');
    expect(await sign({ password: PASSWORD })).toBe('http-wrong-password');
    const again = async (words: Words) => {
      provider.says({ ...ada, ...words });
      return visitor.go(`${START}?again=true&to=/definition`);
    };
    for (const auth_time of [undefined, seconds() - 3600, 'now'])
      expect([auth_time, await again({ auth_time })]).toEqual([auth_time, '/sign-in?problem=http-provider-refused']);
    expect(await again({ ...bea, auth_time: seconds() })).toBe('/sign-in?problem=http-somebody-else');
    expect(await sign()).toBe('http-not-fresh');

    expect(await again({ auth_time: seconds() })).toBe('/definition');
    const asked = visitor.sentTo.map((url) => new URL(url)).findLast(({ pathname }) => pathname === '/authorize');
    expect([asked?.searchParams.get('prompt'), asked?.searchParams.get('max_age')]).toEqual(['login', '0']);
    expect((await visitor.call('GET', '/api/v1/me')).body.freshUntil).toBe(running.now() + 300_000);
    running.tick(300_001);
    expect(await sign()).toBe('http-not-fresh');
    await again({ auth_time: seconds() });
    expect(await sign()).toBe('signed');
    expect((await visitor.call('GET', '/api/v1/me')).body.freshUntil).toBeNull();
    expect((await visitor.call('GET', path)).body.signatures).toMatchObject([{ name: 'ada', function: 'sales' }]);
  });

  it('asks nobody to prove anew who they are who is not signed in', async () => {
    expect(await new Visitor(running).go(`${START}?again=true`)).toBe('/sign-in?problem=http-not-signed-in');
  });
});

describe('roles by a claim', () => {
  it('adds whoever is new with the role that their group maps to, and nobody else', async () => {
    const provider = await startProvider();
    const more = { BATON_OIDC_ROLE_CLAIM: 'groups', BATON_OIDC_ROLES: 'reps=sales, marketers=marketing' };
    const running = await runService({ isRealTime: true, environment: await environmentFor(provider.issuer, more) });
    const signIn = async (words: Words) => {
      provider.says({ email_verified: true, ...words });
      const visitor = new Visitor(running);
      const at = await visitor.go(START);
      return at === '/' ? (await visitor.call('GET', '/api/v1/me')).body.role : at;
    };
    const nobody = '/sign-in?problem=http-nobody-here';
    expect(await signIn({ sub: '1', email: 'one@x.example', groups: ['all', 'marketers'] })).toBe('marketing');
    expect(await signIn({ sub: '2', email: 'two@x.example', groups: 'reps' })).toBe('sales');
    expect(await signIn({ sub: '3', email: 'three@x.example', groups: ['admin', 'reps=admin'] })).toBe(nobody);
    expect(await signIn({ sub: '4', email: 'four@x.example' })).toBe(nobody);
    // A role is changed in Baton alone.
    expect(await signIn({ sub: '2', email: 'two@x.example', groups: ['marketers'] })).toBe('sales');
    await running.stop();
    await provider.stop();
  });
});

describe('a provider that is away', () => {
  it('keeps nobody from signing in by password, and says what it is', async () => {
    const running = await runService({ isRealTime: true, environment: await environmentFor('http://127.0.0.1:9') });
    expect(await new Visitor(running).go(START)).toBe('/sign-in?problem=http-provider-unavailable');
    await running.signIn('admin');
    expect((await running.call('GET', '/api/v1/session/ways')).body).toEqual({ provider: { name: 'single sign-on' } });
    await running.stop();
  });
});

describe('the environment', () => {
  it('has to hold together', () => {
    const whole = {
      BATON_URL: 'https://baton.company.example',
      BATON_OIDC_ISSUER: 'https://id.company.example',
      BATON_OIDC_CLIENT_ID: 'baton',
      BATON_OIDC_CLIENT_SECRET: 's',
    };
    expect(readConfig(whole).BATON_OIDC_ISSUER).toBe('https://id.company.example');
    for (const name of ['BATON_URL', 'BATON_OIDC_CLIENT_ID', 'BATON_OIDC_CLIENT_SECRET'] as const)
      expect(() => readConfig({ ...whole, [name]: undefined })).toThrow(`${name}: is needed`);
    expect(() => readConfig({ ...whole, BATON_OIDC_ISSUER: 'http://id.company.example' })).toThrow('https://');
    expect(() => readConfig({ BATON_OIDC_ROLES: 'a=boss' })).toThrow('"a=boss"');
  });

  it('offers no provider where none is set', async () => {
    const running = await runService();
    expect((await running.call('GET', '/api/v1/session/ways')).body).toEqual({ provider: null });
    expect((await running.call('GET', START)).status).toBe(404);
    const admin = await running.signIn('admin');
    const body = { name: 'x', email: 'x@company.example', role: 'viewer' };
    expect((await admin.call('POST', '/api/v1/people', body)).status).toBe(400);
    await running.stop();
  });
});
