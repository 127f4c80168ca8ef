// Signatures as flat numbers, for the loops that run once an entry: what each holds, and which slots it hits.

import { HAS_NEGATIVE, IS_MAIL, kindOf, type Signature } from './effect.ts';
import { bytes, ints, room } from './number-arrays.ts';

/** Signatures by position, as far as they are known. The hits of signature `s` are [from[s], from[s + 1]) of `slot`, `source` and `value`. */
export class SignatureTable {
  /** Bit set of what it holds (effect.ts). */
  kind = bytes(64);
  from = ints(65);
  slot = ints(64);
  /** Position of the source's weight in the slot's track. */
  source = ints(64);
  /** Position of the `distinctBy` value, −1 for none. */
  value = ints(64);
  known = 0;

  constructor(private readonly negativeHours: Int32Array) {}

  /** Whether it was made for these hours: a rulebook that takes points away otherwise needs another. */
  isFor(negativeHours: Int32Array): boolean {
    const own = this.negativeHours;
    return (
      own === negativeHours ||
      (own.length === negativeHours.length && own.every((hours, i) => hours === negativeHours[i]))
    );
  }

  /** Takes in the signatures that were added since. */
  learn(signatures: readonly Signature[]): void {
    if (signatures.length === this.known) return;
    this.kind = room(this.kind, signatures.length, bytes, 0);
    this.from = room(this.from, signatures.length + 1, ints, 0);
    for (; this.known < signatures.length; this.known++) this.add(signatures[this.known] as Signature);
  }

  private add(signature: Signature): void {
    const start = this.from[this.known] as number;
    const end = start + signature.slots.length;
    this.slot = room(this.slot, end, ints, 0);
    this.source = room(this.source, end, ints, 0);
    this.value = room(this.value, end, ints, 0);
    this.slot.set(signature.slots, start);
    this.source.set(signature.sources, start);
    this.value.set(signature.values, start);
    this.from[this.known + 1] = end;
    const asMachine = signature.asMachine < 0 ? 0 : (this.kind[signature.asMachine] as number);
    this.kind[this.known] = kindOf(signature, this.negativeHours) | (asMachine & (HAS_NEGATIVE | IS_MAIL));
  }
}
