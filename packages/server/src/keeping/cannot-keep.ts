// What a backup or a restore cannot go on from: its code, a sentence, and what to do. Codes stand in docs/problems.md.

/** An expected refusal of a command. Nothing was changed. */
export class CannotKeep extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly hint: string,
    /** The process's exit code. */
    readonly exit = 1,
  ) {
    super(message);
  }
}
