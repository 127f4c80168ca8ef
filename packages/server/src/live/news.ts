// Tells whoever listens that something changed, once it is durable: what the streams of the web app follow.
import type { Done } from './admission.ts';

/** What a transaction changed. */
export interface Change {
  /** Position of the last decision; 0 where none was taken. */
  readonly changed: number;
  readonly leads: readonly string[];
  readonly handoffs: readonly string[];
  /** Of which something came in, whatever was decided. */
  readonly sources: readonly string[];
}

export type Listener = (change: Change) => void;

/** Listeners of one process. */
export class News {
  private readonly listeners = new Set<Listener>();
  private readonly all: ((done: Done) => void)[] = [];

  /** Returns what ends the listening. */
  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Hears of every transaction, as long as the process lives. */
  listenToAll(listener: (done: Done) => void): void {
    this.all.push(listener);
  }

  /** Passes on that hand-offs changed though nothing was decided: a reminder came. */
  touched(handoffs: readonly string[]): void {
    if (handoffs.length === 0) return;
    for (const listener of this.listeners) listener({ changed: 0, leads: [], handoffs, sources: [] });
  }

  /** Passes on what was decided. */
  tell(done: Done): void {
    for (const listener of this.all) listener(done);
    const { decisions, sources, changed } = done;
    if (decisions.length + sources.length === 0 || this.listeners.size === 0) return;
    const leads = decisions.flatMap((decision) =>
      'lead' in decision && decision.lead !== undefined ? decision.lead : [],
    );
    const handoffs = decisions.flatMap((decision) =>
      decision.kind === 'hand-off' ? decision.id : 'handoff' in decision ? decision.handoff : [],
    );
    const change = { changed, leads: [...new Set(leads)], handoffs: [...new Set(handoffs)], sources };
    for (const listener of this.listeners) listener(change);
  }
}
