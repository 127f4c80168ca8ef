// A system that takes webhooks, for tests: verifies each as the vendors' libraries do, and answers as it is told.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What came. */
export interface Taken {
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** A receiver on loopback. */
export interface Endpoint {
  readonly url: string;
  readonly taken: Taken[];
  /** The status of the next answers; 200 once they are used up. */
  readonly answers: number[];
  stop(): Promise<void>;
}

/** Starts a receiver that takes so many milliseconds to answer. */
export async function startEndpoint(delay = 0): Promise<Endpoint> {
  const taken: Taken[] = [];
  const answers: number[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      taken.push({ headers: request.headers as Record<string, string>, body });
      const status = answers.shift() ?? 200;
      setTimeout(() => {
        response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {});
        response.end(status === 200 ? 'thank you' : 'not now');
      }, delay);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    taken,
    answers,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
