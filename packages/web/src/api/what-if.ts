// What a draft would have handed over, beside the version in force.
import type { WhatIfResult } from '@baton/core/replay/what-if-result';
import { change } from './call.ts';

export interface WhatIfQuestion {
  /** definition.yaml */
  readonly text: string;
  readonly reps: number;
  /** Ids of leads whose standing is told. */
  readonly samples: readonly string[];
}

export interface WhatIfAnswer {
  /** `reading`: the history is read first; ask again in a moment. */
  readonly state: 'reading' | 'no-history' | 'ready';
  /** 0 to 1 */
  readonly progress?: number;
  readonly against: { readonly name: string; readonly version: number } | null;
  readonly result?: WhatIfResult;
}

/** Asks what a text would have handed over; nothing is kept. */
export const askWhatIf = (question: WhatIfQuestion): Promise<WhatIfAnswer> =>
  change('POST', '/definitions/what-if', question);
