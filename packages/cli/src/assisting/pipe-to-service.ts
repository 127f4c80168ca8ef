// An assistant on this machine, which speaks over standard input and output, joined to the service's `/mcp`: messages go through unchanged, and what cannot be delivered is answered as an error.
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';

/** The code of JSON-RPC for what failed between the two. */
const UNDELIVERED = -32_000;

/** Joins them until standard input ends. Nothing but the protocol's messages goes to standard output. */
export async function pipeToService(address: string, key: string): Promise<void> {
  const here = new StdioServerTransport();
  const there = new StreamableHTTPClientTransport(new URL('/mcp', address), {
    requestInit: { headers: { authorization: `Bearer ${key}` } },
  });
  const ended = new Promise<void>((resolve) => process.stdin.once('end', resolve));
  let underway = 0;
  let idle = (): void => {};
  there.onmessage = (message) => {
    const { protocolVersion } = ('result' in message ? message.result : {}) as { readonly protocolVersion?: string };
    if (protocolVersion !== undefined) there.setProtocolVersion(protocolVersion);
    pass(here, message);
  };
  here.onmessage = (message) => {
    underway += 1;
    there
      .send(message)
      .catch((error: unknown) => {
        const said = error instanceof Error ? error.message : String(error);
        process.stderr.write(`${said}\n`);
        if ('id' in message && 'method' in message)
          pass(here, { jsonrpc: '2.0', id: message.id, error: { code: UNDELIVERED, message: `Baton: ${said}` } });
      })
      .finally(() => {
        underway -= 1;
        idle();
      });
  };
  await there.start();
  await here.start();
  await ended;
  await new Promise<void>((resolve) => {
    idle = () => {
      if (underway === 0) resolve();
    };
    idle();
  });
  await there.close();
}

function pass(to: Transport, message: JSONRPCMessage): void {
  to.send(message).catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
}
