// Digests of canonical values: what signatures, decisions and caches point at.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from './canonical-json.ts';

/** SHA-256 of a text's UTF-8 bytes, as 64 hexadecimal digits. */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** SHA-256 over the canonical JSON of a value, as 64 hexadecimal digits. */
export function digest(value: unknown): string {
  return sha256Hex(canonicalJson(value));
}

/** The first 32 hexadecimal digits of {@link digest}: enough to name a decision for ever. */
export function shortDigest(value: unknown): string {
  return digest(value).slice(0, 32);
}
