// Networks of mail scanners, as their owners publish them. Each with its source and the day it was read; add your own with --networks rather than here. Cloud providers are left out on purpose: people browse
// from them too, by remote desktops and company gateways.

/** A network and where that is documented. */
export interface KnownNetwork {
  /** Whose it is. */
  readonly name: string;
  /** Ranges in CIDR notation. */
  readonly ranges: readonly string[];
  /** The page that says so. */
  readonly source: string;
  /** The day it was read, `2026-11-28`. */
  readonly read: string;
}

export const KNOWN_NETWORKS: readonly KnownNetwork[] = [
  {
    name: 'Microsoft Exchange Online Protection',
    ranges: [
      '40.92.0.0/15',
      '40.107.0.0/16',
      '52.100.0.0/14',
      '52.238.78.88/32',
      '104.47.0.0/17',
      '2a01:111:f400::/48',
      '2a01:111:f403::/48',
    ],
    source: 'Microsoft 365 URLs and IP address ranges, worldwide endpoints 9 and 10 (*.protection.outlook.com)',
    read: '2026-11-28',
  },
  {
    name: 'Proofpoint',
    ranges: [
      '62.209.50.0/24',
      '91.209.104.0/24',
      '208.36.134.0/24',
      '208.84.64.0/22',
      '208.86.200.0/22',
      '209.66.100.64/26',
      '67.231.144.0/20',
    ],
    source: 'Proofpoint Support Info, list of IP addresses of its services',
    read: '2026-11-28',
  },
];
