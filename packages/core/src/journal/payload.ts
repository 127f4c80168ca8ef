// What an entry says, without what transport added to it: by this two entries are the same, and one without an id is named.
import { canonicalJson } from '../base/canonical-json.ts';
import { sha256Hex } from '../base/digest.ts';
import type { Entry } from './entry.ts';

/** An entry's content as canonical JSON, without when it was known and admitted. */
export function payloadText(entry: Omit<Entry, 'id'>): string {
  const { knownAt: _known, admittedAt: _admitted, seq: _seq, ...payload } = entry;
  return canonicalJson(payload);
}

/** A short digest of {@link payloadText}. */
export function payloadDigest(entry: Entry): string {
  return sha256Hex(payloadText(entry)).slice(0, 16);
}
