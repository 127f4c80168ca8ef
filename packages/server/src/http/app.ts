// The HTTP door: what all routes share — ids, problems, headers, who asks — and which routes there are.

import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { hasZodFastifySchemaValidationErrors, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { Overloaded } from '../ingest/intake.ts';
import { Refusal } from '../refusal.ts';
import { agreementRoutes } from './agreement-routes.ts';
import { guardApi } from './api.ts';
import type { AppContext } from './app-context.ts';
import { assistantRoute } from './assistant-route.ts';
import { auditRoutes } from './audit-routes.ts';
import { backlogRoutes } from './backlog-routes.ts';
import { connectorLeadRoutes } from './connector-lead-routes.ts';
import { connectorRoutes } from './connector-routes.ts';
import { contractRoutes } from './contract-routes.ts';
import { dataRoutes } from './data-routes.ts';
import { definitionRoutes } from './definition-routes.ts';
import { healthRoutes } from './health-routes.ts';
import { ingestionRoutes } from './ingestion.ts';
import { jobRoutes } from './job-routes.ts';
import { keepingRoutes } from './keeping-routes.ts';
import { leadRoutes } from './lead-routes.ts';
import { liveRoutes } from './live-routes.ts';
import { mailApiRoutes } from './mail-api-routes.ts';
import { mailRoutes } from './mail-routes.ts';
import { mergeRoutes } from './merge-routes.ts';
import { Metrics } from './metrics.ts';
import { serveMetricsApart } from './metrics-port.ts';
import { describeApi } from './openapi.ts';
import { overviewRoutes } from './overview-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { programmeResultsRoutes } from './programme-results-routes.ts';
import { programmeRoutes } from './programme-routes.ts';
import { providerRoutes } from './provider-routes.ts';
import { queueRoutes } from './queue-routes.ts';
import { retentionRoutes } from './retention-routes.ts';
import { reviewRoutes } from './review-routes.ts';
import { sendProblem } from './send-problem.ts';
import { serviceLevelRoutes } from './service-level-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { snippetRoute } from './snippet-route.ts';
import { uploadRoutes } from './upload-routes.ts';
import { webRoutes } from './web-routes.ts';
import { webhookRoutes } from './webhook-routes.ts';
import { whatIfRoutes } from './what-if-routes.ts';

/** Builds the application; it listens to nothing yet. */
export async function buildApp(context: AppContext): Promise<FastifyInstance> {
  const { config } = context;
  const app = Fastify({
    logger: config.BATON_LOG === 'silent' ? false : { level: config.BATON_LOG },
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.BATON_TRUST_PROXY,
    genReqId: () => context.random(9).toString('base64url'),
    bodyLimit: 1024 * 1024,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 400 },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error);
    if (problem.status >= 500) request.log.error(error);
    return sendProblem(reply, problem);
  });
  app.setNotFoundHandler((_request, reply) =>
    sendProblem(reply, new Refusal(404, 'http-not-found', 'there is nothing at this address')),
  );
  await app.register(helmet);
  await app.register(cookie);
  await describeApi(app);
  const metrics = new Metrics(context.store.read);
  context.news.listenToAll(({ decisions }) => {
    for (const { kind } of decisions) metrics.decisions.inc({ kind });
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const labels = { method: request.method, route, status: String(reply.statusCode) };
    metrics.requests.observe(labels, reply.elapsedTime / 1000);
    // By route, not by address: addresses hold names of people.
    request.log.debug({ ...labels, milliseconds: Math.round(reply.elapsedTime) }, 'answered');
  });
  await app.register(healthRoutes(context, metrics));
  serveMetricsApart(app, context.config, metrics);
  await app.register(ingestionRoutes(context));
  await app.register(mailRoutes(context));
  await app.register(assistantRoute(context, app));
  await app.register(snippetRoute(context.snippetFile));
  await app.register(webRoutes(context.webFolder));
  await app.register(
    async (api) => {
      await api.register(rateLimit, { global: false, keyGenerator: (request) => request.ip });
      guardApi(api, context);
      for (const routes of [
        sessionRoutes,
        providerRoutes,
        peopleRoutes,
        queueRoutes,
        agreementRoutes,
        leadRoutes,
        mergeRoutes,
        backlogRoutes,
        definitionRoutes,
        contractRoutes,
        dataRoutes,
        jobRoutes,
        whatIfRoutes,
        programmeRoutes,
        programmeResultsRoutes,
        mailApiRoutes,
        webhookRoutes,
        connectorRoutes,
        connectorLeadRoutes,
        serviceLevelRoutes,
        uploadRoutes,
        auditRoutes,
        reviewRoutes,
        overviewRoutes,
        liveRoutes,
        keepingRoutes,
        retentionRoutes,
      ])
        await api.register(routes(context));
      api.get(
        '/openapi.json',
        { config: { permission: 'anybody' }, schema: { summary: 'This description' } },
        async (_request, reply) => reply.send(app.swagger()),
      );
    },
    { prefix: '/api/v1' },
  );
  return app;
}

function problemOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof Overloaded) {
    return new Refusal(503, 'http-overloaded', 'too much is waiting to be stored', {
      retryAfterSeconds: error.retryAfterSeconds,
    });
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    return new Refusal(400, 'http-invalid', 'the request does not hold together', {
      problems: error.validation.map(({ instancePath, message }) => ({
        code: 'http-invalid',
        severity: 'error',
        message: message ?? 'is not valid',
        place: { path: instancePath.replace(/^\//, '').replaceAll('/', '.') },
      })),
    });
  }
  const { statusCode, message } = error as { statusCode?: number; message?: string };
  if (statusCode === 413) return new Refusal(413, 'http-too-large', 'the body is too large');
  if (statusCode !== undefined && statusCode < 500)
    return new Refusal(statusCode, 'http-invalid', message ?? 'the request does not hold together');
  if (isStoreGone(error)) {
    return new Refusal(503, 'http-store-unavailable', 'the database cannot be reached or is full', {
      retryAfterSeconds: 2,
      hint: 'nothing was lost that was acknowledged; send again',
    });
  }
  return new Refusal(500, 'http-defect', 'something happened that Baton does not expect');
}

/** SQLite's and PostgreSQL's codes of a store that is full or away, those of the way to it, and what the driver says of connections that broke, which has no code. */
function isStoreGone(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  return (
    /^(SQLITE_FULL|SQLITE_IOERR|SQLITE_BUSY|57P0|53|08)/.test(code) ||
    /^(ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/.test(code) ||
    /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/.test(
      message,
    )
  );
}
