// The kernel and the oracle decide the same on random definitions and random histories. A case that parts them is shrunk and told.
import { replayEntries } from '@baton/core/replay/replay';
import { describe, expect, it } from 'vitest';
import { compare, shrink, told } from './compare.ts';
import { generate } from './generate.ts';
import { type Observation, observe } from './observation.ts';
import { type OracleInput, oracle } from './oracle.ts';
import { canonical } from './reading/order.ts';

const CASES = process.env.BATON_PROOF ? 100_000 : 5_000;
const BATCH = 1_000;

function decide(input: OracleInput): Observation[] {
  const { mode, start, until } = input;
  return observe(replayEntries(input.rulebook, input.entries, { mode, until, ...(start !== undefined && { start }) }));
}

const differs = (input: OracleInput): boolean => canonical(decide(input)) !== canonical(oracle(input));

function tell(seed: number): string {
  const smallest = shrink(generate(seed), differs);
  return `seed ${seed}\n${told(smallest)}\n${compare(decide(smallest), oracle(smallest))}`;
}

describe('the kernel decides what the rules say', () => {
  const batches = Array.from({ length: CASES / BATCH }, (_, i) => 1 + i * BATCH);
  it.each(batches)('in the thousand cases from seed %i', { timeout: 600_000 }, (from) => {
    let decisions = 0;
    for (let seed = from; seed < from + BATCH; seed++) {
      const input = generate(seed);
      const expected = oracle(input);
      decisions += expected.length;
      if (canonical(decide(input)) !== canonical(expected)) expect.fail(tell(seed));
    }
    expect(decisions).toBeGreaterThan(BATCH);
  });
});
