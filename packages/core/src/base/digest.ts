// Digests of canonical values: what signatures, decisions and caches point at.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from './canonical-json.ts';

/** SHA-256 of a text's UTF-8 bytes, as 64 hexadecimal digits. */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** How SHA-256 is worked out: {@link sha256Hex}, or what the platform has that does the same faster. */
export type Sha256 = (text: string) => string;

/** SHA-256 over the canonical JSON of a value, as 64 hexadecimal digits. */
export function digest(value: unknown, sha256: Sha256 = sha256Hex): string {
  return sha256(canonicalJson(value));
}

/** The first 32 hexadecimal digits of the SHA-256 of a canonical text: enough to name a decision for ever. */
export function shortDigestOf(text: string, sha256: Sha256 = sha256Hex): string {
  return sha256(text).slice(0, 32);
}
