// The rulebook in force, made of the versions that were ever activated, and the programmes beside it. Made anew when one more is, or changes its state.
import { SignatureBook } from '@baton/core/kernel/columns/signature-book';
import type { RulebookSource } from '@baton/core/kernel/rulebook-source';
import { prepareRulebook } from '@baton/core/replay/replay';
import { programmeStates, programmesInForce } from '../store/programme-rows.ts';
import type { Reading } from '../store/store.ts';
import { activatedVersions, activationsStamp } from '../store/version-rows.ts';
import { programmesInForceOf } from './programmes-in-force.ts';
import { storedDefinition } from './stored-definition.ts';
import type { InForce } from './working-units.ts';

export type { InForce } from './working-units.ts';

/** What follows from activations, without programmes. */
export function inForceOf(source: RulebookSource, rulebook = prepareRulebook(source)): InForce {
  return { rulebook, book: new SignatureBook(rulebook), programmes: undefined };
}

/** Holds what is in force. `stamp` names the set of activations it was made of. */
export class RulebookInForce {
  private held: (InForce & { readonly stamp: string; readonly source: RulebookSource }) | undefined;

  /** What is in force by what is stored now; made once a set of activations. */
  async load(read: Reading): Promise<InForce & { readonly source: RulebookSource }> {
    const states = await programmeStates(read);
    const stamp = `${await activationsStamp(read)}\n${JSON.stringify(states)}`;
    if (this.held?.stamp === stamp) return this.held;
    const versions = await activatedVersions(read);
    const source: RulebookSource = {
      order: [...new Set(versions.map(({ name }) => name))],
      activations: versions.map((row) => ({
        definition: storedDefinition(row),
        version: row.version,
        digest: row.digest,
        effectiveAt: row.effective_at as number,
      })),
    };
    const programmes = programmesInForceOf(await programmesInForce(read), states, source);
    this.held = { stamp, source, ...inForceOf(source, programmes?.book.rulebook), programmes };
    return this.held;
  }
}
