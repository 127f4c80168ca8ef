// What cannot be done, as a value that is thrown up to the door: its status there, its code, a sentence, and what to do. Codes stand in docs/problems.md.
import type { Problem } from '@baton/core/base/problem';

/** An expected refusal. Whatever was begun is undone; the door tells the one who asked. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly more: {
      readonly hint?: string;
      readonly problems?: readonly Problem[];
      readonly retryAfterSeconds?: number;
    } = {},
  ) {
    super(message);
  }
}
