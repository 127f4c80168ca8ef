// Whether an address lies in one of many networks. Reads a file of networks too.
import ipaddr from 'ipaddr.js';
import { failure, type Outcome, type Problem, success } from '../../base/problem.ts';
import type { KnownNetwork } from './known-networks.ts';

type Range = ReturnType<typeof ipaddr.parseCIDR>;

/** Networks to look addresses up in. */
export class NetworkList {
  private readonly ranges: readonly { readonly name: string; readonly range: Range }[];
  private readonly seen = new Map<string, string | undefined>();

  /** @throws Error where a range is none: check what people write with {@link parseNetworks}. */
  constructor(networks: readonly KnownNetwork[]) {
    this.ranges = networks.flatMap(({ name, ranges }) =>
      ranges.map((text) => ({ name, range: ipaddr.parseCIDR(text) })),
    );
  }

  /** Whose network an address lies in; undefined where in none, or where it is no address. IPv4 inside IPv6 counts as IPv4. */
  nameOf(address: string): string | undefined {
    const known = this.seen.get(address);
    if (known !== undefined || this.seen.has(address)) return known;
    const found = this.find(address.trim());
    if (this.seen.size < MOST_REMEMBERED) this.seen.set(address, found);
    return found;
  }

  private find(text: string): string | undefined {
    if (!ipaddr.isValid(text) || (!text.includes(':') && !ipaddr.IPv4.isValidFourPartDecimal(text))) return undefined;
    const address = ipaddr.process(text);
    return this.ranges.find(({ range }) => range[0].kind() === address.kind() && address.match(range))?.name;
  }
}

const MOST_REMEMBERED = 100_000;
const SHAPE =
  'write [{ "name": "Our scanner", "ranges": ["192.0.2.0/24"], "source": "its manual", "read": "2026-11-28" }]';

/** Reads a file of networks: a JSON list in the shape of {@link KnownNetwork}. */
export function parseNetworks(text: string, file: string): Outcome<readonly KnownNetwork[]> {
  const problem = (message: string): Problem => ({
    code: 'hygiene-bad-network',
    severity: 'error',
    message,
    place: { file },
    hint: SHAPE,
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return failure([problem('the file of networks is no JSON')]);
  }
  if (!Array.isArray(value)) return failure([problem('a file of networks holds a list')]);
  const problems = value.flatMap((each, i) => flawOf(each).map((flaw) => problem(`network ${i + 1}: ${flaw}`)));
  return problems.length > 0 ? failure(problems) : success(value as KnownNetwork[]);
}

function flawOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return ['it is no object'];
  const { ranges, ...texts } = value as Readonly<Record<string, unknown>>;
  const missing = ['name', 'source', 'read'].filter((key) => typeof texts[key] !== 'string' || texts[key] === '');
  if (missing.length > 0) return [`it has no ${missing.join(', no ')}`];
  if (!Array.isArray(ranges) || ranges.length === 0) return ['it has no ranges'];
  return ranges.flatMap((range) =>
    typeof range === 'string' && ipaddr.isValidCIDR(range) ? [] : [`${JSON.stringify(range)} is no range of addresses`],
  );
}
