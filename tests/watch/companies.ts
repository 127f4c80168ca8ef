// Simulated companies under watch: what was planted in them, and what the watch told.
import { readFileSync } from 'node:fs';
import type { Definition } from '../../packages/core/src/definition/definition.ts';
import { parseDefinition } from '../../packages/core/src/definition/parse-definition.ts';
import { watchOf } from '../../packages/core/src/reports/watch/watch.ts';
import { WatchReading } from '../../packages/core/src/reports/watch/watch-reading.ts';
import type { Watch } from '../../packages/core/src/reports/watch/watch-result.ts';
import type { FaultKind } from '../../packages/core/src/simulate/faults/fault-kinds.ts';
import type { PlannedFault } from '../../packages/core/src/simulate/faults/fault-plan.ts';
import { simulate } from '../../packages/core/src/simulate/simulate.ts';

/** A watched company with its planted fault, if any. */
export interface WatchedCompany {
  readonly watch: Watch;
  readonly fault: PlannedFault | undefined;
}

/** The definition that the companies are watched under. */
export function enterprise(): Definition {
  const parsed = parseDefinition(
    readFileSync(new URL('../../examples/definitions/enterprise/definition.yaml', import.meta.url), 'utf8'),
  );
  if (!parsed.ok) throw new Error('the enterprise definition parses');
  return parsed.value;
}

/** Lives through a company of three years. With a fault, the definition is taken to be signed when it begins. */
export function watchedCompany(seed: string, fault?: FaultKind, leads = 3000): WatchedCompany {
  const company = simulate({ seed, leads, years: 3, faults: fault === undefined ? 'none' : [fault] });
  const reading = new WatchReading(enterprise());
  for (const { entries } of company.accounts) for (const entry of entries) reading.add(entry);
  const [planted] = company.plan.faults;
  return { watch: watchOf(reading.finish(), planted && { signed: planted.from }), fault: planted };
}

/** Alarms about drift: not those about reviews, which nobody holds in a simulation. */
export function driftAlarms({ alarms }: Watch): Watch['alarms'] {
  return alarms.filter(({ kind }) => kind !== 'review-due');
}
