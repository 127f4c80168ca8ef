// The thread that checks a draft while somebody writes. Answers in the order of asking.
import { checkDraft, type Draft } from './check.ts';

self.addEventListener('message', ({ data }: MessageEvent<Draft & { readonly id: number }>) => {
  self.postMessage({ id: data.id, checked: checkDraft(data) });
});
