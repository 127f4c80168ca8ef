// How a command may end, and what an interruption does.

/** 0 fine, 1 problems found or failure, 2 wrong usage, 69 unavailable, 75 busy or locked, 130 interrupted. */
export const EXIT = { fine: 0, problems: 1, usage: 2, unavailable: 69, busy: 75, interrupted: 130 } as const;

function leave(): never {
  process.exit(EXIT.interrupted);
}

/** Ctrl-C ends the process with 130. */
export function endOnInterrupt(): void {
  process.on('SIGINT', leave);
}

/** Before long work that never comes up for air: Ctrl-C is the system's again, which ends the process at once (130 in every shell). */
export function leaveInterruptToSystem(): void {
  process.off('SIGINT', leave);
}
