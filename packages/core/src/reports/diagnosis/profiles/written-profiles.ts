// Band profiles as a file that people edit.
import { stringify } from 'yaml';
import type { BandProfile } from './band-profile.ts';

const ABOUT = `# Bands by which rates are judged, in order of preference; the company's own baseline comes before all of them.
# Below low and above high is a fault; from … to … is healthy; between is neither. Shares from 0 to 1.
# In every profile MQL → SQL is too loose below 0.1, too tight above 0.6, and healthy from 0.2 to 0.3.
`;

/** The profiles as YAML that {@link parseProfiles} reads back. */
export function writtenProfiles(profiles: readonly BandProfile[]): string {
  const told = Object.fromEntries(profiles.map(({ name, source, bands }) => [name, { source, bands }]));
  return `${ABOUT}${stringify(told, { lineWidth: 0 })}`;
}
