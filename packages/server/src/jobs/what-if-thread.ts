// The thread that holds a history laid out for what-ifs, so that one can be answered while somebody turns a weight. Reads the store, changes nothing.
import { setImmediate as breathe } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import type { Definition } from '@baton/core/definition/definition';
import { parseDefinition } from '@baton/core/definition/parse-definition';
import { WhatIf } from '@baton/core/replay/what-if';
import type { WhatIfResult } from '@baton/core/replay/what-if-result';
import { extentOfJournal } from '../store/counts.ts';
import { journalPages } from '../store/journal-rows.ts';
import { openReader } from '../store/open-reader.ts';
import { startOfHistory } from './history-start.ts';
import type { WhatIfAnswer, WhatIfNews, WhatIfQuestion, WhatIfTask } from './what-if-kinds.ts';

/** Two people may have drafts at hand that read different things. */
const MOST_HELD = 2;
/** A history that was read so long ago is read again. */
const GROWS_OLD = 30 * 60_000;

interface Held {
  readonly now: string | undefined;
  readonly readAt: number;
  /** Undefined where nothing has come in yet. */
  readonly whatIf: WhatIf | undefined;
}

const { store } = workerData as WhatIfTask;
const held: Held[] = [];
let isReading = false;
const tell = (news: WhatIfNews): void => parentPort?.postMessage(news);

parentPort?.on('message', (question: WhatIfQuestion) => {
  const answer = answerTo(question);
  tell({ id: question.id, answer: answer ?? { state: 'reading', progress: 0 } });
  if (answer !== undefined || isReading) return;
  isReading = true;
  tell({ reading: 0 });
  read(question).then(
    () => done(),
    (error: unknown) => done(error instanceof Error ? error.message : String(error)),
  );
});

function done(problem?: string): void {
  isReading = false;
  tell({ reading: undefined, ...(problem !== undefined && { problem }) });
}

/** Undefined where no history that is held can answer. */
function answerTo(question: WhatIfQuestion): WhatIfAnswer | undefined {
  const draft = definitionOf(question.draft);
  for (const each of held) {
    if (each.now !== question.now || question.at - each.readAt > GROWS_OLD) continue;
    if (each.whatIf === undefined) return { state: 'no-history' };
    const result = resultOf(each.whatIf, draft, question);
    if (result !== undefined) return { state: 'ready', result };
  }
  return undefined;
}

function resultOf(whatIf: WhatIf, draft: Definition, { reps, samples }: WhatIfQuestion): WhatIfResult | undefined {
  return whatIf.ask(draft, { reps, samples });
}

async function read({ draft, now, at }: WhatIfQuestion): Promise<void> {
  const reader = openReader(store);
  try {
    const { count, first, last } = await extentOfJournal(reader.read);
    const whatIf =
      first === undefined || last === undefined
        ? undefined
        : new WhatIf({
            draft: definitionOf(draft),
            ...(now !== undefined && { now: definitionOf(now) }),
            start: startOfHistory(first, last),
          });
    let taken = 0;
    for await (const page of journalPages(reader.read)) {
      for (const entry of page) whatIf?.add(entry);
      taken += page.length;
      tell({ reading: (0.7 * taken) / Math.max(1, count) });
      await breathe();
    }
    whatIf?.finish();
    held.unshift({ now, readAt: at, whatIf });
    held.length = Math.min(held.length, MOST_HELD);
  } finally {
    await reader.close();
  }
}

function definitionOf(text: string): Definition {
  const parsed = parseDefinition(text);
  if (!parsed.ok) throw new RangeError('a definition that was checked cannot be read');
  return parsed.value;
}
