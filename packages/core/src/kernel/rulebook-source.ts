// What the kernel is told to follow: which versions of which definitions came into force when, and who goes first.
import type { Definition } from '../definition/definition.ts';
import type { Instant } from '../journal/entry.ts';

/** A version of a definition and the instant from which it is in force (R5). */
export interface Activation {
  readonly definition: Definition;
  readonly version: number;
  /** Digest of the definition's canonical form. */
  readonly digest: string;
  readonly effectiveAt: Instant;
}

/** Definitions in their signed order of priority (names; R18), and all activations there ever were, in any order. */
export interface RulebookSource {
  readonly order: readonly string[];
  readonly activations: readonly Activation[];
}
