// An identity provider for tests: a real OpenID Connect server whose every word a test may bend.

import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { OAuth2Server } from 'oauth2-mock-server';
import type { RunningService } from './running-service.ts';

export type Words = Record<string, unknown>;

export interface Provider {
  readonly issuer: string;
  /** What it says of whoever signs in there, from now on. */
  says(words: Words): void;
  /** Bends the token it gives, as it goes out, from now on. */
  bends(idToken: ((token: string) => string) | undefined): void;
  /** Bends where it sends people back to. */
  sendsBack(change: ((url: URL) => void) | undefined): void;
  stop(): Promise<void>;
}

/** Starts it on a free port. */
export async function startProvider(): Promise<Provider> {
  const server = new OAuth2Server();
  await server.issuer.keys.generate('RS256');
  await server.start(0, 'localhost');
  let words: Words = {};
  let bend: ((token: string) => string) | undefined;
  let change: ((url: URL) => void) | undefined;
  server.service.on('beforeTokenSigning', (token) => {
    for (const [name, value] of Object.entries(words)) {
      if (value === undefined) delete token.payload[name];
      else token.payload[name] = value;
    }
  });
  server.service.on('beforeResponse', (response) => {
    const body = response.body as Words;
    if (bend !== undefined && typeof body.id_token === 'string') body.id_token = bend(body.id_token);
  });
  server.service.on('beforeUserinfo', (response) => {
    response.body = { sub: words.sub ?? 'johndoe' };
  });
  server.service.on('beforeAuthorizeRedirect', ({ url }) => change?.(url));
  return {
    issuer: server.issuer.url ?? '',
    says: (said) => {
      words = said;
    },
    bends: (how) => {
      bend = how;
    },
    sendsBack: (how) => {
      change = how;
    },
    stop: () => server.stop(),
  };
}

/** The environment of a service that knows the provider, on a port of its own. */
export async function environmentFor(issuer: string, more: Readonly<Record<string, string>> = {}) {
  const port = await freePort();
  return {
    BATON_PORT: String(port),
    BATON_URL: `http://127.0.0.1:${port}`,
    // Each visitor comes from an address of their own: limits are counted by it.
    BATON_TRUST_PROXY: 'true',
    BATON_OIDC_ISSUER: issuer,
    BATON_OIDC_CLIENT_ID: 'baton',
    BATON_OIDC_CLIENT_SECRET: 'a secret of the test',
    ...more,
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

let visitors = 0;

/** Somebody's browser: keeps cookies of Baton, goes where it is sent. */
export class Visitor {
  private readonly cookies = new Map<string, string>();
  /** Every address it was sent to. */
  readonly sentTo: string[] = [];

  private readonly from: string;

  constructor(private readonly running: RunningService) {
    visitors += 1;
    this.from = `192.0.2.${visitors % 256}`;
  }

  /** Goes to an address, and on while it is sent on, until `stop` holds or a page is there; gives its address, ours without origin. */
  async go(path: string, stop: (url: string) => boolean = () => false): Promise<string> {
    let url = new URL(path, this.running.address);
    for (let i = 0; i < 8; i++) {
      const isOurs = url.origin === this.running.address;
      if (stop(url.href)) break;
      // The address of a page that a person would read.
      if (isOurs && !url.pathname.startsWith('/api/')) break;
      const headers = isOurs ? { cookie: this.cookieHeader(), 'x-forwarded-for': this.from } : {};
      const answer = await fetch(url, { redirect: 'manual', headers });
      if (isOurs) this.keep(answer.headers.getSetCookie());
      const next = answer.headers.get('location');
      if (next === null) throw new Error(`${url.href} answered ${answer.status} ${await answer.text()}`);
      url = new URL(next, url);
      this.sentTo.push(url.href);
    }
    return url.href.replace(this.running.address, '');
  }

  call(method: string, path: string, body?: unknown) {
    return this.running.call(method, path, body, { cookie: this.cookieHeader(), 'x-baton': '1' });
  }

  private cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private keep(set: readonly string[]): void {
    for (const line of set) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}
