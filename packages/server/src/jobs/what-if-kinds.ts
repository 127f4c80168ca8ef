// What is asked of the thread that holds a history for what-ifs, and what it answers.
import type { WhatIfResult } from '@baton/core/replay/what-if-result';
import type { StorePlace } from '../store/snapshot.ts';

/** What the thread is given at its start. */
export interface WhatIfTask {
  readonly store: StorePlace;
}

/** A question. Texts of definitions that were checked before. */
export interface WhatIfQuestion {
  readonly id: number;
  readonly draft: string;
  /** What the draft is compared with; absent where nothing is in force. */
  readonly now: string | undefined;
  readonly reps: number;
  /** Ids of leads whose standing is told. */
  readonly samples: readonly string[];
  /** When it is asked. */
  readonly at: number;
}

/** What a question is answered with: the history has to be read first, there is none, or what the draft would have done. */
export type WhatIfAnswer =
  | { readonly state: 'reading'; readonly progress: number }
  | { readonly state: 'no-history' }
  | { readonly state: 'ready'; readonly result: WhatIfResult };

/** What the thread tells. Progress goes from 0 to 1; undefined once it is done reading. */
export type WhatIfNews =
  | { readonly id: number; readonly answer: WhatIfAnswer }
  | { readonly reading: number | undefined; readonly problem?: string };
