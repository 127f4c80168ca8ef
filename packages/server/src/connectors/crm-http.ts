// Calls to a CRM: signed in by a token that is fetched anew when it has expired, at the CRM's pace, to checked addresses alone. What went wrong is told without what was sent.
import { Agent, request } from 'undici';
import { type Allowed, checkedLookup, checkedUrl, ForbiddenAddress } from '../outgoing/checked-address.ts';
import { CrmProblem } from './crm.ts';
import type { Pace } from './pace.ts';

/** A CRM that takes longer has not answered. */
const PATIENCE = 20_000;
/** So much of an answer is kept to say what went wrong. */
const KEPT = 300;
const LARGEST = 32 * 1024 * 1024;

/** An answer that came back, whatever it says. */
export interface CrmAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The JSON of its body; undefined where there is none. */
  readonly body: unknown;
}

/** Sends one request. Throws {@link CrmProblem} where nothing comes back. */
export type Send = (
  method: 'GET' | 'POST' | 'PATCH',
  url: URL,
  headers: Readonly<Record<string, string>>,
  body?: string,
) => Promise<CrmAnswer>;

/** Sends to checked addresses. */
export class CrmSender {
  private readonly agent: Agent;

  constructor(private readonly allowed: Allowed) {
    this.agent = new Agent({
      connect: { lookup: checkedLookup(allowed), timeout: PATIENCE },
      headersTimeout: PATIENCE,
      bodyTimeout: PATIENCE,
      maxResponseSize: LARGEST,
    });
  }

  readonly send: Send = async (method, url, headers, body) => {
    try {
      const answer = await request(checkedUrl(url.href, this.allowed), {
        method,
        dispatcher: this.agent,
        headers: { 'user-agent': 'Baton (CRM)', accept: 'application/json', ...headers },
        ...(body === undefined ? {} : { body }),
      });
      const text = await answer.body.text();
      return { status: answer.statusCode, headers: answer.headers, body: jsonOf(text) };
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof ForbiddenAddress ? error.cause : error;
      if (cause instanceof ForbiddenAddress) throw new CrmProblem('refused', cause.message);
      throw new CrmProblem('later', `nothing came back: ${cause instanceof Error ? cause.message : String(cause)}`);
    }
  };

  close(): Promise<void> {
    return this.agent.close();
  }
}

/** How a CRM is signed in to: the token in use, and a new one. `base` is where calls go to. */
export interface SignIn {
  renew(send: Send): Promise<{ readonly token: string; readonly base: string }>;
}

/** Calls of one connector. */
export class CrmCalls {
  private held: { readonly token: string; readonly base: string } | undefined;

  constructor(
    private readonly send: Send,
    private readonly signIn: SignIn,
    private readonly pace: Pace,
  ) {}

  /** Calls, and signs in anew once where the token is not known any more. Answers of 404 are given back, others that are no success throw. */
  async call(method: 'GET' | 'POST' | 'PATCH', path: string, body?: unknown, pace?: Pace): Promise<CrmAnswer> {
    const wasHeld = this.held !== undefined;
    let answer = await this.once(method, path, body, pace);
    if (answer.status === 401 && wasHeld) {
      this.held = undefined;
      answer = await this.once(method, path, body, pace);
    }
    if (answer.status === 404 || (answer.status >= 200 && answer.status < 300)) return answer;
    this.held = answer.status === 401 ? undefined : this.held;
    throw problemOf(answer);
  }

  private async once(
    method: 'GET' | 'POST' | 'PATCH',
    path: string,
    body: unknown,
    pace: Pace | undefined,
  ): Promise<CrmAnswer> {
    this.held ??= await this.renewed();
    const { token, base } = this.held;
    await pace?.turn();
    await this.pace.turn();
    const headers = {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    return this.send(method, new URL(path, base), headers, body === undefined ? undefined : JSON.stringify(body));
  }

  private async renewed(): Promise<{ readonly token: string; readonly base: string }> {
    return this.signIn.renew(async (...sending) => {
      await this.pace.turn();
      return this.send(...sending);
    });
  }
}

/** What an answer that is no success means: too many or a server that is ill are for later, all else is for people. */
export function problemOf({ status, headers, body }: CrmAnswer): CrmProblem {
  const said = saidOf(body);
  const told = `the CRM answered ${status}${said === '' ? '' : `: ${said}`}`;
  const asked = Number(headers['retry-after']);
  const pause = Number.isFinite(asked) && asked > 0 ? asked * 1000 : undefined;
  if (status === 401) return new CrmProblem('sign-in', told);
  if (status === 429 || /REQUEST_LIMIT_EXCEEDED/.test(said)) return new CrmProblem('later', told, pause ?? 10_000);
  return new CrmProblem(status >= 500 || status === 408 ? 'later' : 'refused', told, pause);
}

/** What the CRM says went wrong, in its words. */
function saidOf(body: unknown): string {
  const first = Array.isArray(body) ? body[0] : body;
  if (typeof first !== 'object' || first === null) return '';
  const { message, error_description, errorCode, error } = first as Record<string, unknown>;
  const words = [errorCode ?? error, message ?? error_description].filter((each) => typeof each === 'string');
  return words.join(' ').slice(0, KEPT);
}

/** Signs in by OAuth with a form. */
export async function tokenOf(
  send: Send,
  url: URL,
  form: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, unknown>>> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await send('POST', url, headers, new URLSearchParams(form).toString());
  if (answer.status === 200) return answer.body as Record<string, unknown>;
  const problem = problemOf(answer);
  throw problem.kind === 'refused' ? new CrmProblem('sign-in', problem.message) : problem;
}

function jsonOf(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
