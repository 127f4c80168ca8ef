// Which version of a programme speaks for it, whatever order they come in.
import { describe, expect, it } from 'vitest';
import type { ProgrammeState, ProgrammeSummary } from '../../api/programmes.ts';
import { mainVersion } from './main-version.ts';

const version = (n: number, state: ProgrammeState): ProgrammeSummary => ({
  name: 'guide',
  version: n,
  title: 'Guide',
  definition: 'enterprise',
  state,
  author: 'm',
  editedAt: 0,
  effectiveAt: state === 'draft' ? null : n,
  running: 0,
});
const main = (...states: ProgrammeState[]): number =>
  mainVersion(states.map((state, i) => version(i + 1, state))).version;

describe('the version that speaks for a programme', () => {
  it('is the one that is active or paused, then the newest that was in force, then the newest draft', () => {
    expect(main('closed', 'active', 'draft')).toBe(2);
    expect(main('closed', 'paused', 'draft')).toBe(2);
    expect(main('ended', 'ended', 'draft')).toBe(2);
    expect(main('draft', 'draft')).toBe(2);
  });
});
