// Reasons that several hand-offs have in common.
import { describe, expect, it } from 'vitest';
import type { Agreement } from '../../api/queue.ts';
import { commonReasons } from './common-reasons.ts';

const agreement = (...reasons: string[]): Agreement => ({
  name: 'enterprise',
  version: 1,
  zone: 'UTC',
  rejectReasons: [],
  recycleReasons: reasons.map((name) => ({ name, label: name, coolDownHours: 24 })),
  sql: null,
  gates: {},
});
const names = (...of: (Agreement | undefined)[]) => commonReasons(of).map(({ name }) => name);

describe('reasons in common', () => {
  it('are those that every agreement has', () => {
    expect(names(agreement('timing', 'budget'), agreement('budget', 'authority'))).toEqual(['budget']);
    expect(names(agreement('timing'))).toEqual(['timing']);
  });

  it('are none while one agreement is not known', () => {
    expect(names(agreement('timing'), undefined)).toEqual([]);
    expect(names()).toEqual([]);
  });
});
