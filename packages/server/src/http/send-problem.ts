// A refusal as RFC 9457 wants it said.
import type { Problem } from '@baton/core/base/problem';
import type { FastifyReply } from 'fastify';
import type { Refusal } from '../refusal.ts';

/** The body of a problem. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly instance: string;
  readonly hint?: string;
  readonly problems?: readonly Problem[];
}

/** Sends a problem. `instance` is the request's id, to be found in the log. */
export function sendProblem(reply: FastifyReply, problem: Refusal): FastifyReply {
  const { hint, problems, retryAfterSeconds } = problem.more;
  const body: ProblemBody = {
    type: `urn:baton:problem:${problem.code}`,
    title: problem.message,
    status: problem.status,
    code: problem.code,
    instance: String(reply.request.id),
    ...(hint === undefined ? {} : { hint }),
    ...(problems === undefined ? {} : { problems }),
  };
  if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
  return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(body));
}
