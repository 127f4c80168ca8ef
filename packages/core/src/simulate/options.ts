// What a simulated company can be asked for, and what is taken where nothing is said.

import { sha256Hex } from '../base/digest.ts';
import { DAY } from '../base/duration.ts';
import type { Instant } from '../journal/entry.ts';
import { ALL_TOGETHER, FAULT_KINDS, type FaultKind } from './faults/fault-kinds.ts';

/** What to make up. The same options give the same bytes, on every machine. */
export interface SimulationOptions {
  readonly seed: string | number;
  /** How many people are known by the end (or would be): records in the CRM. */
  readonly leads: number;
  readonly years: number;
  /** Which faults are planted: `none` (default), `all` that can be planted together, or some of them. */
  readonly faults?: 'none' | 'all' | readonly FaultKind[];
  /** The end of the history; default 2025-12-31T23:00:00Z, a midnight where the company is. */
  readonly until?: Instant;
}

/** Options with nothing left open. */
export interface Settings {
  readonly seed: string;
  /** The seed as a number of 32 bits. */
  readonly seedNumber: number;
  readonly leads: number;
  readonly years: number;
  readonly faults: readonly FaultKind[];
  readonly from: Instant;
  readonly until: Instant;
}

/** Midnight of New Year 2026 where the company is. */
const END = Date.UTC(2025, 11, 31, 23);

/** Fills in what is not said. Throws a RangeError where the number of leads or years is none. */
export function settle({ seed, leads, years, faults = 'none', until = END }: SimulationOptions): Settings {
  if (!Number.isInteger(leads) || leads < 1) throw new RangeError('leads is a whole number above 0');
  if (!(years > 0 && years <= 50)) throw new RangeError('years lies between 0 and 50');
  const end = new Date(until);
  // Counted in months from the day after the last hour, so that the beginning is a midnight too.
  const next = new Date(end.getTime() + DAY);
  const from =
    Date.UTC(
      next.getUTCFullYear(),
      next.getUTCMonth() - Math.round(years * 12),
      next.getUTCDate(),
      next.getUTCHours(),
    ) - DAY;
  return {
    seed: String(seed),
    seedNumber: Number.parseInt(sha256Hex(String(seed)).slice(0, 8), 16),
    leads,
    years,
    faults:
      faults === 'none' ? [] : faults === 'all' ? ALL_TOGETHER : FAULT_KINDS.filter((kind) => faults.includes(kind)),
    from,
    until,
  };
}

/** A number for a part of the simulation: accounts and plans draw apart, so that one changes nothing of another. */
export function partSeed({ seedNumber }: Settings, part: number): number {
  let mixed = (seedNumber ^ Math.imul(part + 1, 0x9e3779b1)) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b) >>> 0;
  return (mixed ^ (mixed >>> 13)) >>> 0;
}
