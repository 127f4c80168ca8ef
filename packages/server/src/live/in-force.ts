// The rulebook in force, made of the versions that were ever activated. Made anew when one more is.
import { SignatureBook } from '@baton/core/kernel/columns/signature-book';
import type { RulebookSource } from '@baton/core/kernel/rulebook-source';
import { prepareRulebook } from '@baton/core/replay/replay';
import type { Reading } from '../store/store.ts';
import { activatedVersions, activationsStamp } from '../store/version-rows.ts';
import { storedDefinition } from './stored-definition.ts';
import type { InForce } from './working-units.ts';

export type { InForce } from './working-units.ts';

/** What follows from activations. */
export function inForceOf(source: RulebookSource): InForce {
  const rulebook = prepareRulebook(source);
  return { rulebook, book: new SignatureBook(rulebook) };
}

/** Holds what is in force. `stamp` names the set of activations it was made of. */
export class RulebookInForce {
  private held: (InForce & { readonly stamp: string; readonly source: RulebookSource }) | undefined;

  /** What is in force by what is stored now; made once a set of activations. */
  async load(read: Reading): Promise<InForce & { readonly source: RulebookSource }> {
    const stamp = await activationsStamp(read);
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
    this.held = { stamp, source, ...inForceOf(source) };
    return this.held;
  }
}
