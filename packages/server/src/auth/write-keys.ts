// Which source a write key speaks for. Public keys: they may only post to ingestion.
import { Refusal } from '../refusal.ts';
import { liveKey } from '../store/key-rows.ts';
import type { Reading } from '../store/store.ts';
import type { KeysTable } from '../store/tables.ts';
import { tokenDigest } from './secrets.ts';

/** How long a key that was found is believed without asking again. */
const BELIEVED = 5000;

/** Looks keys up, and remembers them for a moment: SDKs send the same one with every call. */
export class WriteKeys {
  private readonly known = new Map<string, { readonly key: KeysTable; readonly until: number }>();

  constructor(private readonly read: Reading) {}

  /** The key; throws a 401 where there is none. */
  async find(text: string | undefined, now: number): Promise<KeysTable> {
    const held = text === undefined ? undefined : this.known.get(text);
    if (held !== undefined && held.until > now) return held.key;
    const key = text === undefined ? undefined : await liveKey(this.read, tokenDigest(text), now);
    if (key === undefined || text === undefined) {
      throw new Refusal(401, 'http-no-write-key', 'this write key is not known', {
        hint: 'take it from Settings, and send it by Basic authentication as the SDKs do',
      });
    }
    if (this.known.size > 1000) this.known.clear();
    this.known.set(text, { key, until: now + BELIEVED });
    return key;
  }
}
