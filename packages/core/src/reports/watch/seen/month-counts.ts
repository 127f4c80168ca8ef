// What the leads that were active in a month looked like at its end, added up.
import { GRADES, type Grade } from '../../../definition/definition.ts';
import type { Seen } from './standing-seen.ts';

/** Bands of the higher of both scores. */
export const SCORE_BANDS = ['0', '1–19', '20–39', '40–59', '60–79', '80–100'] as const;

/** One month. All counts are leads. */
export class MonthCounts {
  leads = 0;
  readonly grades: number[] = GRADES.map(() => 0);
  readonly bands: number[] = SCORE_BANDS.map(() => 0);
  /** By number of the criterion. */
  readonly held: number[];
  readonly unknown: number[];

  constructor(criteria: number) {
    this.held = new Array(criteria).fill(0);
    this.unknown = new Array(criteria).fill(0);
  }

  add({ grade, engagement, usage, holds }: Seen): void {
    this.leads += 1;
    raise(this.grades, GRADES.indexOf(grade as Grade));
    raise(this.bands, bandOf(Math.max(engagement, usage)));
    holds.forEach((held, i) => {
      if (held === undefined) raise(this.unknown, i);
      else if (held) raise(this.held, i);
    });
  }
}

function raise(counts: number[], i: number): void {
  counts[i] = (counts[i] as number) + 1;
}

function bandOf(tenths: number): number {
  return tenths <= 0 ? 0 : 1 + Math.min(4, Math.floor(tenths / 200));
}
