// Baton's snippet for web pages: what stands at /v1/baton.js. Puts the parts together, answers `baton(…)`, and carries out what was called before it was there.
import { watchForms } from './forms.ts';
import { makeKeep } from './keep.ts';
import { makeOutbox } from './outbox.ts';
import { watchPages } from './pages.ts';
import { readSettings, type Settings } from './settings.ts';
import { makeTouches } from './touches.ts';
import { makeTracker } from './tracker.ts';

type Calls = { readonly [name: string]: (...given: never[]) => unknown };
type Baton = ((name: string, ...given: unknown[]) => void) & { q?: Iterable<ArrayLike<unknown>>; isThere?: boolean };

const here = window as unknown as { baton?: Baton };
const script = document.currentScript;
const settings = script instanceof HTMLScriptElement ? readSettings(script, navigator) : undefined;
if (settings === undefined) console.warn('Baton: the script tag has no data-key');
else if ((document as { prerendering?: boolean }).prerendering === true)
  // A page that the browser only prepares has not been looked at.
  document.addEventListener('prerenderingchange', () => begin(settings), { once: true });
else begin(settings);

/** Starts once, however often the script is on the page. */
function begin(settings: Settings): void {
  if (here.baton?.isThere !== true) start(settings);
}

function start({ key, host, needsConsent, cookieDomain, off }: Settings): void {
  const keep = makeKeep(cookieDomain);
  const outbox = makeOutbox(keep, key, `${host}/v1/b`);
  const touches = makeTouches(keep);
  const tracker = makeTracker(keep, outbox, touches);
  const { track, identify, group, reset } = tracker;
  const consent = (isAllowed: boolean): void => {
    // A refusal is remembered only where it changes something: where consent is needed, nothing is kept without it anyway.
    if (isAllowed) keep.allow();
    else keep.close(!needsConsent);
    outbox.soon(0);
  };

  const choice = keep.choice();
  if (choice === false) keep.close(true);
  else if (choice === true || !needsConsent) keep.open();
  const page = watchPages(tracker, touches, off, outbox.last);
  if (!off.includes('forms')) watchForms(tracker);
  // What an earlier page could not deliver goes now.
  outbox.soon(0);

  const calls: Calls = { track, identify, group, reset, page, consent };
  const waiting = here.baton?.q ?? [];
  const call: Baton = (name, ...given) => {
    if (Object.keys(calls).includes(name)) calls[name]?.(...(given as never[]));
    else console.warn(`Baton knows no call "${name}"`);
  };
  here.baton = Object.assign(call, calls, { isThere: true });
  for (const [name, ...given] of [...waiting].map((each) => Array.from(each))) call(String(name), ...given);
}
