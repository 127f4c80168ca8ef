// Hand-offs that wait for sales, and what reps say to them. Scores 0–100; times in milliseconds since 1970.
import { change, get } from './call.ts';

export interface Handoff {
  readonly id: string;
  readonly lead: string;
  readonly label: string;
  readonly company: string | null;
  readonly account: string;
  readonly definition: string;
  readonly version: number;
  readonly gate: string;
  readonly grade: string;
  readonly engagement: number;
  readonly usage: number;
  readonly raisesHand: boolean;
  readonly reasons: readonly string[];
  readonly source: string | null;
  readonly state: string;
  readonly reason: string | null;
  readonly rep: { readonly id: string; readonly name: string } | null;
  readonly openedAt: number;
  readonly dueAt: number | null;
  readonly rejectUntil: number | null;
  readonly answeredAt: number | null;
  readonly breachedAt: number | null;
  readonly snoozedUntil: number | null;
  readonly sqlAt: number | null;
  readonly closedAt: number | null;
}

/** Counts of the last 24 hours; open, overdue and orphans as of now. */
export interface Today {
  readonly open: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly inTime: number;
  readonly answered: number;
  readonly overdue: number;
  readonly orphans: number;
}

export interface QueuePage {
  readonly handoffs: readonly Handoff[];
  readonly next: string | null;
  readonly today: Today;
}

/** What to show: whose (`me`, an id, all where undefined) and in which states. */
export interface QueueSearch {
  readonly rep?: string | undefined;
  readonly state?: string | undefined;
}

export interface Reason {
  readonly name: string;
  readonly label: string;
}

/** What both sides signed, as far as reps need it. */
export interface Agreement {
  readonly name: string;
  readonly version: number;
  readonly zone: string;
  readonly rejectReasons: readonly Reason[];
  readonly recycleReasons: readonly (Reason & { readonly coolDownHours: number })[];
  readonly sql: { readonly framework: string; readonly require: number; readonly of: number } | null;
  readonly gates: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly answer: 'accepted' | 'rejected' | 'recycled' | 'snoozed' | 'sql';
  readonly reason?: string;
  readonly until?: number;
}

/** Hand-offs, the soonest due first; so many pages of a hundred. */
export async function readQueue(search: QueueSearch, pages = 1): Promise<QueuePage> {
  let page: QueuePage = await get('/queue', { ...search, limit: 100 });
  for (let more = 1; more < pages && page.next !== null; more++) {
    const next: QueuePage = await get('/queue', { ...search, limit: 100, cursor: page.next });
    page = { ...next, handoffs: [...page.handoffs, ...next.handoffs] };
  }
  return page;
}

/** One hand-off as it is now. */
export const readHandoff = (id: string): Promise<Handoff> => get(`/handoffs/${encodeURIComponent(id)}`);

/** What a rep reads before the first call, as of when the lead was handed over. Points, not tenths. */
export interface Packet {
  /** One sentence. */
  readonly whyNow: string;
  readonly signals: readonly {
    readonly signal: string;
    readonly label: string;
    readonly times: number;
    readonly points: number;
    readonly lastAt: number;
  }[];
  readonly committee: readonly {
    readonly lead: string;
    readonly label: string;
    readonly grade: string;
    readonly engagement: number;
  }[];
  /** Criteria that nobody knows the answer to. */
  readonly unknown: readonly string[];
  /** Steps that would change the verdict, a sentence each. */
  readonly flips: readonly string[];
}

/** The packet of a hand-off. */
export const readPacket = (id: string): Promise<Packet> => get(`/handoffs/${encodeURIComponent(id)}/packet`);

/** Signed reasons and labels of the version that handed over. */
export const readAgreement = (name: string, version: number): Promise<Agreement> =>
  get(`/agreements/${encodeURIComponent(name)}/${version}`);

/** Answers; a lost race is an ApiProblem with status 409. */
export const answerHandoff = (id: string, answer: Answer, once: string): Promise<Handoff> =>
  change('POST', `/handoffs/${encodeURIComponent(id)}/answer`, answer, once);

/** Gives a hand-off to `rep`, or claims it; `from` is whose it was when you looked. */
export const assignHandoff = (
  id: string,
  from: string | null,
  rep: string | undefined,
  once: string,
): Promise<Handoff> =>
  change('POST', `/handoffs/${encodeURIComponent(id)}/assign`, { from, ...(rep === undefined ? {} : { rep }) }, once);

/** What was found out: one question of a framework. */
export interface Finding {
  readonly framework: string;
  readonly question: string;
  readonly state: 'known' | 'unknown' | 'negative';
  readonly answer?: string;
}

/** Notes what was found out. */
export const noteFinding = (id: string, finding: Finding, once: string): Promise<Handoff> =>
  change('POST', `/handoffs/${encodeURIComponent(id)}/evidence`, finding, once);
