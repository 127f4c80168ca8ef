// What waits to be delivered: kept one by one, over reloads and offline, until Baton says that it has it. What is sent twice counts once there, by its id.
import type { Keep } from './keep.ts';

/** Something that was done, as Segment's calls say it. */
export interface Message {
  readonly messageId: string;
  readonly [field: string]: unknown;
}

const WAITS = 'q:';
/** Browsers let pages that end send 64 KB. */
const LARGEST = 60_000;
/** Of more than so many the oldest go. */
const MOST = 500;
/** Milliseconds to wait after a failure: twice as many after each, up to a minute. */
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 60_000;

export type Outbox = ReturnType<typeof makeOutbox>;

/** Delivers to an address with a write key. */
export function makeOutbox(keep: Keep, writeKey: string, url: string) {
  let isSending = false;
  let wait = 0;
  let timer: number | undefined;
  /** What the browser was handed when the page seemed to be over. */
  const handed = new Set<string>();

  /** As much of what waits as may be sent at once, the oldest first; nothing while nothing may be kept. */
  const nextBatch = (except?: ReadonlySet<string>) => {
    const names: string[] = [];
    const texts: string[] = [];
    let size = 0;
    for (const name of keep.isOpen() ? keep.names(WAITS) : []) {
      if (except?.has(name)) continue;
      const text = keep.get(name) ?? '';
      size += new Blob([text]).size + 1;
      if (size > LARGEST && names.length > 0) break;
      names.push(name);
      texts.push(text);
    }
    const envelope = JSON.stringify({ writeKey, sentAt: new Date().toISOString() });
    return { names, body: `${envelope.slice(0, -1)},"batch":[${texts.join()}]}` };
  };

  const deliver = async (): Promise<void> => {
    const { names, body } = nextBatch();
    if (isSending || names.length === 0) return;
    isSending = true;
    const status = await post(url, body);
    isSending = false;
    // A key that is refused may be mended: what waits is tried again on the next page. What cannot be read never will be.
    if (status === 401 || status === 403) return console.warn(`Baton refuses the key or this site: ${status}`);
    const isOver = status > 0 && status < 500 && status !== 408 && status !== 429;
    if (isOver) names.forEach(keep.remove);
    wait = isOver ? 0 : Math.min(LONGEST_WAIT, wait * 2 || FIRST_WAIT);
    if (keep.names(WAITS).length > 0) soon(wait);
  };

  /** Delivers after so many milliseconds; what happens until then goes along. */
  const soon = (milliseconds: number): void => {
    clearTimeout(timer);
    timer = setTimeout(deliver, milliseconds);
  };
  addEventListener('online', () => soon(0));

  return {
    soon,
    add: (message: Message): void => {
      keep.set(WAITS + message.messageId, JSON.stringify(message));
      keep.names(WAITS).slice(0, -MOST).forEach(keep.remove);
      soon(wait);
    },
    /** The page may be over: hands everything to the browser, which answers nothing, so it stays here to be sent once more. */
    last: (): void => {
      const { names, body } = nextBatch(handed);
      if (names.length === 0 || !navigator.sendBeacon(url, new Blob([body], { type: 'text/plain' }))) return;
      for (const name of names) handed.add(name);
    },
  };
}

/** The answer's status; 0 where there was none. Plain text asks other origins nothing beforehand. */
async function post(url: string, body: string): Promise<number> {
  try {
    const headers = { 'content-type': 'text/plain' };
    const { status } = await fetch(url, { method: 'POST', body, headers, keepalive: true, credentials: 'omit' });
    return status;
  } catch {
    return 0;
  }
}
