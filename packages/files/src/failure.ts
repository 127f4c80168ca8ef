// What ends the reading or writing of files early: problems that are already known, carried to whoever asked, and the exit code a command ends with.
import type { Problem } from '@baton/core/base/problem';

/** How a command may end: 0 fine, 1 problems found or failure, 2 wrong usage, 69 unavailable, 75 busy or locked, 130 interrupted. */
export const EXIT = { fine: 0, problems: 1, usage: 2, unavailable: 69, busy: 75, interrupted: 130 } as const;

/** Problems on their way to the edge of the process, with the exit code they ask for. */
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
