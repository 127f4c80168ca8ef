// Time on a page (C8a): the gap to the next event of the session, made an entry of its own when that event is seen. Live ingestion and imports use the same.
import type { BehaviourEntry, Entry } from './entry.ts';
import { subjectOf } from './identifiers.ts';

/** So long without an event ends a session: the time on its last page is unknown. */
const SESSION_GAP_MS = 30 * 60_000;
/** No page is looked at longer than this. */
const LONGEST_MS = 10 * 60_000;
/** People whose last event is held; who did nothing for longest is forgotten first. */
const MOST_PEOPLE = 200_000;

/** `rising`: events of a person come in the order they happened, as they do live. `falling`: newest first, as some exports have them. */
export type TimeOrder = 'rising' | 'falling';

/** Everybody's last event, and how many events came against the order. */
export interface LastEvents {
  readonly last: ReadonlyMap<string, BehaviourEntry>;
  readonly outOfOrder: number;
}

/** Makes `dwell` entries out of the events of a session. */
export class DwellTracker {
  private readonly last: Map<string, BehaviourEntry>;
  /** Events that came against the order: no time on a page is made of them. */
  outOfOrder: number;

  /** `from`: what another tracker stopped at. */
  constructor(
    private readonly order: TimeOrder = 'rising',
    from: LastEvents = { last: new Map(), outOfOrder: 0 },
  ) {
    this.last = new Map(from.last);
    this.outOfOrder = from.outOfOrder;
  }

  get lastEvents(): LastEvents {
    return { last: this.last, outOfOrder: this.outOfOrder };
  }

  /** Takes the next entry; gives the dwell on a page that it completes. Entries that are no behaviour complete nothing. */
  offer(entry: Entry): BehaviourEntry | undefined {
    if (entry.kind !== 'page' && entry.kind !== 'track' && entry.kind !== 'screen') return undefined;
    const who = sessionOf(entry);
    if (who === undefined) return undefined;
    const held = this.last.get(who);
    const [earlier, later] = this.order === 'rising' ? [held, entry] : [entry, held];
    if (earlier !== undefined && later !== undefined && earlier.occurredAt > later.occurredAt) {
      this.outOfOrder += 1;
      return undefined;
    }
    this.hold(who, entry);
    return earlier === undefined || later === undefined ? undefined : dwellOf(earlier, later);
  }

  private hold(who: string, entry: BehaviourEntry): void {
    this.last.delete(who);
    this.last.set(who, entry);
    if (this.last.size <= MOST_PEOPLE) return;
    const [oldest] = this.last.keys();
    if (oldest !== undefined) this.last.delete(oldest);
  }
}

/** Whose session an event belongs to: the device's, so that it goes on where a visitor becomes known; else the subject's. */
function sessionOf(entry: Entry): string | undefined {
  return entry.anonymousId === undefined ? subjectOf(entry) : `anon:${entry.anonymousId}`;
}

/**
 * The time on a page until the next event; undefined where the first is no page, or the session was over. It happened at its end and was known
 * with the next event; its id is the page's with `:dwell`.
 */
export function dwellOf(page: BehaviourEntry, next: BehaviourEntry): BehaviourEntry | undefined {
  const gap = next.occurredAt - page.occurredAt;
  if (page.kind !== 'page' || gap <= 0 || gap > SESSION_GAP_MS) return undefined;
  const stayed = Math.min(gap, LONGEST_MS);
  const occurredAt = page.occurredAt + stayed;
  const { source, id, userId, anonymousId, accountId, email, domain, name, path, url, referrer, title, campaign } =
    page;
  // In the order in which parse-entry has fields, so that the line is the same when it is read again.
  return {
    kind: 'dwell',
    source,
    id: `${id}:dwell`,
    ...(userId !== undefined && { userId }),
    ...(anonymousId !== undefined && { anonymousId }),
    ...(accountId !== undefined && { accountId }),
    ...(email !== undefined && { email }),
    ...(domain !== undefined && { domain }),
    occurredAt,
    knownAt: Math.max(next.knownAt, page.knownAt, occurredAt),
    rule: 'C8a',
    confidence: gap > LONGEST_MS ? 'inferred' : 'recorded',
    ...(name !== undefined && { name }),
    ...(path !== undefined && { path }),
    ...(url !== undefined && { url }),
    ...(referrer !== undefined && { referrer }),
    ...(title !== undefined && { title }),
    ...(campaign !== undefined && { campaign }),
    seconds: Math.round(stayed / 1000),
  };
}

/**
 * The order in which people's events stand: of those who have several, all one way. Undefined where some have it otherwise, or where so few
 * show any (less than one in a hundred) that it may be chance.
 */
export function timeOrderOf(events: readonly { readonly who: string; readonly at: number }[]): TimeOrder | undefined {
  const last = new Map<string, number>();
  let [rising, falling] = [0, 0];
  for (const { who, at } of events) {
    const before = last.get(who);
    last.set(who, at);
    if (before === undefined || before === at) continue;
    if (at > before) rising += 1;
    else falling += 1;
  }
  if (rising > 0 === falling > 0 || rising + falling < events.length / 100) return undefined;
  return rising > 0 ? 'rising' : 'falling';
}
