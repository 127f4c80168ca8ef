// The rulebook in force, made of the versions that were ever activated. Made anew when one more is.
import { parseDefinition } from '@baton/core/definition/parse-definition';
import { SignatureBook } from '@baton/core/kernel/columns/signature-book';
import type { RulebookSource } from '@baton/core/kernel/rulebook-source';
import { prepareRulebook } from '@baton/core/replay/replay';
import type { Reading } from '../store/store.ts';
import { activatedVersions } from '../store/version-rows.ts';
import type { InForce } from './working-units.ts';

/** Holds what is in force. `stamp` names the set of activations it was made of. */
export class RulebookInForce {
  private held: (InForce & { readonly stamp: string; readonly source: RulebookSource }) | undefined;

  /** What is in force by what is stored now; made once a set of activations. */
  async load(read: Reading): Promise<InForce & { readonly source: RulebookSource }> {
    const versions = await activatedVersions(read);
    const stamp = versions.map(({ name, version, digest }) => `${name} ${version} ${digest}`).join('\n');
    if (this.held?.stamp === stamp) return this.held;
    const source: RulebookSource = {
      order: [...new Set(versions.map(({ name }) => name))],
      activations: versions.map(({ name, version, digest, text, effective_at }) => {
        const parsed = parseDefinition(text);
        if (!parsed.ok) throw new RangeError(`version ${version} of ${name} cannot be read any more`);
        return { definition: parsed.value, version, digest, effectiveAt: effective_at as number };
      }),
    };
    const rulebook = prepareRulebook(source);
    this.held = { stamp, source, rulebook, book: new SignatureBook(rulebook) };
    return this.held;
  }
}
