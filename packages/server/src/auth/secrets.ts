// Passwords and tokens: made, hashed, compared. Only digests are ever stored.
import { createHash, scrypt, timingSafeEqual } from 'node:crypto';
import type { RandomBytes } from '../random.ts';

/** Work of scrypt as OWASP advises (2025): 2¹⁷ × 8 × 1, about 0.3 s and 128 MB. */
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 2 ** 20 };
const BYTES = 32;

/** `scrypt$N$salt$hash`. */
export async function hashPassword(password: string, random: RandomBytes, cost = COST.N): Promise<string> {
  const salt = random(16);
  const hash = await derive(password, salt, cost);
  return `scrypt$${cost}$${salt.toString('base64url')}$${hash.toString('base64url')}`;
}

/** Whether a password is the one that was hashed. Takes as long for nobody: pass undefined for an unknown user. */
export async function checkPassword(password: string, stored: string | undefined): Promise<boolean> {
  const [, cost, salt, hash] = (stored ?? `scrypt$${COST.N}$AAAAAAAAAAAAAAAAAAAAAA$`).split('$');
  const found = await derive(password, Buffer.from(salt ?? '', 'base64url'), Number(cost));
  const wanted = Buffer.from(hash ?? '', 'base64url');
  return wanted.length === found.length && timingSafeEqual(found, wanted) && stored !== undefined;
}

function derive(password: string, salt: Buffer, cost: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, BYTES, { ...COST, N: cost }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}

/** 256 random bits as text, behind a prefix that tells what it is. */
export function newToken(prefix: string, random: RandomBytes): string {
  const body = random(BYTES).toString('base64url');
  return `${prefix}_${body}${checksum(prefix + body)}`;
}

/** Whether a text can be a token of this prefix at all: its checksum is right. */
export function looksLikeToken(prefix: string, text: string): boolean {
  if (!text.startsWith(`${prefix}_`) || text.length < 20) return false;
  const body = text.slice(prefix.length + 1, -4);
  return checksum(prefix + body) === text.slice(-4);
}

/** What is stored of a token. */
export function tokenDigest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function checksum(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 4);
}

/** Whether a text is a secret that whoever runs the service has set. Takes as long for every text. */
export function isSecret(given: string, secret: string): boolean {
  const [a, b] = [given, secret].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(a as Buffer, b as Buffer);
}
