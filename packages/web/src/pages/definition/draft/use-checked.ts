// Checks a draft in a thread of its own while somebody writes, a moment after they stop.
import { useEffect, useRef, useState } from 'react';
import type { CheckedDraft, Draft } from './check.ts';
import workerUrl from './check-thread.ts?worker&url';

const AFTER = 150;

/** Browsers that know Trusted Types ask who may start a thread: this one script, and nothing else. */
interface TrustedScripts {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): unknown };
}
const { trustedTypes } = globalThis as { trustedTypes?: TrustedScripts };
const policy = trustedTypes?.createPolicy('baton-check', {
  createScriptURL: (url) => {
    if (url !== workerUrl) throw new TypeError('no other script is started');
    return url;
  },
});

/** What the checker says of the texts; undefined until it has said anything. */
export function useChecked({ text, tests }: Draft): CheckedDraft | undefined {
  const [checked, setChecked] = useState<CheckedDraft>();
  const thread = useRef<{ readonly worker: Worker; asked: number }>(undefined);
  useEffect(() => {
    const url = (policy?.createScriptURL(workerUrl) ?? workerUrl) as string;
    const worker = new Worker(url, { type: 'module' });
    const own = { worker, asked: 0 };
    thread.current = own;
    worker.addEventListener('message', ({ data }: MessageEvent<{ id: number; checked: CheckedDraft }>) => {
      if (data.id === own.asked) setChecked(data.checked);
    });
    return () => worker.terminate();
  }, []);
  useEffect(() => {
    const soon = setTimeout(() => {
      const own = thread.current;
      if (own === undefined || text === '') return;
      own.asked += 1;
      own.worker.postMessage({ id: own.asked, text, tests });
    }, AFTER);
    return () => clearTimeout(soon);
  }, [text, tests]);
  return checked;
}
