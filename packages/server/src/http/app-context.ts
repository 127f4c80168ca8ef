// What every route may use. Made once, at the start.

import type { KeyUse } from '../auth/key-use.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { CrmShelf } from '../connectors/crm-of.ts';
import type { Intake } from '../ingest/intake.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { WhatIfs } from '../jobs/what-ifs.ts';
import type { KeepingContext } from '../keeping/keeping-context.ts';
import type { RulebookInForce } from '../live/in-force.ts';
import type { News } from '../live/news.ts';
import type { MailOffice } from '../mail/mail-office.ts';
import type { ResolveTxt } from '../mail/sender-records.ts';
import type { Delivery } from '../outgoing/delivery.ts';
import type { RandomBytes } from '../random.ts';
import type { Store } from '../store/store.ts';

export interface AppContext {
  readonly config: Config;
  readonly store: Store;
  readonly intake: Intake;
  readonly inForce: RulebookInForce;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly news: News;
  readonly jobs: Jobs;
  readonly whatIfs: WhatIfs;
  readonly delivery: Delivery;
  readonly mail: MailOffice;
  /** Asks name servers. */
  readonly resolveTxt: ResolveTxt;
  /** CRMs of connectors, for dry runs. */
  readonly crms: CrmShelf;
  readonly keyUse: KeyUse;
  /** What erasure, retention and export work with. */
  readonly keeping: KeepingContext;
  /** Where the web app was built. */
  readonly webFolder: string;
  /** The snippet for web pages, built. */
  readonly snippetFile: string;
  /** Work of a password's hash; the usual where undefined. */
  readonly passwordCost: number | undefined;
}
