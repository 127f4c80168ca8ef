// The harnesses that find nothing would find something: each of five seeded defects is caught by the harness that is there for it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collude } from './collusion-harness.ts';
import { buildBroken, DEFECTS, type Defect, sourceOf } from './defects.ts';
import { killAtWork } from './kill-harness.ts';
import { startPostgres, type TemporaryPostgres } from './temporary-postgres.ts';

describe('a service that', () => {
  let postgres: TemporaryPostgres;
  beforeAll(() => {
    postgres = startPostgres();
  });
  afterAll(() => postgres.stop());

  it.each(Object.values(DEFECTS) as Defect[])('$name: its texts stand where they are said to stand', ({ changes }) => {
    for (const { file, from, to } of changes) {
      expect(sourceOf(file).split(from), file).toHaveLength(2);
      expect(to).not.toBe(from);
    }
  });

  it('acknowledges before the commit loses what it acknowledged', async () => {
    const program = await buildBroken(DEFECTS.acknowledgesTooEarly);
    const url = await postgres.database('early');
    const { problems } = await killAtWork({ program, url, kills: 6, seed: 1 });
    expect(problems.join()).toMatch(/acknowledged entries are lost/);
  });

  it('has no unique key stores entries twice', async () => {
    const program = await buildBroken(DEFECTS.knowsNoRepetition);
    const { problems } = await killAtWork({ program, kills: 3, seed: 2 });
    expect(problems.join()).toMatch(/entries are there twice/);
  });

  it('takes work without a lease tells others twice; with a lease it does not', async () => {
    const program = await buildBroken(DEFECTS.leasesNothing);
    const ordeal = { processes: 2, kills: 0, seed: 3 } as const;
    const broken = await killAtWork({ ...ordeal, program, url: await postgres.database('unleased') });
    expect(broken.problems.join()).toMatch(/messages came twice/);
    const { problems } = await killAtWork({ ...ordeal, url: await postgres.database('leased') });
    expect(problems).toEqual([]);
  }, 240_000);

  it('leaves signatures standing after an edit is found out', async () => {
    const program = await buildBroken(DEFECTS.voidsNoSignature);
    const { problems } = await collude(150, 4, program);
    expect(problems.join()).toMatch(/signatures standing/);
  });

  it('fills the outbox outside the transaction leaves hand-offs untold', async () => {
    const program = await buildBroken(DEFECTS.announcesLater);
    const { problems } = await killAtWork({ program, kills: 6, seed: 5 });
    expect(problems.join()).toMatch(/nobody was told/);
  });
});
