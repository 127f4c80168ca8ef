// Which addresses the service speaks to on its own: public ones, and those that whoever runs it has allowed by name or network. Checked on the text, and again on what the name resolves to at the very connection, so that a name that changes its mind leads nowhere.
import { type LookupAddress, type LookupAllOptions, lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** All of IPv6 that the public internet uses (IANA). */
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3');

/** Why an address is spoken to by nobody. */
export class ForbiddenAddress extends Error {}

/** What whoever runs the service has allowed beyond public addresses. */
export interface Allowed {
  readonly hosts: ReadonlySet<string>;
  readonly networks: readonly [ipaddr.IPv4 | ipaddr.IPv6, number][];
}

/** Reads a list such as `10.1.0.0/16, hooks.internal, 127.0.0.1`. Throws a RangeError that names what is neither a host nor a network. */
export function readAllowed(list: string): Allowed {
  const hosts = new Set<string>();
  const networks: [ipaddr.IPv4 | ipaddr.IPv6, number][] = [];
  for (const each of list.split(',').map((word) => word.trim().toLowerCase())) {
    if (each === '') continue;
    if (ipaddr.isValidCIDR(each)) networks.push(ipaddr.parseCIDR(each));
    else if (isIP(each) !== 0) networks.push([ipaddr.parse(each), each.includes(':') ? 128 : 32]);
    else if (/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(each)) hosts.add(each);
    else throw new RangeError(`${each} is neither a host nor a network`);
  }
  return { hosts, networks };
}

/** The URL of an endpoint, checked as far as its text goes. Throws {@link ForbiddenAddress}. */
export function checkedUrl(text: string, allowed: Allowed): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) throw new ForbiddenAddress('this is no address');
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (url.username !== '' || url.password !== '')
    throw new ForbiddenAddress('an address carries no user and no password');
  const isAllowed = allowed.hosts.has(host) || (isIP(host) !== 0 && isIn(host, allowed));
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isAllowed))
    throw new ForbiddenAddress('an address begins with https://');
  if (isIP(host) !== 0 && !isAllowed && !isPublic(host)) throw new ForbiddenAddress(`${host} is no public address`);
  if (!isAllowed && /(^|\.)(localhost|local|internal|home\.arpa)$/.test(host))
    throw new ForbiddenAddress(`${host} is no public name`);
  return url;
}

/** Finds all addresses of a name, as Node does. */
export type Resolve = (
  host: string,
  options: LookupAllOptions,
  callback: (error: Error | null, found: LookupAddress[]) => void,
) => void;

/** Resolves names for connections: fails where any address of a name may not be spoken to. */
export function checkedLookup(allowed: Allowed, resolve: Resolve = lookup): LookupFunction {
  return (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, '', 0);
      const isTrusted = allowed.hosts.has(host.toLowerCase());
      const wrong = found.find(({ address }) => !isTrusted && !isPublic(address) && !isIn(address, allowed));
      const [first] = found;
      if (wrong !== undefined || first === undefined)
        return callback(new ForbiddenAddress(`${host} leads to ${wrong?.address ?? 'nowhere'}`), '', 0);
      return options.all === true
        ? (callback as unknown as (error: null, found: LookupAddress[]) => void)(null, found)
        : callback(null, first.address, first.family);
    });
  };
}

/** Whether an address lies in the public internet: nothing private, local, reserved, or of another kind carried inside. */
function isPublic(address: string): boolean {
  const parsed = ipaddr.process(address);
  const isGlobal = parsed.kind() === 'ipv4' || parsed.match(GLOBAL_UNICAST as [ipaddr.IPv6, number]);
  return isGlobal && parsed.range() === 'unicast';
}

function isIn(address: string, { networks }: Allowed): boolean {
  const parsed = ipaddr.process(address);
  return networks.some(([network, bits]) => parsed.kind() === network.kind() && parsed.match(network, bits));
}
