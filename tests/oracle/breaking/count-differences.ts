// How many of so many random cases kernel and oracle decide differently: run by scripts/break-rules.mjs on a kernel that was broken on purpose.
import { replayEntries } from '@baton/core/replay/replay';
import { generate } from '../generate.ts';
import { observe } from '../observation.ts';
import { type OracleInput, oracle } from '../oracle.ts';
import { canonical } from '../reading/order.ts';

function parts(input: OracleInput): boolean {
  const { mode, start, until } = input;
  const options = { mode, until, ...(start !== undefined && { start }) };
  try {
    return canonical(observe(replayEntries(input.rulebook, input.entries, options))) !== canonical(oracle(input));
  } catch {
    return true;
  }
}

const cases = Number(process.argv[2]);
let differing = 0;
let first: number | undefined;
for (let seed = 1; seed <= cases; seed++) {
  if (!parts(generate(seed))) continue;
  differing += 1;
  first ??= seed;
}
process.stdout.write(JSON.stringify({ cases, differing, first: first ?? null }));
