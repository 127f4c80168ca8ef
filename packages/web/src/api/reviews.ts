// Reviews: when they are due, packets that were made, decisions that were recorded.
import { change, get } from './call.ts';

export type ReviewKind = 'monthly' | 'quarterly';

export interface Due {
  readonly cadence: ReviewKind;
  readonly last: number;
  readonly lastWas: 'review' | 'activation' | 'first entry';
  readonly dueAt: number;
  readonly state: 'in time' | 'overdue';
}

/** When reviews of a definition in force are due. */
export interface ReviewsDue {
  readonly name: string;
  readonly version: number;
  readonly rate: Due;
  readonly definition: Due;
  readonly isStale: boolean;
  /** What is late, in words. */
  readonly late: string | null;
}

export interface Decision {
  readonly at: number;
  readonly review: ReviewKind;
  readonly decision: string;
  readonly by: readonly string[];
}

export interface PacketRow {
  readonly job: string;
  readonly review: ReviewKind;
  readonly definition: string;
  readonly period: string;
  readonly asOf: number;
  readonly digest: string;
  readonly madeBy: string;
}

export interface Reviews {
  readonly due: readonly ReviewsDue[];
  readonly packets: readonly PacketRow[];
  readonly decisions: readonly Decision[];
}

/** Everything about reviews, the newest first. */
export const readReviews = (): Promise<Reviews> => get('/reviews');

/** Records what was decided; the same `once` records it once. */
export const recordDecision = (
  decided: { review: ReviewKind; decision: string; with: readonly string[]; packet?: string },
  once: string,
): Promise<Decision> => change('POST', '/reviews', decided, once);
