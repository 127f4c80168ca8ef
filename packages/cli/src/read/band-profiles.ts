// Band profiles from a file; the published ones where none is named.
import { readFileSync } from 'node:fs';
import { type BandProfile, parseProfiles } from '@baton/core/reports/diagnosis/profiles/band-profile';
import { PUBLISHED_PROFILES } from '@baton/core/reports/diagnosis/profiles/published-profiles';
import { Failure } from '../failure.ts';

/** The profiles in order of preference. Ends the command with every problem where the file holds any. */
export function readProfiles(file: string | undefined): readonly BandProfile[] {
  if (file === undefined) return PUBLISHED_PROFILES;
  const read = parseProfiles(readFileSync(file, 'utf8'), file);
  if (!read.ok) throw new Failure(read.problems);
  return read.value;
}
