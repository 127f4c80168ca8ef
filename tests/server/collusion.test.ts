// [J3] However people conspire, no version comes into force that two of them, of both sides, have not signed as it stands.
import { describe, expect, it } from 'vitest';
import { collude } from './collusion-harness.ts';

const STEPS = process.env.BATON_PROOF ? 3000 : 80;

describe('[J3] people who collude', () => {
  it(`bring nothing unsigned into force in ${STEPS} rounds`, async () => {
    const { problems, inForce, signatures, taken } = await collude(STEPS, STEPS);
    expect(problems, JSON.stringify(taken)).toEqual([]);
    // They did get somewhere by the one way there is, else nothing was tried.
    expect(inForce, JSON.stringify(taken)).toBeGreaterThan(0);
    expect(signatures).toBeGreaterThan(5);
    expect(Object.keys(taken)).toContain('activate');
  });
});
