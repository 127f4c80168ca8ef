// Which entries a packet was made of: a digest of the set of them, so that the order of files and what came later make no difference.
import { canonicalJson } from '../../../base/canonical-json.ts';
import { sha256Hex } from '../../../base/digest.ts';
import { fingerprint } from '../../../base/fingerprint.ts';
import type { Entry } from '../../../journal/entry.ts';

/**
 * Takes entries in, in any order. Their fingerprints of 128 bits are added up, and count and sum hashed: two sets that differ have two digests but for an accident. It notices what was changed, added or lost; it is no
 * seal against somebody who forges entries on purpose.
 */
export class JournalDigest {
  private readonly words = new Int32Array(4);
  private readonly sums = new Uint32Array(4);
  entries = 0;

  add(entry: Entry): void {
    fingerprint(canonicalJson(entry), this.words);
    for (let i = 0; i < 4; i++) this.sums[i] = (this.sums[i] as number) + ((this.words[i] as number) >>> 0);
    this.entries += 1;
  }

  finish(): string {
    return sha256Hex(`${this.entries}\n${[...this.sums].join('\n')}`);
  }
}
