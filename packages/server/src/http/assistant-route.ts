// `/mcp`: the Model Context Protocol for assistants, over streamable HTTP. It keeps no sessions; each tool is a call of the API, made with the caller's own key.
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { assistantServer } from '../assistant/assistant-server.ts';
import { type Actor, may } from '../auth/policy.ts';
import { Refusal } from '../refusal.ts';
import { isSecure } from './api.ts';
import type { AppContext } from './app-context.ts';
import { whoAsks } from './who-asks.ts';

/** Adds the route. `whole` is the application that has the API. */
export function assistantRoute(context: AppContext, whole: FastifyInstance) {
  return async (app: FastifyInstance): Promise<void> => {
    app.post('/mcp', async (request, reply) => {
      const key = await keyOf(request, context);
      const authorization = request.headers.authorization ?? '';
      const server = assistantServer({
        may: (permission) => may(key, permission),
        async call({ method, path, body }) {
          const answer = await whole.inject({
            ...{ method, url: `/api/v1${path}`, remoteAddress: request.ip, headers: { authorization } },
            ...(body === undefined ? {} : { payload: body }),
          });
          return { status: answer.statusCode, text: answer.body };
        },
      });
      const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
      await server.connect(transport);
      try {
        const answer = await transport.handleRequest(asStandard(request), { parsedBody: request.body });
        return reply
          .code(answer.status)
          .headers(Object.fromEntries(answer.headers))
          .send(await answer.text());
      } finally {
        await server.close();
      }
    });
    // Nothing is streamed and no session is kept: clients learn so by this answer.
    app.route({
      method: ['GET', 'DELETE'],
      url: '/mcp',
      handler: async (request) => {
        await keyOf(request, context);
        throw new Refusal(405, 'http-post-only', 'assistants post here');
      },
    });
  };
}

/** The program that asks: a person's cookie opens nothing here, so no page of another site can either. */
async function keyOf(request: FastifyRequest, context: AppContext): Promise<Actor> {
  const actor = await whoAsks(request, context.store.read, context.clock, isSecure(context));
  if (actor?.kind !== 'key')
    throw new Refusal(401, 'http-not-signed-in', 'this takes a secret key', { hint: 'send it as a bearer token' });
  return actor;
}

function asStandard({ headers, method }: FastifyRequest): Request {
  const told = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' && name !== 'content-length' ? [[name, value] as [string, string]] : [],
  );
  // Its address plays no part: the route is found.
  return new Request('http://baton/mcp', { method, headers: told });
}
