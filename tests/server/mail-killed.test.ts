// The service is killed while it sends, again and again: no mail comes twice, none whose sending began after somebody had left, and what may have gone is shown as unknown.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { killWhileMailing } from './mail-kill-harness.ts';
import { startPostgres, type TemporaryPostgres } from './temporary-postgres.ts';

const KILLS = process.env.BATON_PROOF ? 60 : 3;

describe.each([
  { on: 'sqlite', processes: 1 },
  { on: 'postgres', processes: 2 },
] as const)('[P8] killed while it sends mails on $on, $processes at once', ({ on, processes }) => {
  let postgres: TemporaryPostgres | undefined;
  beforeAll(() => {
    if (on === 'postgres') postgres = startPostgres();
  });
  afterAll(() => postgres?.stop());

  it(`sends none twice and none too late in ${KILLS} kills`, async () => {
    const url = await postgres?.database('mailing');
    const verdict = await killWhileMailing({
      processes,
      kills: KILLS,
      seed: KILLS,
      ...(url === undefined ? {} : { url }),
    });
    process.stderr.write(`${on}, ${processes} at once: ${JSON.stringify(verdict)}\n`);
    expect(verdict).toMatchObject({ doubled: 0, afterStop: 0, lost: 0, untold: 0 });
    expect(verdict.mails).toBeGreaterThan(10 * KILLS);
    expect(verdict.stopped).toBeGreaterThan(0);
    if (processes === 1) expect(verdict.unknown).toBeGreaterThan(0);
  });
});
