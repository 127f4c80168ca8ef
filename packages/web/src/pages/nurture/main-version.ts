// Which version of a programme speaks for it.
import type { ProgrammeSummary } from '../../api/programmes.ts';

/** The version that counts: active or paused before all, then the newest that was in force, then the newest. */
export function mainVersion(versions: readonly ProgrammeSummary[]): ProgrammeSummary {
  const newest = [...versions].sort((a, b) => b.version - a.version);
  const main =
    newest.find(({ state }) => state === 'active' || state === 'paused') ??
    newest.find(({ effectiveAt }) => effectiveAt !== null) ??
    newest[0];
  if (main === undefined) throw new RangeError('there is no version');
  return main;
}
