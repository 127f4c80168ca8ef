// The service is killed while it works, again and again: what it acknowledged is there once, what it decided is what an exact replay decides, every hand-off was routed once, and others were told of each.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { killAtWork } from './kill-harness.ts';
import { startPostgres, type TemporaryPostgres } from './temporary-postgres.ts';

const KILLS = process.env.BATON_PROOF ? 200 : 20;

describe.each([
  { on: 'sqlite', processes: 1 },
  { on: 'postgres', processes: 1 },
  { on: 'postgres', processes: 2 },
] as const)('[P1] [P8] killed at work on $on, $processes at once', ({ on, processes }) => {
  let postgres: TemporaryPostgres | undefined;
  beforeAll(() => {
    if (on === 'postgres') postgres = startPostgres();
  });
  afterAll(() => postgres?.stop());

  it(`loses and doubles nothing in ${KILLS} kills`, async () => {
    const url = await postgres?.database('killed');
    const ordeal = { processes, kills: KILLS, seed: KILLS + processes, ...(url === undefined ? {} : { url }) };
    const { problems, acknowledged, handoffs, ready } = await killAtWork(ordeal);
    expect(problems).toEqual([]);
    expect(acknowledged).toBeGreaterThan(10 * KILLS);
    expect(handoffs).toBeGreaterThan(10);
    const sorted = [...ready].sort((a, b) => a - b);
    process.stderr.write(
      `${on}, ${processes} at once: ${KILLS} kills, ${acknowledged} acknowledged, ${handoffs} hand-offs; ready again at the median after ${Math.round(sorted[sorted.length >> 1] ?? 0)} ms, p95 ${Math.round(sorted[Math.floor(0.95 * sorted.length)] ?? 0)} ms\n`,
    );
  });
});
