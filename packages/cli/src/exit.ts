// How a command may end: 0 fine, 1 problems or failure, 2 wrong usage, 69 unavailable, 75 busy, 130 interrupted.

export const EXIT = { fine: 0, problems: 1, usage: 2, unavailable: 69, busy: 75, interrupted: 130 } as const;
