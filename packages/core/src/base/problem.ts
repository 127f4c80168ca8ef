// What went wrong, as a value: every expected failure of Baton is a list of these, never an exception.
// The catalogue of codes is docs/problems.md; a test compares the two both ways.

/** Where a problem is. `line` and `column` count from 1; `path` is a dotted path into the document (`qualify.mql.fit`). */
export interface Place {
  readonly file?: string;
  readonly path?: string;
  readonly line?: number;
  readonly column?: number;
  /** Number of characters the caret should underline. */
  readonly length?: number;
  /** The text of the line, so that a caret can be printed without the file at hand. */
  readonly text?: string;
}

/** `error` stops what was asked; `warning` is for people to weigh. */
export type Severity = 'error' | 'warning';

/** One problem: a stable code, a sentence, a place and a remedy. */
export interface Problem {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly place?: Place;
  readonly hint?: string;
}

/** A value with its warnings, or all the problems that stood in the way of one. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** A value, with warnings where there are any. */
export function success<T>(value: T, problems: readonly Problem[] = []): Outcome<T> {
  return { ok: true, value, problems };
}

/** No value; `problems` holds at least one error. */
export function failure<T>(problems: readonly Problem[]): Outcome<T> {
  return { ok: false, problems };
}
