// What ends a command early: problems that are already known, carried to the edge of the process.
import type { Problem } from '@baton/core/base/problem';
import { EXIT } from './exit.ts';

export class Failure extends Error {
  constructor(
    readonly problems: readonly Problem[],
    readonly exit: number = EXIT.problems,
  ) {
    super(problems[0]?.message ?? 'failed');
  }
}

/** A failure of one sentence. */
export function fail(code: string, message: string, hint?: string, exit: number = EXIT.problems): never {
  throw new Failure([{ code, severity: 'error', message, ...(hint === undefined ? {} : { hint }) }], exit);
}
