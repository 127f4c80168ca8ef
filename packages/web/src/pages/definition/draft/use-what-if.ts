// Asks what-ifs while somebody turns a number: one question at a time, the latest next; what was answered stands until there is something newer.
import { useEffect, useRef, useState } from 'react';
import { askWhatIf, type WhatIfAnswer, type WhatIfQuestion } from '../../../api/what-if.ts';

/** While the history is read, it is asked again so often. */
const EVERY = 400;

export interface WhatIfTold {
  readonly answer: WhatIfAnswer | undefined;
  readonly error: Error | undefined;
  /** Whether the answer is to an earlier question. */
  readonly isBehind: boolean;
}

/** What is told of the latest question; nothing is asked where there is none. */
export function useWhatIf(question: WhatIfQuestion | undefined): WhatIfTold {
  const [told, setTold] = useState<WhatIfTold>({ answer: undefined, error: undefined, isBehind: true });
  const latest = useRef(question);
  const isAsking = useRef(false);
  const key = question === undefined ? '' : JSON.stringify(question);
  useEffect(() => {
    latest.current = question;
    if (question === undefined) return;
    setTold((before) => ({ ...before, isBehind: true }));
    if (isAsking.current) return;
    isAsking.current = true;
    void keepAsking(latest, setTold).finally(() => {
      isAsking.current = false;
    });
  }, [key]);
  useEffect(
    () => () => {
      latest.current = undefined;
    },
    [],
  );
  return told;
}

async function keepAsking(
  latest: { readonly current: WhatIfQuestion | undefined },
  tell: (change: (before: WhatIfTold) => WhatIfTold) => void,
): Promise<void> {
  for (let asked = latest.current; asked !== undefined; ) {
    const question: WhatIfQuestion = asked;
    try {
      const answer = await askWhatIf(question);
      const isReading = answer.state === 'reading';
      const isBehind = isReading || latest.current !== question;
      // While a history is read anew, what was told before stands.
      tell((before) => ({
        answer: isReading && before.answer?.state === 'ready' ? { ...before.answer, ...progressOf(answer) } : answer,
        error: undefined,
        isBehind,
      }));
      if (!isBehind) return;
      if (isReading) await new Promise((resolve) => setTimeout(resolve, EVERY));
    } catch (error) {
      tell((before) => ({ ...before, error: error as Error }));
      if (latest.current === question) return;
    }
    asked = latest.current;
  }
}

function progressOf({ progress }: WhatIfAnswer): { progress?: number } {
  return progress === undefined ? {} : { progress };
}
