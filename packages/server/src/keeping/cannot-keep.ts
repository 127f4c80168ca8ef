// What a backup, a restore or an export cannot go on from: its code, a sentence, and what to do. Codes stand in docs/problems.md.
import { existsSync } from 'node:fs';
import type { StorePlace } from '../store/snapshot.ts';

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

/** A database that is only read must be there: it is not made. */
export function checkStoreThere(place: StorePlace): void {
  if ('sqlite' in place && !existsSync(place.sqlite))
    throw new CannotKeep(
      'keeping-no-store',
      `there is no database at ${place.sqlite}`,
      'set BATON_DATA to the folder that the service uses, or DATABASE_URL',
    );
}
