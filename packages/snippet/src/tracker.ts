// From what a page tells or somebody does to messages: who, when, where, and what brought them.
import type { Keep } from './keep.ts';
import type { Outbox } from './outbox.ts';
import { type Touches, withoutQuery } from './touches.ts';

export type Fields = { readonly [name: string]: unknown };

/** A page that is looked at. */
export interface Page {
  readonly path: string;
  readonly url: string;
  readonly referrer?: string;
  readonly title?: string;
}

export type Tracker = ReturnType<typeof makeTracker>;

/** Says what happened. */
export function makeTracker(keep: Keep, outbox: Outbox, touches: Touches) {
  let made = 0;
  /** An id that sorts by time. */
  const newMessageId = (): string => {
    made += 1;
    return `${Date.now().toString(36)}-${made.toString(36).padStart(4, '0')}-${randomId()}`;
  };
  const say = (type: string, fields: Fields): void => {
    const campaign = touches.campaign();
    const userId = keep.get('user');
    outbox.add({
      type,
      messageId: newMessageId(),
      timestamp: new Date().toISOString(),
      anonymousId: keep.id(randomId),
      ...(userId && { userId }),
      context: {
        page: { path: location.pathname, url: withoutQuery(location.href) },
        userAgent: navigator.userAgent,
        ...(campaign && { campaign }),
      },
      ...fields,
    });
  };
  return {
    /** Somebody did something. */
    track: (event: string, properties: Fields = {}): void => say('track', { event, properties }),
    /** Somebody looks at a page. */
    page: (page: Page, name?: string, properties?: Fields): void =>
      say('page', { ...(name && { name }), properties: { ...page, ...properties } }),
    /** Somebody spent seconds on a page. */
    dwell: ({ path, url }: Page, seconds: number): void => say('dwell', { seconds, properties: { path, url } }),
    /** Who it is: an id of yours, what is known, or both. */
    identify: (who: string | Fields, known?: Fields): void => {
      const isId = typeof who === 'string';
      if (isId) keep.set('user', who);
      say('identify', { traits: { ...touches.attributes(), ...(isId ? known : who) } });
    },
    /** Which company it is. */
    group: (groupId: string, traits: Fields = {}): void => say('group', { groupId, traits }),
    /** Somebody else sits there from now on, or the same person signed out. */
    reset: (): void => {
      keep.newId();
      keep.remove('user');
    },
  };
}

/** 128 random bits. */
function randomId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
