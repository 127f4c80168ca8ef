// What the sieve reads of signatures, as flat numbers: whether one says anything, whether it decides by itself, and which slots it hits.
import { type Effect, HAS_ATTRIBUTES, HAS_HITS, type Signature } from '../columns/effect.ts';

/** An entry of this kind is a decision's cause whatever was scored: a rep's answer, a daily list. */
export const DECIDES = 4;

/** Signatures by position. The slots of signature `s` are `slot[from[s]]` … `slot[from[s + 1] − 1]`, with the source's position. */
export interface SignatureTable {
  /** Bit set of HAS_HITS, HAS_ATTRIBUTES and DECIDES; 0 where the entry says nothing that could open a gate. */
  readonly kind: Uint8Array;
  readonly from: Int32Array;
  readonly slot: Int32Array;
  readonly source: Int32Array;
}

/** Flattens signatures. */
export function tableOf(signatures: readonly Signature[]): SignatureTable {
  const from = new Int32Array(signatures.length + 1);
  const kind = new Uint8Array(signatures.length);
  signatures.forEach((signature, i) => {
    from[i + 1] = (from[i] as number) + signature.slots.length;
    kind[i] =
      (signature.slots.length > 0 ? HAS_HITS : 0) |
      (signature.lead.length + signature.account.length > 0 ? HAS_ATTRIBUTES : 0) |
      (signature.effect !== undefined && decides(signature.effect) ? DECIDES : 0);
  });
  return {
    kind,
    from,
    slot: Int32Array.from(signatures.flatMap((signature) => signature.slots)),
    source: Int32Array.from(signatures.flatMap((signature) => signature.sources)),
  };
}

function decides(effect: Effect): boolean {
  switch (effect.kind) {
    case 'conversation':
    case 'touch':
    case 'deal':
    case 'subscription':
    case 'routed':
    case 'release':
      return false;
    case 'disposition':
    case 'handed':
    case 'flag':
    case 'withdrawal':
    case 'unmerge':
      return true;
  }
}
