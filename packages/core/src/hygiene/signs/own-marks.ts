// What single entries give away by themselves: the sender's mark, a honeypot, a program's user agent, a scanner's network, a privacy proxy.
import type { BehaviourEntry } from '../../journal/entry.ts';
import { own } from '../../journal/json.ts';
import { type HygieneSettings, plainAddress } from '../settings.ts';
import type { OwnMark } from '../sightings.ts';
import { addressOf, agentOf, deedOf, linkOf } from './deeds.ts';
import { KNOWN_NETWORKS } from './known-networks.ts';
import { NetworkList } from './network-list.ts';
import { senderMarkOf } from './sender-marks.ts';
import { type AgentKind, agentKind } from './user-agents.ts';

const LONGEST_SHOWN = 100;
const MOST_REMEMBERED = 100_000;

/** Looks at entries one by one. */
export class OwnMarks {
  private readonly networks: NetworkList;
  private readonly agents = new Map<string, AgentKind>();

  constructor(private readonly settings: HygieneSettings) {
    this.networks = new NetworkList([...KNOWN_NETWORKS, ...settings.networks]);
  }

  /** Everything that the rules about single entries say of one. */
  of(entry: BehaviourEntry): readonly OwnMark[] {
    if (entry.properties === undefined && this.settings.honeypots.length === 0) return NONE;
    const marks: OwnMark[] = [];
    const mark = senderMarkOf(entry);
    if (mark !== undefined) marks.push({ rule: 'sender-mark', because: `${mark} is true` });
    const honeypot = this.honeypotOf(entry);
    if (honeypot !== undefined) marks.push({ rule: 'honeypot', because: `it touched ${honeypot}` });
    this.markAgent(entry, marks);
    const address = addressOf(entry);
    const network = address === undefined ? undefined : this.networks.nameOf(address);
    if (network !== undefined) marks.push({ rule: 'scanner-network', because: `it came from a network of ${network}` });
    return marks;
  }

  /** An image proxy stands for a person who reads; whether it came too soon for that is told by the time of delivery. */
  private markAgent(entry: BehaviourEntry, marks: OwnMark[]): void {
    const agent = agentOf(entry);
    if (agent === undefined) return;
    const kind = this.kindOf(agent);
    const shown = agent.length > LONGEST_SHOWN ? `${agent.slice(0, LONGEST_SHOWN)}…` : agent;
    if (kind === 'robot') marks.push({ rule: 'user-agent', because: `a program calling itself "${shown}"` });
    else if (kind === 'privacy-proxy' && deedOf(entry) === 'open')
      marks.push({ rule: 'mail-privacy', because: `fetched by a privacy proxy ("${shown}")` });
  }

  private kindOf(agent: string): AgentKind {
    const known = this.agents.get(agent);
    if (known !== undefined) return known;
    const kind = agentKind(agent);
    if (this.agents.size < MOST_REMEMBERED) this.agents.set(agent, kind);
    return kind;
  }

  private honeypotOf(entry: BehaviourEntry): string | undefined {
    const { honeypots } = this.settings;
    if (honeypots.length === 0) return undefined;
    const touched = [linkOf(entry), entry.path].flatMap((text) => (text === undefined ? [] : addressesOf(text)));
    for (const honeypot of honeypots) {
      if ('property' in honeypot) {
        if (own(entry.properties ?? {}, honeypot.property) === true) return honeypot.property;
      } else if (touched.includes(honeypot.address)) return honeypot.address;
    }
    return undefined;
  }
}

/** A link as honeypots are written: with its host, and as a path alone. */
function addressesOf(link: string): string[] {
  const plain = plainAddress(link);
  const path = plain.indexOf('/');
  return path > 0 ? [plain, plain.slice(path)] : [plain];
}

const NONE: readonly OwnMark[] = [];
