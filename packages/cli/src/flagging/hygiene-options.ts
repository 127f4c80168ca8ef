// What commands are told for hygiene: own and competitors' domains, honeypots, networks, rules to do without. As flags, and checked.
import { existsSync, readFileSync } from 'node:fs';
import { HYGIENE_RULES } from '@baton/core/hygiene/rules';
import { type HygieneSettings, parseSettings } from '@baton/core/hygiene/settings';
import type { KnownNetwork } from '@baton/core/hygiene/signs/known-networks';
import { parseNetworks } from '@baton/core/hygiene/signs/network-list';
import type { Command } from 'commander';
import { Failure, fail } from '../failure.ts';

export interface HygieneOptions {
  readonly internal?: string[];
  readonly competitor?: string[];
  readonly honeypot?: string[];
  readonly networks?: string;
  readonly without?: string[];
}

/** Adds the flags to a command. */
export function withHygieneOptions(command: Command): Command {
  return command
    .option('--internal <domain...>', "the company's own domains")
    .option('--competitor <domain...>', "competitors' domains")
    .option('--honeypot <link...>', 'links that no person sees, or properties that say so')
    .option('--networks <file>', 'networks of scanners besides those that are known (JSON)')
    .option('--without <rule...>', `rules of hygiene to do without: ${HYGIENE_RULES.map(({ id }) => id).join(', ')}`);
}

/** What they say, checked; ends the command where it cannot be. */
export function settingsOf({ internal, competitor, honeypot, networks, without }: HygieneOptions): HygieneSettings {
  const parsed = parseSettings({
    ...(internal && { internal }),
    ...(competitor && { competitors: competitor }),
    ...(honeypot && { honeypots: honeypot }),
    ...(networks !== undefined && { networks: readNetworks(networks) }),
    ...(without && { without }),
  });
  if (!parsed.ok) throw new Failure(parsed.problems);
  return parsed.value;
}

function readNetworks(file: string): readonly KnownNetwork[] {
  if (!existsSync(file)) fail('cli-no-such-file', `there is no file ${file}`, 'look at the path');
  const parsed = parseNetworks(readFileSync(file, 'utf8'), file);
  if (!parsed.ok) throw new Failure(parsed.problems);
  return parsed.value;
}
