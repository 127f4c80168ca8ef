// Pages and the time spent on them: the first one, those that single-page apps show by changing the history, and those that come back from the browser's memory.
import { makeAttention } from './attention.ts';
import { type Touches, withoutQuery } from './touches.ts';
import type { Fields, Page, Tracker } from './tracker.ts';

/** Watches pages from now on, except what is `off`; `ended` is told when the last may be over. Gives what tells of the page once more, by a name. */
export function watchPages(tracker: Tracker, touches: Touches, off: readonly string[], ended: () => void) {
  const attention = makeAttention(() => performance.now());
  let page: Page;
  const tell = (name?: string, properties?: Fields): void => tracker.page(page, name, properties);
  const begin = (referrer: string, title?: string): void => {
    touches.arrive(new URL(location.href), referrer);
    page = {
      path: pathNow(),
      url: withoutQuery(location.href),
      ...(referrer && { referrer: withoutQuery(referrer) }),
      ...(title && { title }),
    };
    if (!off.includes('pages')) tell();
    if (isVisible()) attention.deed();
  };
  const leave = (): void => {
    const seconds = attention.end();
    if (seconds > 0 && !off.includes('dwell')) tracker.dwell(page, seconds);
  };
  const hide = (): void => {
    leave();
    ended();
  };
  /** A page by another path. What its title will be is not known yet. */
  const move = (): void => {
    if (pathNow() === page.path) return;
    leave();
    begin(page.url);
  };

  begin(document.referrer, document.title);
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name];
    history[name] = (...state) => {
      original.apply(history, state);
      // Whatever happens to us, the app moves on.
      queueMicrotask(move);
    };
  }
  addEventListener('popstate', move);
  addEventListener('hashchange', move);
  addEventListener('pagehide', hide);
  addEventListener('pageshow', ({ persisted }) => persisted && begin(page.referrer ?? '', document.title));
  document.addEventListener('visibilitychange', () => (isVisible() ? attention.deed() : hide()));
  for (const deed of ['pointerdown', 'pointermove', 'keydown', 'scroll', 'touchmove'])
    addEventListener(deed, () => isVisible() && attention.deed(), { passive: true, capture: true });
  return tell;
}

function isVisible(): boolean {
  return document.visibilityState === 'visible';
}

/** The path; with the fragment where that is how the app shows pages. */
function pathNow(): string {
  return location.pathname + (/^#!?\//.test(location.hash) ? location.hash : '');
}
