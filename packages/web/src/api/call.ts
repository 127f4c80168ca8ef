// One call of the API: JSON in and out, our header, and every refusal as an ApiProblem. Nothing else in the app fetches.

/** A problem inside a refusal, with its place in the text it speaks of. */
export interface Problem {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly hint?: string;
  readonly place?: { readonly path?: string; readonly file?: string; readonly line?: number; readonly column?: number };
}

/** What the service refused, as RFC 9457 says it; `code` is `unreachable` where no answer came. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly hint: string | undefined,
    /** The request's id, to be found in the service's log. */
    readonly request: string | undefined,
    readonly problems: readonly Problem[],
  ) {
    super(message);
  }
}

type Query = Readonly<Record<string, string | number | undefined>>;

/** Reads something. */
export function get<T>(path: string, query: Query = {}): Promise<T> {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const words = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return call('GET', words === '' ? path : `${path}?${words}`);
}

/** Changes something. A repeated call with the same `once` has its effect once. */
export function change<T>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  once?: string,
): Promise<T> {
  return call(method, path, body, once === undefined ? {} : { 'idempotency-key': once });
}

/** Sends a file as it is. */
export function sendFile<T>(path: string, file: Blob): Promise<T> {
  return call('PUT', path, file, { 'content-type': 'application/octet-stream' });
}

async function call<T>(method: string, path: string, body?: unknown, more: Record<string, string> = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, {
      method,
      headers: { 'x-baton': '1', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...more },
      ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
    });
  } catch {
    throw new ApiProblem(
      0,
      'unreachable',
      'Baton does not answer',
      'look at your connection and try again',
      undefined,
      [],
    );
  }
  const text = await response.text();
  const answer: unknown = text === '' ? undefined : JSON.parse(text);
  if (response.ok) return answer as T;
  const said = (answer ?? {}) as {
    code?: string;
    title?: string;
    hint?: string;
    instance?: string;
    problems?: Problem[];
  };
  throw new ApiProblem(
    response.status,
    said.code ?? 'unknown',
    said.title ?? `the service answered ${response.status}`,
    said.hint,
    said.instance,
    said.problems ?? [],
  );
}
