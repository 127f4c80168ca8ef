// A company's website for a test: every address answers with the same small page, which loads what the test gives it. Another origin than Baton's.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Site {
  readonly address: string;
  /** What the pages hold from now on: `head` and `body` as HTML. */
  show(head: string, body?: string): void;
  stop(): Promise<void>;
}

/** Starts it on a free port. */
export async function startSite(): Promise<Site> {
  let [head, body] = ['', ''];
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="en"><head><title>Shop</title>${head}</head><body>${body}</body></html>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}`,
    show: (newHead, newBody = '') => {
      head = newHead;
      body = newBody;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
